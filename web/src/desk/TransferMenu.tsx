import { Button, Popover, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TransferTargets } from '../api/types';
import { dialable, phone as formatPhone } from '../format/phone';
import { useShortcut } from '../shell/shortcuts';
import { type Choice, choices, step } from '../state/transfer';
import { useAgent } from '../ui/context';
import { Icon, type IconName } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './Transfer.module.css';
import { useWishes } from './useWishes';

const ICON: Record<Choice['kind'], IconName> = { number: 'phone-out', agent: 'user', queue: 'users' };

/** To whom the call goes on: Enter hands it over at once, Shift+Enter asks first; a conference can only ask. */
export function TransferMenu({ enabled, asksOnly }: { enabled: boolean; asksOnly: boolean }) {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const busy = useValue(desk.busy);
  const [open, setOpen] = useState(false);
  useShortcut('F8', () => setOpen((now) => !now), enabled);
  return (
    <Popover opened={open && enabled} onChange={setOpen} position="top" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<Icon name="right" />}
          rightSection={<kbd>F8</kbd>}
          disabled={!enabled}
          loading={busy.has('transfer') || busy.has('consult')}
          onClick={() => setOpen((now) => !now)}
          aria-expanded={open}
          aria-keyshortcuts="F8"
        >
          {t(asksOnly ? 'call.consult' : 'call.transfer')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Chooser close={() => setOpen(false)} asksOnly={asksOnly} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Chooser({ close, asksOnly }: { close: () => void; asksOnly: boolean }) {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const wish = useWishes();
  const list = useId();
  const lines = useRef<HTMLDivElement>(null);
  const [targets, setTargets] = useState<TransferTargets | null>(null);
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState(-1);
  useEffect(() => {
    const abort = new AbortController();
    // without the list a number can still be dialled
    desk.targets(abort.signal).then(setTargets, () => undefined);
    return () => abort.abort();
  }, [desk]);

  const found = choices(targets, typed, dialable(typed)).filter((choice) => !asksOnly || choice.kind !== 'queue');
  const at = found[marked]?.free ? marked : step(found, -1, 1);
  const take = (choice: Choice | undefined, ask: boolean) => {
    if (choice === undefined || !choice.free) return;
    close();
    wish((ask || asksOnly) && choice.kind !== 'queue' ? desk.consult(choice.target) : desk.transfer(choice.target));
  };
  const type = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const next = step(found, at, event.key === 'ArrowDown' ? 1 : -1);
      setMarked(next);
      lines.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      take(found[at], event.shiftKey);
    }
  };
  return (
    <div className={classes.menu}>
      <TextInput
        data-autofocus
        placeholder={t('call.transfer-to')}
        aria-label={t('call.transfer-to')}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={at < 0 ? undefined : `${list}-${at}`}
        leftSection={<Icon name="search" />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMarked(-1);
        }}
        onKeyDown={type}
      />
      <div ref={lines} id={list} className={classes.list} role="listbox" aria-label={t('call.transfer-to')}>
        {found.map((choice, line) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box moves through the list and chooses from it
          <div
            key={choice.key}
            id={`${list}-${line}`}
            role="option"
            tabIndex={-1}
            className={classes.line}
            aria-selected={line === at}
            aria-disabled={!choice.free}
            onClick={() => take(choice, false)}
          >
            <Icon name={ICON[choice.kind]} size={16} />
            <span className={classes.name}>{choice.kind === 'number' ? formatPhone(choice.label) : choice.label}</span>
            <span className="muted">
              {choice.state !== null && t(`state.${choice.state}`)}
              {choice.kind === 'queue' && t('call.transfer-queue', { waiting: choice.waiting, ready: choice.ready })}
            </span>
            {choice.kind !== 'queue' && (
              <Button
                size="compact-xs"
                variant="default"
                tabIndex={-1}
                disabled={!choice.free}
                onClick={(event) => {
                  event.stopPropagation();
                  take(choice, true);
                }}
              >
                {t('call.consult')}
              </Button>
            )}
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('call.transfer-nobody')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        <kbd>↑</kbd> <kbd>↓</kbd> ·{' '}
        {!asksOnly && (
          <>
            <kbd>Enter</kbd> {t('call.transfer-now')} · <kbd>Shift</kbd>+
          </>
        )}
        <kbd>Enter</kbd> {t('call.transfer-ask')}
      </Text>
    </div>
  );
}

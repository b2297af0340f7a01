import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../shell/shortcuts';
import { type DispositionNode, dispositionTree, leaves } from '../state/desk';
import { useAgent } from '../ui/context';
import { Left } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { stepAmong } from './stepAmong';
import { useFailure } from './useFailure';
import { useWishes } from './useWishes';

/** Result and notes; open during the call already, saved when the call is over. */
export function WrapUpPanel() {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const view = useValue(desk.desk);
  const draft = useValue(desk.draft);
  const busy = useValue(desk.busy);
  const wish = useWishes();
  const failureText = useFailure();
  const wrapUp = view?.wrapUp ?? null;
  const projectId = wrapUp?.projectId ?? view?.call?.projectId ?? '';
  const tree = dispositionTree(view?.dispositions[projectId] ?? []);
  const choices = leaves(tree);
  const chosen = choices.findIndex((choice) => choice.id === draft.dispositionId);
  const complete = choices.length === 0 || chosen >= 0;
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const buttons = [...(group.current?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
    const next = stepAmong(event, buttons.indexOf(document.activeElement as HTMLElement), buttons.length);
    const choice = next === null ? undefined : choices[next];
    if (next === null || choice === undefined) return;
    event.preventDefault();
    desk.editDraft({ dispositionId: choice.id });
    buttons[next]?.focus();
  };
  const save = () => {
    if (wrapUp === null) return;
    if (complete) wish(desk.finishWrapUp());
    // whoever saves without a result is led to the results
    else group.current?.querySelector<HTMLElement>('[role="radio"][tabindex="0"]')?.focus();
  };
  useShortcut('Ctrl+Enter', save, wrapUp !== null);

  return (
    <div className={classes.wrap} data-early={wrapUp === null}>
      <div>
        {wrapUp?.failure != null && (
          <Text size="sm" fw={600} mb={6} role="status">
            {failureText(wrapUp.failure)}
          </Text>
        )}
        <Text size="xs" c="dimmed" mb={4} id="wrap-up-result">
          {t('wrap-up.result')}
        </Text>
        <div
          ref={group}
          className={classes.choices}
          role="radiogroup"
          aria-labelledby="wrap-up-result"
          onKeyDown={move}
        >
          {tree.map((node) =>
            node.children.length === 0 ? (
              <Choice key={node.id} node={node} index={choices.indexOf(node)} entry={Math.max(0, chosen)} />
            ) : (
              <div key={node.id} className={classes.group}>
                <span className={classes.groupName}>{node.name}</span>
                {leaves([node]).map((leaf) => (
                  <Choice key={leaf.id} node={leaf} index={choices.indexOf(leaf)} entry={Math.max(0, chosen)} />
                ))}
              </div>
            ),
          )}
          {choices.length === 0 && <Text size="sm">{t('wrap-up.no-results')}</Text>}
        </div>
      </div>
      <Textarea
        label={t('wrap-up.notes')}
        labelProps={{ style: { fontSize: '0.75rem', fontWeight: 400, color: 'var(--ink-soft)' } }}
        autosize
        minRows={2}
        maxRows={4}
        value={draft.notes}
        onChange={(event) => desk.editDraft({ notes: event.currentTarget.value })}
      />
      {wrapUp !== null && (
        <Stack gap={6} align="stretch">
          {wrapUp.until !== null && (
            <Group gap={8} justify="space-between" wrap="nowrap">
              <Text size="sm" style={{ color: 'var(--wrap-up)' }} fw={600}>
                {t('wrap-up.left')} <Left until={wrapUp.until} />
              </Text>
              <Button
                size="compact-xs"
                variant="default"
                disabled={wrapUp.extended}
                loading={busy.has('extend')}
                onClick={() => wish(desk.extendWrapUp())}
              >
                {t('wrap-up.extend')}
              </Button>
            </Group>
          )}
          <Button
            leftSection={<Icon name="check" />}
            rightSection={<kbd>Ctrl+Enter</kbd>}
            disabled={!complete}
            loading={busy.has('wrap-up')}
            onClick={save}
            aria-keyshortcuts="Control+Enter"
          >
            {t('wrap-up.save')}
          </Button>
          {!complete && (
            <Text size="xs" c="dimmed">
              {t('wrap-up.choose')}
            </Text>
          )}
        </Stack>
      )}
    </div>
  );
}

const LAST_WITH_KEY = 9;

interface ChoiceProps {
  node: DispositionNode;
  index: number;
  /** Where the Tab key enters the group; the arrow keys go on from there. */
  entry: number;
}

function Choice({ node, index, entry }: ChoiceProps) {
  const { desk } = useAgent();
  const chosen = useValue(desk.draft).dispositionId === node.id;
  const choose = () => desk.editDraft({ dispositionId: node.id });
  const number = index + 1;
  const keyed = number <= LAST_WITH_KEY;
  useShortcut(`Alt+${number}`, choose, keyed);
  return (
    <Button
      size="compact-sm"
      variant={chosen ? 'filled' : 'default'}
      role="radio"
      aria-checked={chosen}
      tabIndex={index === entry ? 0 : -1}
      {...(keyed ? { 'aria-keyshortcuts': `Alt+${number}`, rightSection: <kbd>{number}</kbd> } : {})}
      onClick={choose}
    >
      {node.name}
    </Button>
  );
}

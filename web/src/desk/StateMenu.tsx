import { Button, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../shell/shortcuts';
import { StateBadge } from '../ui/Badge';
import { useAgent } from '../ui/context';
import { Elapsed } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './Desk.module.css';
import { useWishes } from './useWishes';

const IN_CALL = new Set(['ringing', 'talking', 'hold', 'wrap-up']);

export function StateMenu() {
  const { t } = useTranslation();
  const { desk, phone } = useAgent();
  const view = useValue(desk.desk);
  const problem = useValue(phone.problem);
  const wish = useWishes();
  const [opened, setOpened] = useState(false);
  useShortcut('Alt+B', () => setOpened((now) => !now));
  // opened by its shortcut it has the focus a moment later than the agent may press Escape
  useShortcut('Escape', () => setOpened(false), opened);
  // the open menu says why it cannot be
  useShortcut('Alt+R', () => (problem === null ? wish(desk.setState('ready')) : setOpened(true)));
  if (view === null) return null;
  // asked for in a call it is granted when the call is over
  const later = IN_CALL.has(view.state);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" width={260}>
      <Menu.Target>
        <Button
          variant="default"
          px={6}
          h={34}
          className={classes.state}
          rightSection={<Icon name="down" size={14} />}
          aria-keyshortcuts="Alt+B"
        >
          <span className="visually-hidden">{t('desk.state-now')} </span>
          <StateBadge state={view.state} />
          <Text span fw={600} size="sm" ml={8}>
            <Elapsed since={view.stateSince} />
          </Text>
          {view.state === 'pause' && view.pauseReason && (
            <Text span size="sm" ml={8} maw={140} truncate>
              {view.pauseReason.name}
            </Text>
          )}
          {view.nextState && view.nextState !== view.state && (
            <Text span size="xs" c="dimmed" ml={8}>
              {t('desk.next-state', { state: t(`state.${view.nextState}`) })}
            </Text>
          )}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {problem !== null && <Menu.Label>{t('desk.not-ready')}</Menu.Label>}
        {later && <Menu.Label>{t('desk.after-call')}</Menu.Label>}
        <Menu.Item
          leftSection={<StateBadge state="ready" />}
          rightSection={<kbd>Alt+R</kbd>}
          disabled={problem !== null}
          onClick={() => wish(desk.setState('ready'))}
          aria-keyshortcuts="Alt+R"
        />
        <Menu.Label>{t('state.pause')}</Menu.Label>
        {view.pauseReasons.map((reason) => (
          <Menu.Item
            key={reason.id}
            leftSection={<Icon name="clock" />}
            rightSection={
              reason.paid ? null : (
                <Text size="xs" c="dimmed">
                  {t('desk.unpaid')}
                </Text>
              )
            }
            onClick={() => wish(desk.setState('pause', reason.id))}
          >
            {reason.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<StateBadge state="offline" />}
          onClick={() => wish(desk.setState('offline'))}
          aria-label={t('state.offline')}
        />
      </Menu.Dropdown>
    </Menu>
  );
}

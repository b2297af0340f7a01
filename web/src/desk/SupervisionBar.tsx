import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Supervising, SupervisionMode } from '../api/types';
import { MODE_ICON, MODES } from '../floor/SupervisionButtons';
import { phone as formatPhone } from '../format/phone';
import { useShortcut } from '../shell/shortcuts';
import { Tag } from '../ui/Badge';
import { useAgent } from '../ui/context';
import { Elapsed } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { useWishes } from './useWishes';

const KEYS: Record<SupervisionMode, string> = { listen: 'F6', whisper: 'F7', 'barge-in': 'F8' };

/** Whose call a supervisor is in, and how; on every page, as the call bar is. */
export function SupervisionBar({ supervising }: { supervising: Supervising }) {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const busy = useValue(desk.busy);
  const wish = useWishes();
  const { interactionId } = supervising;
  const be = (mode: SupervisionMode) => wish(desk.supervise(interactionId, mode));
  const leave = () => wish(desk.leaveSupervision());
  const takeOver = () => wish(desk.takeOver(interactionId));
  useShortcut(KEYS.listen, () => be('listen'));
  useShortcut(KEYS.whisper, () => be('whisper'));
  useShortcut(KEYS['barge-in'], () => be('barge-in'));
  useShortcut('F4', leave);
  useShortcut('Shift+F8', takeOver);
  const ringing = supervising.state === 'ringing';
  const customer = supervising.name ?? (formatPhone(supervising.number) || t('call.hidden'));
  return (
    <section className={`${classes.row} ${classes['talking']}`} aria-label={t('supervision.bar')}>
      <Tag look={ringing ? { tone: 'ringing', icon: 'bell' } : { tone: 'talking', icon: MODE_ICON[supervising.mode] }}>
        {t(ringing ? 'supervision.ringing' : `supervision.mode.${supervising.mode}`)}
      </Tag>
      <span className={classes.timer}>
        <Elapsed since={supervising.since} />
      </span>
      <Text className={classes.who} truncate maw={360}>
        {t('supervision.in', { agent: supervising.agentName, customer })}
      </Text>
      <Button
        color="var(--urgent-strong)"
        leftSection={<Icon name="exit" />}
        rightSection={<kbd>F4</kbd>}
        loading={busy.has('leave')}
        onClick={leave}
        aria-keyshortcuts="F4"
      >
        {t('supervision.leave')}
      </Button>
      <Group gap={4} role="group" aria-label={t('supervision.how')}>
        {MODES.map((mode) => (
          <Button
            key={mode}
            variant={supervising.mode === mode ? 'filled' : 'default'}
            leftSection={<Icon name={MODE_ICON[mode]} />}
            rightSection={<kbd>{KEYS[mode]}</kbd>}
            aria-pressed={supervising.mode === mode}
            aria-keyshortcuts={KEYS[mode]}
            onClick={() => be(mode)}
          >
            {t(`supervision.mode.${mode}`)}
          </Button>
        ))}
      </Group>
      <Button
        variant="default"
        leftSection={<Icon name="phone-in" />}
        rightSection={<kbd>Shift+F8</kbd>}
        loading={busy.has('take-over')}
        onClick={takeOver}
        aria-keyshortcuts="Shift+F8"
      >
        {t('supervision.take-over')}
      </Button>
      <span className={classes.grow} />
      <Text size="sm" c="dimmed">
        {t(`supervision.heard.${supervising.mode}`)}
      </Text>
    </section>
  );
}

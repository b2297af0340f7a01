import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Consult } from '../api/types';
import { phone as formatPhone } from '../format/phone';
import { useShortcut } from '../shell/shortcuts';
import { Tag } from '../ui/Badge';
import { useAgent } from '../ui/context';
import { Elapsed } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import type { Look } from '../ui/states';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { useWishes } from './useWishes';

const LOOK: Record<Consult['state'], Look> = {
  ringing: { tone: 'ringing', icon: 'bell' },
  talking: { tone: 'talking', icon: 'headset' },
  waiting: { tone: 'hold', icon: 'pause' },
};

/** Who is asked about the call, and what can come of it. */
export function ConsultBar({ consult, attached }: { consult: Consult; attached: boolean }) {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const busy = useValue(desk.busy);
  const wish = useWishes();
  const asking = consult.role === 'asking';
  const up = asking && consult.state !== 'ringing' && attached;
  const swap = () => wish(desk.swap());
  const complete = () => wish(desk.complete());
  const cancel = () => wish(desk.cancelConsult());
  useShortcut('F6', swap, up);
  useShortcut('F8', complete, up);
  const join = () => wish(desk.conference());
  useShortcut('Shift+F8', cancel, asking);
  useShortcut('Shift+F6', join, up);
  const who = consult.name ?? (consult.number === null ? '' : formatPhone(consult.number));
  if (!asking) {
    return (
      <section className={classes.row} aria-label={t('call.consult-bar')}>
        <Icon name="users" />
        <Text>{t('call.asked-by', { who })}</Text>
      </section>
    );
  }
  return (
    <section className={classes.row} aria-label={t('call.consult-bar')}>
      <Tag look={LOOK[consult.state]}>{t(`call.consult-state.${consult.state}`)}</Tag>
      <span className={classes.timer}>
        <Elapsed since={consult.since} />
      </span>
      <Text className={classes.who} truncate maw={320}>
        {who}
      </Text>
      <Button
        variant="default"
        rightSection={<kbd>F6</kbd>}
        leftSection={<Icon name="retry" />}
        disabled={!up}
        loading={busy.has('swap')}
        onClick={swap}
        aria-keyshortcuts="F6"
      >
        {t('call.swap')}
      </Button>
      <Button
        rightSection={<kbd>F8</kbd>}
        leftSection={<Icon name="right" />}
        disabled={!up}
        loading={busy.has('complete')}
        onClick={complete}
        aria-keyshortcuts="F8"
      >
        {t('call.complete')}
      </Button>
      <Button
        variant="default"
        rightSection={<kbd>Shift+F6</kbd>}
        leftSection={<Icon name="users" />}
        disabled={!up}
        loading={busy.has('conference')}
        onClick={join}
        aria-keyshortcuts="Shift+F6"
      >
        {t('conference.join')}
      </Button>
      <Button
        variant="default"
        rightSection={<kbd>Shift+F8</kbd>}
        leftSection={<Icon name="close" />}
        loading={busy.has('cancel-consult')}
        onClick={cancel}
        aria-keyshortcuts="Shift+F8"
      >
        {t('call.cancel-consult')}
      </Button>
    </section>
  );
}

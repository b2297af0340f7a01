import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Desk, MissedCall } from '../api/types';
import { phone as formatPhone } from '../format/phone';
import { moment } from '../format/time';
import { queueName } from '../state/desk';
import { useAgent, useWorkplace } from '../ui/context';
import { Elapsed, useNow } from '../ui/Elapsed';
import { Icon, type IconName } from '../ui/Icon';
import { Empty } from '../ui/Notices';
import { useValue } from '../ui/useValue';
import classes from './Desk.module.css';
import { useWishes } from './useWishes';

/** What is in hand now, and below it what was missed and still waits for somebody. */
export function WorkList({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const { call, wrapUp, missed } = desk;
  const busy = call !== null || wrapUp !== null;
  return (
    <section className={`panel ${classes.column}`} aria-label={t('desk.work')}>
      <div className={classes.head}>
        <h2 style={{ font: 'inherit' }}>{t('desk.work')}</h2>
      </div>
      {call !== null && (
        <div
          className={classes.card}
          data-tone={call.state === 'ringing' || call.state === 'dialling' ? 'ringing' : 'talking'}
        >
          <div className={classes.spread}>
            <Text fw={600} truncate>
              {call.name ?? (formatPhone(call.number) || t('call.hidden'))}
            </Text>
            <Elapsed since={call.since} />
          </div>
          <Text size="sm" c="dimmed">
            {[t(`call.state.${call.state}`), call.queue?.name ?? call.projectName].join(' · ')}
          </Text>
        </div>
      )}
      {call === null && wrapUp !== null && (
        <div className={classes.card} data-tone="wrap-up">
          <Text fw={600} truncate>
            {wrapUp.name ?? (formatPhone(wrapUp.number) || t('call.hidden'))}
          </Text>
          <Text size="sm" c="dimmed">
            {[t('state.wrap-up'), queueName(wrapUp.queue)].filter(Boolean).join(' · ')}
          </Text>
        </div>
      )}
      {!busy && (missed.length === 0 || desk.state === 'missed') && <Idle state={desk.state} />}
      {missed.length > 0 && (
        <>
          <div className={classes.head}>
            <h2 style={{ font: 'inherit' }}>{t('desk.missed', { count: missed.length })}</h2>
          </div>
          {missed.map((one) => (
            <Missed key={`${one.interactionId}-${one.kind}`} missed={one} free={!busy} />
          ))}
        </>
      )}
    </section>
  );
}

function Idle({ state }: { state: Desk['state'] }) {
  const { t } = useTranslation();
  const { desk, phone } = useAgent();
  const problem = useValue(phone.problem);
  const wish = useWishes();
  if (state === 'missed') {
    return (
      <Empty icon="missed" title={t('desk.confirm')}>
        <Text size="sm" mb={8}>
          {t('desk.confirm-why')}
        </Text>
        <Button
          disabled={problem !== null}
          rightSection={<kbd>Alt+R</kbd>}
          onClick={() => wish(desk.setState('ready'))}
        >
          {t('desk.confirm-here')}
        </Button>
      </Empty>
    );
  }
  if (state === 'ready') return <Empty icon="headset" title={t('desk.idle-ready')} />;
  return (
    <Empty icon="clock" title={t('desk.idle-away')}>
      {t('desk.idle-away-hint')}
    </Empty>
  );
}

const KIND_ICON: Record<MissedCall['kind'], IconName> = {
  'not-answered': 'missed',
  'caller-gave-up': 'hang-up',
  unreachable: 'offline',
};

function Missed({ missed, free }: { missed: MissedCall; free: boolean }) {
  const { t, i18n } = useTranslation();
  const { desk, phone } = useAgent();
  const { me } = useWorkplace();
  const now = useNow();
  const busy = useValue(desk.busy);
  const problem = useValue(phone.problem);
  const wish = useWishes();
  const project = missed.projectId ?? me.projects[0]?.id;
  const number = formatPhone(missed.number) || t('call.hidden');
  return (
    <article className={`${classes.card} ${classes.missed}`} data-kind={missed.kind}>
      <div className={classes.missedKind}>
        <Icon name={KIND_ICON[missed.kind]} />
        {t(`missed.${missed.kind}`)}
      </div>
      <div className={classes.spread}>
        <Text fw={600} truncate>
          {missed.name ?? number}
        </Text>
        <span className="num">{moment(missed.at, i18n.language, now)}</span>
      </div>
      <Text size="sm">
        {[missed.name === null ? null : number, queueName(missed.queue)].filter(Boolean).join(' · ')}
      </Text>
      {missed.kind === 'unreachable' && <Text size="sm">{t('missed.unreachable-hint')}</Text>}
      <Group gap={6} mt={4}>
        {missed.number !== '' && project !== undefined && (
          <Button
            size="compact-xs"
            leftSection={<Icon name="phone-out" size={14} />}
            disabled={!free || problem !== null}
            loading={busy.has('dial')}
            onClick={() => wish(desk.dial(missed.number, project))}
          >
            {t('missed.call-back')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Icon name="check" size={14} />}
          onClick={() => wish(desk.handled(missed.interactionId))}
        >
          {t('missed.handled')}
        </Button>
      </Group>
    </article>
  );
}

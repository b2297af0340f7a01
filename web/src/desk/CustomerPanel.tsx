import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CallSummary, Desk } from '../api/types';
import { duration } from '../format/duration';
import { phone as formatPhone } from '../format/phone';
import { moment } from '../format/time';
import { queueName } from '../state/desk';
import { may } from '../state/session';
import { ResultBadge } from '../ui/Badge';
import { useAgent, useWorkplace } from '../ui/context';
import { useNow } from '../ui/Elapsed';
import { Empty, Failed, Loading } from '../ui/Notices';
import { SoundButton } from '../ui/SoundButton';
import classes from './Desk.module.css';
import { useWhy } from './useWhy';

/** Who is on the line and what was before. */
export function CustomerPanel({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  const why = useWhy();
  const { call, wrapUp } = desk;
  const number = call?.number ?? wrapUp?.number ?? null;
  if (number === null) {
    return (
      <section className={`panel ${classes.column}`} aria-label={t('desk.customer')}>
        <Empty icon="user" title={t('desk.nobody')}>
          {t('desk.nobody-hint')}
        </Empty>
      </section>
    );
  }
  const shown = formatPhone(number) || t('call.hidden');
  const name = call === null ? (wrapUp?.name ?? null) : call.name;
  const facts: [string, string | null][] = [
    [t('desk.number'), name === null ? null : shown],
    [t('desk.project'), call?.projectName ?? null],
    [t('desk.queue'), call?.queue?.name ?? queueName(wrapUp?.queue ?? null)],
    [t('desk.dialled'), call?.dialled ? formatPhone(call.dialled) : null],
    [t('desk.waited'), call?.direction === 'in' ? duration(call.waitedSeconds) : null],
    [t('desk.why'), call?.why ? why(call.why) : null],
  ];
  return (
    <section className={`panel ${classes.column}`} aria-label={t('desk.customer')}>
      <div className={classes.customer}>
        <div className={classes.name}>{name ?? shown}</div>
        <dl className={classes.facts} style={{ marginBottom: 0 }}>
          {facts
            .filter(([, value]) => value !== null && value !== '')
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </div>
      <div className={classes.head}>
        <h2 style={{ font: 'inherit' }}>{t('desk.history')}</h2>
      </div>
      {number === '' ? (
        <Empty icon="user" title={t('desk.hidden-number')} />
      ) : (
        <History key={number} number={number} except={call?.interactionId ?? wrapUp?.interactionId ?? ''} />
      )}
    </section>
  );
}

function History({ number, except }: { number: string; except: string }) {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const history = useQuery({
    queryKey: ['history', number, except],
    queryFn: ({ signal }) => desk.history(number, signal),
  });
  if (history.isPending) return <Loading />;
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />;
  const calls = history.data.filter((call) => call.interactionId !== except);
  if (calls.length === 0) return <Empty icon="info" title={t('desk.first-call')} />;
  return (
    <ul className={classes.history}>
      {calls.map((call) => (
        <Entry key={call.interactionId} call={call} />
      ))}
    </ul>
  );
}

function Entry({ call }: { call: CallSummary }) {
  const { t, i18n } = useTranslation();
  const { me } = useWorkplace();
  const now = useNow();
  const recording = call.recordingIds[0];
  return (
    <li className={classes.entry}>
      <span className="num">{moment(call.startedAt, i18n.language, now)}</span>
      <ResultBadge result={call.result} />
      <Text size="sm" truncate>
        {[
          t(`direction.${call.direction}`),
          duration(call.talkSeconds),
          call.queueName,
          call.agentName,
          call.disposition,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {recording !== undefined && may(me, 'listen-recordings') ? (
        <SoundButton source={`/api/recordings/${recording}/audio`} />
      ) : (
        <span />
      )}
      {call.notes && <span className={classes.notes}>{call.notes}</span>}
    </li>
  );
}

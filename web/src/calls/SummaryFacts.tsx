import { useTranslation } from 'react-i18next';
import type { CallSummary } from '../api/types';
import { duration } from '../format/duration';
import { phone as formatPhone } from '../format/phone';
import classes from './Calls.module.css';

export function SummaryFacts({ summary }: { summary: CallSummary }) {
  const { t, i18n } = useTranslation();
  const cause =
    summary.cause !== null && i18n.exists(`cause.${code(summary.cause)}`)
      ? t(`cause.${code(summary.cause)}`)
      : summary.cause;
  const facts: [string, string | null][] = [
    [t('calls.direction'), t(`direction.${summary.direction}`)],
    [t('calls.dialled'), summary.dialled === null ? null : formatPhone(summary.dialled)],
    [t('calls.project'), summary.projectName],
    [t('calls.queue'), summary.queueName],
    [
      t('calls.agent'),
      [...summary.earlierAgents.map((agent) => agent.name), summary.agentName].filter(Boolean).join(' → ') || null,
    ],
    [t('calls.wait'), duration(summary.waitSeconds)],
    [t('calls.talk'), duration(summary.talkSeconds)],
    [t('calls.held'), summary.holdSeconds ? duration(summary.holdSeconds) : null],
    [t('calls.wrap-up'), summary.wrapUpSeconds ? duration(summary.wrapUpSeconds) : null],
    [t('calls.ended-by'), summary.endedBy === null ? null : t(`ended-by.${summary.endedBy}`)],
    [t('calls.cause'), cause],
    [t('calls.disposition'), summary.disposition],
    [t('calls.notes'), summary.notes],
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label} style={label === t('calls.notes') ? { gridColumn: '1 / -1' } : {}}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** The exchange's causes come as `NORMAL` or `no-answer`. */
function code(cause: string): string {
  return cause.toLowerCase().replaceAll('_', '-');
}

import { Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FloorQueue } from '../api/types';
import { duration, secondsSince } from '../format/duration';
import { useNow } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import { AGENT_LOOK } from '../ui/states';
import classes from './Floor.module.css';
import { serviceLevelPercent } from './serviceLevel';

const COUNTS = [
  ['ready', 'ready'],
  ['ringing', 'ringing'],
  ['talking', 'talking'],
  ['wrapUp', 'wrap-up'],
  ['pause', 'pause'],
  ['missed', 'missed'],
] as const;

export function QueueCard({ queue }: { queue: FloorQueue }) {
  const { t } = useTranslation();
  const now = useNow();
  const { today, target } = queue;
  const longest = queue.longestWaitingSince === null ? null : secondsSince(queue.longestWaitingSince, now);
  const late = longest !== null && longest > target.seconds;
  const level = serviceLevelPercent(today.serviceLevel);
  return (
    <article className={`panel ${classes.queue}`} data-waiting={queue.waiting > 0} data-late={late}>
      <div>
        <Text fw={600} lh={1.25}>
          {queue.name}
        </Text>
        <Text size="xs" c="dimmed">
          {queue.projectName}
        </Text>
      </div>
      <div className={classes.numbers}>
        <div className={classes.number} data-bad={late}>
          <b className="num">{queue.waiting}</b>
          <span>{t('floor.waiting')}</span>
        </div>
        <div className={classes.number} data-bad={late}>
          <b className="num">{duration(longest)}</b>
          <span>{t('floor.longest')}</span>
        </div>
        <Tooltip label={t('floor.level-why', { percent: target.percent, seconds: target.seconds })} multiline maw={260}>
          <div className={classes.number} data-bad={level !== null && level < target.percent}>
            <b className="num">{level === null ? '–' : `${level} %`}</b>
            <span>{t('floor.level', { target: `${target.percent}/${target.seconds}` })}</span>
          </div>
        </Tooltip>
      </div>
      <div className={classes.counts}>
        {COUNTS.filter(([key]) => queue.agents[key] > 0).map(([key, state]) => {
          const look = AGENT_LOOK[state];
          const words = t(`floor.count.${state}`, { count: queue.agents[key] });
          return (
            <Tooltip key={key} label={words}>
              <span className={classes.count} data-tone={look.tone} role="img" aria-label={words}>
                <Icon name={look.icon} size={13} />
                <span className="num">{queue.agents[key]}</span>
              </span>
            </Tooltip>
          );
        })}
        {queue.agents.ready + queue.agents.ringing + queue.agents.talking + queue.agents.wrapUp === 0 && (
          <span className={classes.count} data-tone={queue.waiting > 0 ? 'urgent' : 'pause'}>
            <Icon name={queue.waiting > 0 ? 'alert' : 'info'} size={13} />
            {t('floor.nobody')}
          </span>
        )}
      </div>
      <Text size="xs" c="dimmed" className="num" style={{ whiteSpace: 'normal' }}>
        {t('floor.today', { offered: today.offered, answered: today.answered, abandoned: today.abandoned })}
        {today.asaSeconds !== null && ` · ${t('floor.asa', { time: duration(today.asaSeconds) })}`}
      </Text>
    </article>
  );
}

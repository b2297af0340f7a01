import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Floor, Waiting } from '../api/types';
import { phone as formatPhone } from '../format/phone';
import { Elapsed } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import { Empty } from '../ui/Notices';
import classes from './Floor.module.css';

const ICON = { greeting: 'wave', waiting: 'clock', offering: 'bell' } as const;

export function WaitingCallers({ floor }: { floor: Floor }) {
  const { t } = useTranslation();
  const queues = new Map(floor.queues.map((queue) => [queue.id, queue.name]));
  const agents = new Map(floor.agents.map((agent) => [agent.id, agent.name]));
  const callers = [...floor.waiting].sort((a, b) => a.since.localeCompare(b.since));
  const what = (caller: Waiting) =>
    caller.state === 'offering' && caller.offeredTo !== null
      ? t('floor.offered-to', { name: agents.get(caller.offeredTo) ?? '…' })
      : t(`floor.caller.${caller.state}`, { place: caller.place });
  return (
    <section className="panel" aria-label={t('floor.callers')}>
      <div className={classes.head}>
        <h2 style={{ font: 'inherit' }}>{t('floor.callers')}</h2>
        <span className="num">{callers.length}</span>
      </div>
      {callers.length === 0 && <Empty icon="check" title={t('floor.no-callers')} />}
      <ul className={classes.list}>
        {callers.map((caller) => (
          <li key={caller.interactionId} className={classes.item}>
            <div className={classes.spread}>
              <Text size="sm" fw={600} truncate>
                {caller.name ?? (formatPhone(caller.number) || t('call.hidden'))}
              </Text>
              <Elapsed since={caller.since} />
            </div>
            <Text size="xs" c="dimmed" className={classes.count}>
              <Icon name={ICON[caller.state] ?? 'clock'} size={12} />
              {[queues.get(caller.queueId), what(caller)].filter(Boolean).join(' · ')}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Desk } from '../api/types';
import classes from './Desk.module.css';

export function QueuePanel({ desk }: { desk: Desk }) {
  const { t } = useTranslation();
  return (
    <section className="panel" aria-label={t('desk.queues')}>
      <div className={classes.head}>
        <h2 style={{ font: 'inherit' }}>{t('desk.queues')}</h2>
        <span>{t('desk.waiting')}</span>
      </div>
      {desk.queues.length === 0 && (
        <Text size="sm" c="dimmed" p="sm">
          {t('desk.no-queues')}
        </Text>
      )}
      {desk.queues.map((queue) => (
        <div key={queue.id} className={classes.card}>
          <div className={classes.spread}>
            <Text size="sm" truncate>
              {queue.name}
            </Text>
            <Text size="sm" fw={700} className="num">
              {queue.waiting}
            </Text>
          </div>
        </div>
      ))}
    </section>
  );
}

import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '../api/types';
import { clockSeconds } from '../format/time';
import { Icon } from '../ui/Icon';
import { Empty } from '../ui/Notices';
import classes from './Floor.module.css';

export function Alarms({ alarms }: { alarms: Alarm[] }) {
  const { t, i18n } = useTranslation();
  return (
    <section className="panel" aria-label={t('floor.alarms')}>
      <div className={classes.head}>
        <h2 style={{ font: 'inherit' }}>{t('floor.alarms')}</h2>
        <span className="num">{alarms.filter((alarm) => alarm.raised).length}</span>
      </div>
      {alarms.length === 0 && <Empty icon="check" title={t('floor.no-alarms')} />}
      <ul className={classes.list} aria-live="polite">
        {alarms.map((alarm) => (
          <li key={alarm.id} className={classes.item} data-severity={alarm.severity} data-raised={alarm.raised}>
            <div className={classes.spread}>
              <Text size="xs" fw={600} className={classes.count}>
                <Icon name={alarm.raised ? (alarm.severity === 'info' ? 'info' : 'alert') : 'check'} size={13} />
                {alarm.raised ? t(`floor.severity.${alarm.severity}`) : t('floor.over')}
              </Text>
              <Text size="xs" c="dimmed" className="num">
                {clockSeconds(alarm.at, i18n.language)}
              </Text>
            </div>
            {i18n.exists(`alarm.${alarm.code}`) && <Text size="sm">{t(`alarm.${alarm.code}`)}</Text>}
            {alarm.text !== '' && (
              <Text size={i18n.exists(`alarm.${alarm.code}`) ? 'xs' : 'sm'} className={classes.alarmText}>
                {alarm.text}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

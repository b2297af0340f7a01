import { Group, Text, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { duration } from '../format/duration';
import { useAgent } from '../ui/context';
import { useValue } from '../ui/useValue';
import { PhoneMeters } from './PhoneMeters';
import { StateMenu } from './StateMenu';

/** State, its timer, the day so far, and whether the headset hears and the net carries. */
export function AgentState() {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const view = useValue(desk.desk);
  if (view === null) return <Text c="dimmed">{t('common.loading')}</Text>;
  const { today } = view;
  return (
    <>
      <StateMenu />
      <Group gap="md" wrap="nowrap" visibleFrom="md" style={{ overflow: 'hidden' }}>
        <Text size="sm" span className="num">
          {t('desk.today', { count: today.calls })}
        </Text>
        <Tooltip label={t('desk.aht-why')}>
          <Text size="sm" span className="num">
            {t('desk.aht')} {duration(today.handleSecondsAverage)}
          </Text>
        </Tooltip>
        <Text size="sm" span className="num" c={today.missed > 0 ? 'var(--urgent)' : 'var(--ink)'}>
          {t('desk.missed-today', { count: today.missed })}
        </Text>
      </Group>
      {view.phone.kind === 'browser' && <PhoneMeters />}
    </>
  );
}

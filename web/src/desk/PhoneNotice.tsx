import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAgent } from '../ui/context';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';

/** What keeps this agent's phone from ringing, and what to do about it. */
export function PhoneNotice() {
  const { t } = useTranslation();
  const { desk, phone, ringer } = useAgent();
  const view = useValue(desk.desk);
  const problem = useValue(phone.problem);
  const mute = useValue(ringer.blocked);
  if (view === null) return null;
  if (view.phone.kind !== 'browser') {
    if (view.phone.kind === null || view.phone.kind === 'none') return <Notice text={t('phone.none')} />;
    return view.phone.reachable ? null : <Notice text={t(`phone.unreachable-${view.phone.kind}`)} />;
  }
  if (problem === 'microphone-ask') {
    return (
      <Notice text={t('phone.microphone-ask')} mild>
        <Button size="compact-sm" leftSection={<Icon name="mic-on" />} onClick={() => void phone.allowMicrophone()}>
          {t('phone.allow-microphone')}
        </Button>
      </Notice>
    );
  }
  if (problem === 'microphone-missing' || problem === 'microphone-busy' || problem === 'microphone-denied') {
    return (
      <Notice text={t(`phone.${problem}`)}>
        <Button size="compact-sm" variant="default" onClick={() => void phone.allowMicrophone()}>
          {t('common.retry')}
        </Button>
      </Notice>
    );
  }
  if (problem === 'connecting') return <Notice text={t('phone.connecting')} mild />;
  if (problem !== null) return <Notice text={t(`phone.${problem}`)} />;
  if (mute) return <Notice text={t('phone.ring-blocked')} />;
  return null;
}

function Notice({ text, mild = false, children }: { text: string; mild?: boolean; children?: React.ReactNode }) {
  return (
    <div className={classes.notice} data-mild={mild} role={mild ? 'status' : 'alert'}>
      <Icon name={mild ? 'info' : 'alert'} />
      <Text size="sm" fw={600} style={{ flex: '1 1 240px' }}>
        {text}
      </Text>
      {children}
    </div>
  );
}

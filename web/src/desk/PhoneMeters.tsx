import { Group, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAgent } from '../ui/context';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './Desk.module.css';

const BARS = [0.15, 0.35, 0.55, 0.75];

/** Level of the microphone and health of the way to the exchange. */
export function PhoneMeters() {
  const { t } = useTranslation();
  const { microphone, phone, desk } = useAgent();
  const level = useValue(microphone.level);
  const state = useValue(microphone.state);
  const problem = useValue(phone.problem);
  const muted = useValue(desk.desk)?.call?.muted === true;
  const net = problem === null ? 'good' : problem === 'connecting' ? 'connecting' : 'bad';
  const hears = state === 'open' && !muted;
  return (
    <Group gap="sm" wrap="nowrap">
      <Tooltip label={t(muted ? 'phone.microphone-muted' : hears ? 'phone.microphone-hears' : 'phone.microphone-off')}>
        <span
          className={classes.meter}
          role="img"
          aria-label={t(muted ? 'phone.microphone-muted' : hears ? 'phone.microphone-hears' : 'phone.microphone-off')}
        >
          <Icon name={hears ? 'mic-on' : 'mic-off'} size={15} />
          {BARS.map((bar) => (
            <i key={bar} data-on={hears && level >= bar} />
          ))}
        </span>
      </Tooltip>
      <Tooltip label={t(`phone.net-${net}`)}>
        <span className={classes.net} data-net={net} role="img" aria-label={t(`phone.net-${net}`)}>
          <Icon name={net === 'good' ? 'phone' : net === 'connecting' ? 'clock' : 'alert'} size={15} />
        </span>
      </Tooltip>
    </Group>
  );
}

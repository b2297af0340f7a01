import { useTranslation } from 'react-i18next';
import { useAgent } from '../ui/context';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { ConferenceBar } from './ConferenceBar';
import { ConsultBar } from './ConsultBar';
import { DialBox } from './DialBox';
import { InCall } from './InCall';
import { PhoneNotice } from './PhoneNotice';
import { Ringing } from './Ringing';
import { SupervisionBar } from './SupervisionBar';
import { WrapUpPanel } from './WrapUpPanel';

/** The telephone at the bottom of every page: what can be done with the call now. */
export function CallBar() {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const view = useValue(desk.desk);
  if (view === null) return null;
  const { call, wrapUp, supervising } = view;
  const led = call !== null && call.consult?.role !== 'asked' && call.conference?.role !== 'member';
  return (
    <section className={classes.bar} aria-label={t('call.bar')}>
      <PhoneNotice />
      {call?.state === 'ringing' && <Ringing call={call} />}
      {call !== null && call.state !== 'ringing' && <InCall call={call} />}
      {call !== null && call.consult !== null && (
        <ConsultBar consult={call.consult} attached={call.state === 'talking' || call.state === 'hold'} />
      )}
      {call !== null && call.conference !== null && <ConferenceBar conference={call.conference} />}
      {supervising !== null && <SupervisionBar supervising={supervising} />}
      {call === null && wrapUp === null && supervising === null && <DialBox />}
      {(wrapUp !== null || (led && call.state !== 'ringing' && call.state !== 'dialling')) && (
        <WrapUpPanel key={wrapUp?.interactionId ?? call?.interactionId} />
      )}
      <span className="visually-hidden" role="status" aria-live="assertive">
        {call !== null
          ? t(`call.announce.${call.state}`)
          : supervising === null || supervising.state === 'ringing'
            ? ''
            : t(`supervision.announce.${supervising.mode}`, { name: supervising.agentName })}
      </span>
    </section>
  );
}

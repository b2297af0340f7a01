import { useTranslation } from 'react-i18next';
import { useAgent } from '../ui/context';
import { useValue } from '../ui/useValue';
import classes from './CallBar.module.css';
import { ConsultBar } from './ConsultBar';
import { DialBox } from './DialBox';
import { InCall } from './InCall';
import { PhoneNotice } from './PhoneNotice';
import { Ringing } from './Ringing';
import { WrapUpPanel } from './WrapUpPanel';

/** The telephone at the bottom of every page: what can be done with the call now. */
export function CallBar() {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const view = useValue(desk.desk);
  if (view === null) return null;
  const { call, wrapUp } = view;
  return (
    <section className={classes.bar} aria-label={t('call.bar')}>
      <PhoneNotice />
      {call?.state === 'ringing' && <Ringing call={call} />}
      {call !== null && call.state !== 'ringing' && <InCall call={call} />}
      {call !== null && call.consult !== null && (
        <ConsultBar consult={call.consult} attached={call.state === 'talking' || call.state === 'hold'} />
      )}
      {call === null && wrapUp === null && <DialBox />}
      {(wrapUp !== null ||
        (call !== null && call.state !== 'ringing' && call.state !== 'dialling' && call.consult?.role !== 'asked')) && (
        <WrapUpPanel key={wrapUp?.interactionId ?? call?.interactionId} />
      )}
      <span className="visually-hidden" role="status" aria-live="assertive">
        {call === null ? '' : t(`call.announce.${call.state}`)}
      </span>
    </section>
  );
}

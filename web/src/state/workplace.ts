import type { Http } from '../api/http';
import type { Me } from '../api/types';
import { type AlertDoors, Alerts } from './alerts';
import { ServerClock } from './clock';
import { DeskModel } from './desk';
import type { Devices } from './devices';
import { EventStream } from './events';
import { FloorModel } from './floor';
import { PaymentFields } from './paymentFields';
import { AgentPhone } from './phone/agentPhone';
import { phoneIdentity } from './phone/identity';
import { Microphone } from './phone/microphone';
import { Ringer } from './phone/ringer';
import { Speaker } from './phone/speaker';
import { aloneInBrowser } from './phone/tabLock';
import { Scope } from './scope';
import { may, type Session } from './session';

export interface AgentTools {
  desk: DeskModel;
  phone: AgentPhone;
  microphone: Microphone;
  speaker: Speaker;
  ringer: Ringer;
  alerts: Alerts;
  paymentFields: PaymentFields;
}

export type AlertWords = Pick<AlertDoors, 'setTitle' | 'setIcon' | 'notify' | 'words' | 'who'>;

/** Everything that lives while one person is signed in. It is built at sign-in and ended at sign-out. */
export class Workplace {
  readonly me: Me;
  readonly http: Http;
  readonly events: EventStream;
  readonly clock = new ServerClock();
  readonly floor: FloorModel | null;
  readonly agent: AgentTools | null;
  readonly #scope = new Scope();

  constructor(me: Me, http: Http, session: Session, devices: Devices, words: AlertWords) {
    this.me = me;
    this.http = http;
    this.events = new EventStream(http);
    const learn = (serverTime: string) => this.clock.learn(serverTime);
    this.floor = may(me, 'see-floor') ? new FloorModel(this.events, learn) : null;
    this.agent = may(me, 'take-calls') ? agentTools(http, this.events, learn, devices, words) : null;
    this.#scope.own(this.events.on('session-ended', () => session.ended('elsewhere')));
    this.#scope.every(1000, () => this.clock.tick());
    this.#scope.listen(window, 'online', () => this.events.reconnectNow());
    this.#scope.listen(document, 'visibilitychange', () => {
      this.clock.tick();
      if (!document.hidden) this.events.reconnectNow();
    });
    this.events.start();
    void this.agent?.desk.load();
  }

  stop(): void {
    this.#scope.end();
    this.agent?.alerts.stop();
    this.agent?.paymentFields.stop();
    this.agent?.phone.stop();
    this.agent?.microphone.stop();
    this.agent?.speaker.stop();
    this.agent?.ringer.stop();
    this.agent?.desk.stop();
    this.floor?.stop();
    this.events.stop();
  }
}

function agentTools(
  http: Http,
  events: EventStream,
  learn: (serverTime: string) => void,
  devices: Devices,
  words: AlertWords,
): AgentTools {
  const desk = new DeskModel(http, events, learn, localStorage);
  const microphone = new Microphone(() => devices.choice.get().microphone);
  const speaker = new Speaker(() => devices.choice.get().headset);
  const ringer = new Ringer(() => devices.choice.get().alerts);
  const phone = new AgentPhone({
    http,
    desk: desk.desk,
    attach: (interactionId) => desk.attach(interactionId),
    decline: () => desk.decline(),
    microphone,
    loadSoftphone: async () => {
      const [{ SipPhone }, { createJsSipUa }] = await Promise.all([
        import('./phone/sipPhone'),
        import('./phone/jssipUa'),
      ]);
      return new SipPhone({
        createUa: createJsSipUa,
        identity: phoneIdentity(sessionStorage, crypto),
        play: (stream) => speaker.play(stream),
      });
    },
    alone: aloneInBrowser,
    address: (path) => `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}${path}`,
  });
  const alerts = new Alerts({ ...words, desk: desk.desk, ringer });
  const paymentFields = new PaymentFields(http, desk.desk);
  return { desk, phone, microphone, speaker, ringer, alerts, paymentFields };
}

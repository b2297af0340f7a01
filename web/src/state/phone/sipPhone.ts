import { Scope } from '../scope';
import { type ReadonlyValue, Value } from '../value';
import { FigureMeter } from './figures';
import type { MediaFigures, PhoneAccount, PhoneConnection, PhoneSession, SessionEnd, Softphone } from './softphone';
import type { NewSessionEvent, RtcSession, Ua, UaFactory, UaRequest } from './ua';

const KEEP_ALIVE_MS = 22_000;
// without a usable network Chromium gathers for ever and JsSIP waits with it
const CANDIDATE_TIMEOUT_MS = 2_000;
const BUSY_HERE = 486;

/** Identity of this tab's phone: the same after a reload, so that the old binding is replaced and not doubled. */
export interface PhoneIdentity {
  instanceId: string;
  contactUri: string;
}

export interface PhoneParts {
  createUa: UaFactory;
  identity: PhoneIdentity;
  /** Plays what the other side says; null when the session is over. */
  play: (stream: MediaStream | null) => void;
}

/** Our phone on a SIP library: registration, one session at a time, media health. */
export class SipPhone implements Softphone {
  readonly #parts: PhoneParts;
  readonly #connection = new Value<PhoneConnection>('off');
  readonly #session = new Value<PhoneSession | null>(null);
  #scope = new Scope();
  #ua: Ua | null = null;
  #leg: Leg | null = null;
  #muted = false;

  constructor(parts: PhoneParts) {
    this.#parts = parts;
  }

  get connection(): ReadonlyValue<PhoneConnection> {
    return this.#connection;
  }

  get session(): ReadonlyValue<PhoneSession | null> {
    return this.#session;
  }

  start(account: PhoneAccount): void {
    this.stop();
    const ua = this.#parts.createUa({ ...account, ...this.#parts.identity });
    this.#ua = ua;
    this.#scope = new Scope();
    const say = (state: PhoneConnection) => () => {
      if (this.#ua === ua) this.#connection.set(state);
    };
    ua.on('connecting', () => {
      if (this.#ua === ua && this.#connection.get() !== 'lost') this.#connection.set('connecting');
    });
    ua.on('disconnected', say('lost'));
    ua.on('registered', say('registered'));
    ua.on('unregistered', say('lost'));
    ua.on('registrationFailed', (event: { response?: { status_code?: number } | null }) => {
      const status = event.response?.status_code ?? 0;
      say(status === 401 || status === 403 || status === 407 ? 'refused' : 'lost')();
    });
    ua.on('newRTCSession', (event: NewSessionEvent) => {
      if (this.#ua === ua) this.#incoming(event);
    });
    this.#connection.set('connecting');
    ua.start();
    this.#scope.every(KEEP_ALIVE_MS, () => ua.keepAlive());
  }

  renew(account: PhoneAccount): void {
    const ua = this.#ua;
    if (ua === null) {
      this.start(account);
      return;
    }
    ua.set('authorization_user', account.username);
    ua.set('realm', account.realm);
    ua.set('password', account.password);
    ua.register();
  }

  answer(microphone: MediaStream): void {
    this.#leg?.answer(microphone, this.#muted);
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#leg?.setMuted(muted);
  }

  drop(): void {
    this.#leg?.drop('local');
  }

  figures(): Promise<MediaFigures | null> {
    return this.#leg?.figures() ?? Promise.resolve(null);
  }

  stop(): void {
    this.#scope.end();
    const ua = this.#ua;
    this.#ua = null;
    this.#leg?.forget();
    this.#leg = null;
    this.#session.set(null);
    ua?.stop();
    this.#connection.set('off');
  }

  #incoming(event: NewSessionEvent): void {
    if (event.originator !== 'remote') return;
    const auto = asksToAnswer(event.request);
    const old = this.#leg;
    if (old !== null && !old.over && !auto) {
      event.session.terminate({ status_code: BUSY_HERE });
      return;
    }
    const play = (stream: MediaStream | null) => {
      if (this.#leg === leg) this.#parts.play(stream);
    };
    const leg: Leg = new Leg(event.session, auto, play, (session) => {
      if (this.#leg === leg) this.#session.set(session);
      // an attached call has its new audio: the old leg is of no use to anybody
      if (session.state === 'connected' && old !== null && !old.over) old.drop('local');
    });
    this.#leg = leg;
    this.#session.set(leg.view);
  }
}

function asksToAnswer(request: UaRequest): boolean {
  return request.getHeader('X-Otvet-Answer')?.trim().toLowerCase() === 'auto';
}

/** One INVITE from the exchange, from ringing to its end. */
class Leg {
  readonly #session: RtcSession;
  readonly #play: (stream: MediaStream | null) => void;
  readonly #tell: (view: PhoneSession) => void;
  readonly #scope = new Scope();
  readonly #meter = new FigureMeter();
  #microphone: MediaStream | null = null;
  #muted = false;
  view: PhoneSession;

  constructor(
    session: RtcSession,
    autoAnswer: boolean,
    play: (stream: MediaStream | null) => void,
    tell: (view: PhoneSession) => void,
  ) {
    this.#session = session;
    this.#play = play;
    this.#tell = tell;
    this.view = { id: session.id, autoAnswer, state: 'ringing', media: 'none', end: null };
    session.on('peerconnection', (event: { peerconnection: RTCPeerConnection }) => this.#watch(event.peerconnection));
    session.on('accepted', () => this.#connected());
    session.on('confirmed', () => this.#connected());
    session.on('ended', (event: { originator?: string }) =>
      this.#end(event?.originator === 'local' ? 'local' : 'remote'),
    );
    session.on('failed', (event: { originator?: string; cause?: string }) => this.#end(reasonOf(event)));
  }

  get over(): boolean {
    return this.view.state === 'ended';
  }

  answer(microphone: MediaStream, muted: boolean): void {
    if (this.view.state !== 'ringing') return;
    // the call has its own copy of the track: muting it must not silence the level meter, ending it not the next call
    this.#microphone = new MediaStream(microphone.getAudioTracks().map((track) => track.clone()));
    this.setMuted(muted);
    this.#change({ state: 'answering', media: 'connecting' });
    let candidate = false;
    this.#session.on('icecandidate', (event: { ready: () => void }) => {
      if (candidate) return;
      candidate = true;
      event.ready();
    });
    this.#scope.after(CANDIDATE_TIMEOUT_MS, () => {
      if (!candidate && this.view.state === 'answering') this.drop('no-network');
    });
    this.#session.answer({ mediaStream: this.#microphone, pcConfig: { iceServers: [], bundlePolicy: 'balanced' } });
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    for (const track of this.#microphone?.getAudioTracks() ?? []) track.enabled = !muted;
    if (this.view.state === 'connected') this.#applyMute();
  }

  drop(end: SessionEnd): void {
    if (this.over) return;
    this.#end(end);
    if (!this.#session.isEnded()) this.#session.terminate({ status_code: 480 });
  }

  /** The page goes: free what is ours, say nothing to the exchange. */
  forget(): void {
    this.#end('local');
  }

  async figures(): Promise<MediaFigures | null> {
    const connection = this.#session.connection;
    if (this.view.state !== 'connected' || connection === null) return null;
    return this.#meter.read(await connection.getStats());
  }

  #connected(): void {
    if (this.view.state === 'connected') return;
    this.#change({ state: 'connected' });
    if (this.#muted) this.#applyMute();
  }

  // the library must know too: it switches the track on again when the exchange takes the call off hold
  #applyMute(): void {
    if (this.#session.isEnded()) return;
    if (this.#muted) this.#session.mute({ audio: true });
    else this.#session.unmute({ audio: true });
  }

  #watch(connection: RTCPeerConnection): void {
    this.#scope.listen(connection, 'track', (event) => {
      const { streams, track } = event as RTCTrackEvent;
      if (!this.over) this.#play(streams[0] ?? new MediaStream([track]));
    });
    this.#scope.listen(connection, 'connectionstatechange', () => {
      const media = MEDIA[connection.connectionState];
      if (media !== undefined) this.#change({ media });
    });
  }

  #change(change: Partial<PhoneSession>): void {
    if (this.over) return;
    this.view = { ...this.view, ...change };
    this.#tell(this.view);
  }

  #end(end: SessionEnd): void {
    if (this.over) return;
    this.#scope.end();
    for (const track of this.#microphone?.getTracks() ?? []) track.stop();
    this.#play(null);
    this.view = { ...this.view, state: 'ended', media: 'none', end };
    this.#tell(this.view);
  }
}

const MEDIA: Partial<Record<RTCPeerConnectionState, PhoneSession['media']>> = {
  connecting: 'connecting',
  connected: 'good',
  disconnected: 'weak',
  failed: 'lost',
};

function reasonOf(event: { originator?: string; cause?: string } | undefined): SessionEnd {
  if (event?.cause === 'User Denied Media Access') return 'microphone';
  if (event?.originator === 'remote') return 'remote';
  return event?.originator === 'local' ? 'local' : 'error';
}

import { ApiError, type Http } from '../../api/http';
import type { Desk, DeskCall, PhoneCredentials } from '../../api/types';
import { Scope } from '../scope';
import { type ReadonlyValue, Value } from '../value';
import { type Quality, qualityOf } from './figures';
import type { MicrophoneState } from './microphone';
import type { PhoneAccount, PhoneSession, Softphone } from './softphone';

/** What keeps the agent from taking calls in this page; each has a text that says what to do. */
export type PhoneProblem =
  | 'insecure'
  | 'microphone-ask'
  | 'microphone-denied'
  | 'microphone-missing'
  | 'microphone-busy'
  | 'other-tab'
  | 'connecting'
  | 'lost'
  | 'refused'
  | 'no-credentials'
  | 'no-network';

export interface PhoneDoors {
  http: Http;
  desk: ReadonlyValue<Desk | null>;
  attach: (interactionId: string) => Promise<void>;
  decline: () => Promise<unknown>;
  microphone: {
    state: ReadonlyValue<MicrophoneState>;
    stream: MediaStream | null;
    prepare(): Promise<void>;
    open(): Promise<MediaStream | null>;
  };
  /** Loads the SIP library; only agents with a browser phone pay for it. */
  loadSoftphone: () => Promise<Softphone>;
  /** Runs `work` while no other tab of this browser is the phone. */
  alone: (scope: Scope, waiting: () => void, work: () => void) => void;
  address: (path: string) => string;
}

/** Only one tab of a browser is the phone. */
type TabState = 'asking' | 'waiting' | 'mine';

const FIGURES_EVERY_MS = 2_000;
// a hang-up from the exchange reaches the phone a little before the desk hears of it
const ATTACH_AFTER_MS = 700;
const ATTACH_AGAIN_MS = 3_000;
const RENEW_BEFORE_MS = 60_000;
const CREDENTIALS_AGAIN_MS = 5_000;

/** The browser phone of the agent: keeps it registered, answers, attaches a call again after a reload. */
export class AgentPhone {
  readonly #doors: PhoneDoors;
  readonly #scope = new Scope();
  readonly #problem = new Value<PhoneProblem | null>(null);
  readonly #session = new Value<PhoneSession | null>(null);
  readonly #quality = new Value<Quality | null>(null);
  #softphone: Softphone | null = null;
  #started = false;
  #registering = false;
  #tab: TabState = 'asking';
  #credentials: 'none' | 'failed' | 'there' = 'none';
  #answerWanted: string | null = null;
  #cancelAttach: (() => void) | null = null;
  #cancelRegister: (() => void) | null = null;
  #noNetwork = false;

  constructor(doors: PhoneDoors) {
    this.#doors = doors;
    this.#scope.own(doors.desk.subscribe(() => this.#follow()));
    this.#scope.own(
      doors.microphone.state.subscribe(() => {
        this.#judge();
        this.#registerWithMicrophone();
      }),
    );
    this.#follow();
  }

  /** Null when this page can take calls, or when the agent's phone is not a browser's. */
  get problem(): ReadonlyValue<PhoneProblem | null> {
    return this.#problem;
  }

  get session(): ReadonlyValue<PhoneSession | null> {
    return this.#session;
  }

  get quality(): ReadonlyValue<Quality | null> {
    return this.#quality;
  }

  /** Answers the ringing call, or the moment its INVITE arrives. */
  async answer(): Promise<void> {
    const call = this.#doors.desk.get()?.call;
    if (call?.state !== 'ringing') return;
    this.#answerWanted = call.interactionId;
    await this.#answerNow();
  }

  async decline(): Promise<void> {
    this.#answerWanted = null;
    await this.#doors.decline();
  }

  setMuted(muted: boolean): void {
    this.#softphone?.setMuted(muted);
  }

  async allowMicrophone(): Promise<void> {
    await this.#doors.microphone.open();
  }

  stop(): void {
    this.#scope.end();
    this.#softphone?.stop();
    this.#softphone = null;
  }

  #follow(): void {
    const desk = this.#doors.desk.get();
    if (desk?.phone.kind === 'browser' && !this.#started) {
      this.#started = true;
      this.#judge();
      void this.#doors.microphone.prepare();
      this.#doors.alone(
        this.#scope,
        () => {
          this.#tab = 'waiting';
          this.#judge();
        },
        () => {
          this.#tab = 'mine';
          this.#judge();
          this.#registerWithMicrophone();
        },
      );
    }
    if (!this.#started || desk === null) return;
    if (desk.call?.interactionId !== this.#answerWanted || desk.call?.state !== 'ringing') this.#answerWanted = null;
    this.#softphone?.setMuted(desk.call?.muted ?? false);
    this.#thinkOfAttaching();
  }

  /**
   * Whoever cannot be heard is not rung: the exchange learns of this phone once there was a microphone. A headset pulled
   * out later takes nothing back, a call may be up.
   */
  #registerWithMicrophone(): void {
    if (this.#registering || this.#tab !== 'mine' || this.#doors.microphone.state.get() !== 'open') return;
    this.#registering = true;
    void this.#register();
  }

  async #register(): Promise<void> {
    let credentials: PhoneCredentials;
    try {
      credentials = await this.#doors.http.get<PhoneCredentials>('/api/agent/phone');
      this.#softphone ??= await this.#load();
    } catch (error) {
      if (this.#scope.ended) return;
      this.#credentials = 'failed';
      this.#judge();
      const gone = error instanceof ApiError && error.category === 'signed-out';
      if (!gone) this.#registerAfter(CREDENTIALS_AGAIN_MS);
      return;
    }
    if (this.#scope.ended) return;
    const account = accountOf(credentials, this.#doors.address);
    if (account === null) {
      this.#credentials = 'failed';
      this.#judge();
      return;
    }
    const again = this.#credentials === 'there';
    this.#credentials = 'there';
    if (again) this.#softphone.renew(account);
    else this.#softphone.start(account);
    this.#renewBefore(credentials.expiresAt);
    this.#judge();
  }

  async #load(): Promise<Softphone> {
    const phone = await this.#doors.loadSoftphone();
    if (this.#scope.ended) return phone;
    this.#scope.own(phone.connection.subscribe(() => this.#connectionChanged(phone)));
    this.#scope.own(phone.session.subscribe(() => this.#sessionChanged(phone)));
    this.#scope.every(FIGURES_EVERY_MS, () => void this.#measure(phone));
    return phone;
  }

  #renewBefore(expiresAt: string | null): void {
    if (expiresAt === null) return;
    const ms = Math.max(CREDENTIALS_AGAIN_MS, Date.parse(expiresAt) - Date.now() - RENEW_BEFORE_MS);
    this.#registerAfter(ms);
  }

  /** One pending registration at most: the latest reason counts. */
  #registerAfter(ms: number): void {
    this.#cancelRegister?.();
    this.#cancelRegister = this.#scope.after(ms, () => void this.#register());
  }

  #connectionChanged(phone: Softphone): void {
    if (phone.connection.get() === 'refused') {
      // the credentials may be from before a restart of the server: ask for new ones
      this.#registerAfter(CREDENTIALS_AGAIN_MS);
    }
    this.#judge();
    this.#thinkOfAttaching();
  }

  #sessionChanged(phone: Softphone): void {
    const session = phone.session.get();
    this.#session.set(session);
    if (session?.state === 'connected') this.#noNetwork = false;
    if (session?.end === 'no-network') this.#noNetwork = true;
    if (session === null || session.state === 'ended') this.#quality.set(null);
    this.#judge();
    void this.#answerNow();
    this.#thinkOfAttaching();
  }

  async #answerNow(): Promise<void> {
    const phone = this.#softphone;
    const session = phone?.session.get();
    if (!phone || session?.state !== 'ringing') return;
    if (!session.autoAnswer && this.#answerWanted === null) return;
    const microphone = this.#doors.microphone.stream ?? (await this.#doors.microphone.open());
    // without a microphone the call keeps ringing here and the agent reads why
    if (microphone !== null && phone.session.get()?.id === session.id) phone.answer(microphone);
  }

  #thinkOfAttaching(): void {
    const call = this.#doors.desk.get()?.call ?? null;
    if (!this.#wantsAttaching(call)) {
      this.#cancelAttach?.();
      this.#cancelAttach = null;
    } else if (this.#cancelAttach === null) {
      const wait = call?.state === 'detached' ? 0 : ATTACH_AFTER_MS;
      this.#cancelAttach = this.#scope.after(wait, () => void this.#attach());
    }
  }

  #wantsAttaching(call: DeskCall | null): call is DeskCall {
    if (call === null || call.state === 'ringing' || call.state === 'dialling') return false;
    // who is asked about a call has no part in it that could be taken up again
    if (call.consult?.role === 'asked' || call.conference?.role === 'member') return false;
    if (this.#softphone?.connection.get() !== 'registered') return false;
    const session = this.#softphone.session.get();
    const hears = session !== null && session.state !== 'ended' && session.media !== 'lost';
    return !hears;
  }

  async #attach(): Promise<void> {
    const call = this.#doors.desk.get()?.call ?? null;
    if (!this.#wantsAttaching(call)) {
      this.#cancelAttach = null;
      return;
    }
    try {
      await this.#doors.attach(call.interactionId);
    } catch {
      // tried again below as long as the desk shows the call
    }
    this.#cancelAttach = this.#scope.after(ATTACH_AGAIN_MS, () => {
      this.#cancelAttach = null;
      this.#thinkOfAttaching();
    });
  }

  async #measure(phone: Softphone): Promise<void> {
    const session = phone.session.get();
    if (session?.state !== 'connected') return;
    const figures = await phone.figures();
    if (phone.session.get()?.id !== session.id) return;
    if (session.media === 'weak' || session.media === 'lost') this.#quality.set('poor');
    else if (figures !== null) this.#quality.set(qualityOf(figures));
  }

  #judge(): void {
    if (!this.#started) return;
    this.#problem.set(
      problemOf(
        this.#doors.microphone.state.get(),
        this.#tab,
        this.#credentials,
        this.#softphone?.connection.get() ?? 'off',
        this.#noNetwork,
      ),
    );
  }
}

function problemOf(
  microphone: MicrophoneState,
  tab: TabState,
  credentials: 'none' | 'failed' | 'there',
  connection: string,
  noNetwork: boolean,
): PhoneProblem | null {
  if (microphone === 'insecure') return 'insecure';
  if (tab === 'waiting') return 'other-tab';
  if (microphone === 'ask') return 'microphone-ask';
  if (microphone === 'denied') return 'microphone-denied';
  if (microphone === 'missing') return 'microphone-missing';
  if (microphone === 'busy') return 'microphone-busy';
  if (credentials === 'failed') return 'no-credentials';
  if (connection === 'refused') return 'refused';
  if (connection === 'lost') return 'lost';
  if (connection !== 'registered' || microphone === 'unknown') return 'connecting';
  return noNetwork ? 'no-network' : null;
}

function accountOf(credentials: PhoneCredentials, address: (path: string) => string): PhoneAccount | null {
  if (credentials.kind !== 'browser' || credentials.password === null) return null;
  const { uri, username, password, realm } = credentials;
  return { uri, username, password, realm, webSocket: address(credentials.webSocketPath) };
}

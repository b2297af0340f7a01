import type { ReadonlyValue } from '../value';

/** Way to the exchange. `refused`: the exchange does not accept these credentials. */
export type PhoneConnection = 'off' | 'connecting' | 'registered' | 'lost' | 'refused';

/** Audio of a session. `weak`: no packets for some seconds, may come back. `lost`: it will not come back by itself. */
export type MediaHealth = 'none' | 'connecting' | 'good' | 'weak' | 'lost';

export type SessionEnd = 'remote' | 'local' | 'no-network' | 'microphone' | 'error';

export interface PhoneSession {
  readonly id: string;
  /** The exchange asks this page to answer by itself: a dial-out or a call that is attached again. */
  readonly autoAnswer: boolean;
  readonly state: 'ringing' | 'answering' | 'connected' | 'ended';
  readonly media: MediaHealth;
  readonly end: SessionEnd | null;
}

export interface PhoneAccount {
  uri: string;
  username: string;
  password: string;
  realm: string;
  /** Absolute `ws:` or `wss:` address. */
  webSocket: string;
}

/** Figures of the last seconds of a connected session. */
export interface MediaFigures {
  lossPercent: number;
  jitterMs: number;
  roundTripMs: number | null;
}

/** A telephone in the page. One session at a time; what the screens know of SIP and WebRTC. */
export interface Softphone {
  readonly connection: ReadonlyValue<PhoneConnection>;
  readonly session: ReadonlyValue<PhoneSession | null>;
  start(account: PhoneAccount): void;
  /** Takes new credentials for the next registration, the session in progress is left alone. */
  renew(account: PhoneAccount): void;
  answer(microphone: MediaStream): void;
  setMuted(muted: boolean): void;
  /** Gives up the local session: rejects when ringing, ends when connected. */
  drop(): void;
  figures(): Promise<MediaFigures | null>;
  stop(): void;
}

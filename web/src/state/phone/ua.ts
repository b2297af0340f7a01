/** The few things we need of a SIP library, so that tests can stand in for it and no other file names it. */
export interface UaRequest {
  getHeader(name: string): string | undefined;
}

export interface RtcSession {
  readonly id: string;
  readonly connection: RTCPeerConnection | null;
  on(type: string, listener: (event: never) => void): unknown;
  answer(options: { mediaStream: MediaStream; pcConfig: RTCConfiguration }): void;
  terminate(options?: { status_code?: number; reason_phrase?: string }): void;
  mute(media: { audio: boolean }): void;
  unmute(media: { audio: boolean }): void;
  isEnded(): boolean;
}

export interface NewSessionEvent {
  originator: 'local' | 'remote';
  session: RtcSession;
  request: UaRequest;
}

export interface Ua {
  on(type: string, listener: (event: never) => void): unknown;
  start(): void;
  stop(): void;
  register(): void;
  set(parameter: 'password' | 'authorization_user' | 'realm', value: string): boolean;
  /** Writes a keep-alive to the transport; nothing when it is down. */
  keepAlive(): void;
}

export interface UaSettings {
  uri: string;
  username: string;
  password: string;
  realm: string;
  webSocket: string;
  instanceId: string;
  contactUri: string;
}

export type UaFactory = (settings: UaSettings) => Ua;

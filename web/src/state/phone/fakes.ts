import type { RtcSession, Ua, UaFactory, UaSettings } from './ua';

type Listener = (event: never) => void;

class Emitter {
  readonly #listeners = new Map<string, Listener[]>();

  on(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  emit(type: string, event: unknown = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event as never);
  }
}

/** Stands in for the library's user agent in tests. */
export class FakeUa extends Emitter implements Ua {
  readonly calls: string[] = [];

  constructor(readonly settings: UaSettings) {
    super();
  }

  start = () => void this.calls.push('start');
  stop = () => void this.calls.push('stop');
  register = () => void this.calls.push('register');
  keepAlive = () => void this.calls.push('keep-alive');
  set = (parameter: string, value: string) => {
    this.calls.push(`set ${parameter} ${value}`);
    return true;
  };

  invite(session: FakeSession, auto = false): void {
    this.emit('newRTCSession', {
      originator: 'remote',
      session,
      request: { getHeader: (name: string) => (name === 'X-Otvet-Answer' && auto ? 'auto' : undefined) },
    });
  }
}

export function fakeUas(): { made: FakeUa[]; create: UaFactory } {
  const made: FakeUa[] = [];
  return {
    made,
    create: (settings) => {
      const ua = new FakeUa(settings);
      made.push(ua);
      return ua;
    },
  };
}

export class FakeConnection extends EventTarget {
  connectionState: RTCPeerConnectionState = 'new';

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

export class FakeSession extends Emitter implements RtcSession {
  readonly calls: string[] = [];
  readonly peer = new FakeConnection();
  readonly connection = this.peer as unknown as RTCPeerConnection;
  #ended = false;

  constructor(readonly id: string) {
    super();
  }

  answer = () => {
    this.calls.push('answer');
    this.emit('peerconnection', { peerconnection: this.peer });
  };

  terminate = (options?: { status_code?: number }) => {
    this.calls.push(`terminate ${options?.status_code ?? ''}`.trim());
    this.end('ended', 'local');
  };

  mute = () => void this.calls.push('mute');
  unmute = () => void this.calls.push('unmute');
  isEnded = () => this.#ended;

  end(type: 'ended' | 'failed', originator: string, cause = ''): void {
    if (this.#ended) return;
    this.#ended = true;
    this.emit(type, { originator, cause });
  }
}

class FakeTrack {
  enabled = true;
  stopped = false;
  clone = () => new FakeTrack();
  stop = () => {
    this.stopped = true;
  };
}

/** Node has no media streams. */
export class FakeStream {
  constructor(readonly tracks: FakeTrack[] = [new FakeTrack()]) {}

  getAudioTracks = () => this.tracks;
  getTracks = () => this.tracks;
}

import { Scope } from '../scope';
import { type ReadonlyValue, Value } from '../value';

/**
 * `ask`: the browser will ask the agent. `denied`: the agent or a policy refused. `missing`: no device.
 * `insecure`: the page was opened without https (or localhost), browsers give no microphone then.
 */
export type MicrophoneState = 'unknown' | 'ask' | 'open' | 'denied' | 'missing' | 'busy' | 'insecure';

declare global {
  interface Window {
    /** Audio constraints of a test's browser, which hears tones that noise suppression would remove. */
    __otvetAudioConstraints?: MediaTrackConstraints;
  }
}

const EVERYDAY: MediaTrackConstraints = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const LEVEL_EVERY_MS = 100;

export function audioConstraints(deviceId: string | null): MediaTrackConstraints {
  const wanted = window.__otvetAudioConstraints ?? EVERYDAY;
  return deviceId === null ? wanted : { ...wanted, deviceId: { ideal: deviceId } };
}

/** The microphone, open as long as the agent works, with its level. */
export class Microphone {
  readonly #state = new Value<MicrophoneState>('unknown');
  readonly #level = new Value(0);
  readonly #scope = new Scope();
  readonly #device: () => string | null;
  #stream: MediaStream | null = null;
  #open: Scope | null = null;

  constructor(device: () => string | null) {
    this.#device = device;
    this.#scope.own(() => this.#close());
    const media = mediaDevices();
    if (media) {
      this.#scope.listen(media, 'devicechange', () => {
        if (this.#state.get() === 'missing') void this.open();
      });
    }
  }

  get state(): ReadonlyValue<MicrophoneState> {
    return this.#state;
  }

  /** 0 to 1, about ten times a second while the page is visible. */
  get level(): ReadonlyValue<number> {
    return this.#level;
  }

  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** Opens it when that needs no question, else says what is needed. */
  async prepare(): Promise<void> {
    if (mediaDevices() === null) {
      this.#state.set('insecure');
      return;
    }
    let permission = 'prompt';
    try {
      const status = await navigator.permissions.query({ name: 'microphone' as PermissionName });
      permission = status.state;
      this.#scope.listen(status, 'change', () => {
        if (status.state === 'granted' && this.#stream === null) void this.open();
        if (status.state === 'denied') this.#fail('denied');
      });
    } catch {
      // browsers that cannot tell will ask
    }
    if (permission === 'granted') await this.open();
    else this.#state.set(permission === 'denied' ? 'denied' : 'ask');
  }

  /** Opens it, with the browser's question when there is one to ask. */
  async open(): Promise<MediaStream | null> {
    const media = mediaDevices();
    if (media === null) {
      this.#state.set('insecure');
      return null;
    }
    try {
      const stream = await media.getUserMedia({ audio: audioConstraints(this.#device()), video: false });
      this.#close();
      if (this.#scope.ended) {
        for (const track of stream.getTracks()) track.stop();
        return null;
      }
      this.#take(stream);
      return stream;
    } catch (error) {
      this.#fail(stateOf(error));
      return null;
    }
  }

  stop(): void {
    this.#scope.end();
  }

  #take(stream: MediaStream): void {
    const open = new Scope();
    this.#open = open;
    this.#stream = stream;
    this.#state.set('open');
    for (const track of stream.getAudioTracks()) {
      // the headset was pulled out: try what is left
      open.listen(track, 'ended', () => void this.open());
    }
    this.#measure(stream, open);
  }

  #measure(stream: MediaStream, open: Scope): void {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    open.every(LEVEL_EVERY_MS, () => {
      if (document.hidden) return;
      if (context.state === 'suspended') void context.resume().catch(() => undefined);
      analyser.getFloatTimeDomainData(samples);
      this.#level.set(loudness(samples));
    });
    open.own(() => void context.close());
  }

  #fail(state: MicrophoneState): void {
    this.#close();
    this.#state.set(state);
  }

  #close(): void {
    this.#open?.end();
    this.#open = null;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#level.set(0);
  }
}

function mediaDevices(): MediaDevices | null {
  return window.isSecureContext && navigator.mediaDevices !== undefined ? navigator.mediaDevices : null;
}

function stateOf(error: unknown): MicrophoneState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  return 'denied';
}

/** RMS on a scale where -60 dB is 0 and full scale 1, in tenths: finer steps would only redraw the page. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.round(Math.min(1, Math.max(0, (decibels + 60) / 60)) * 10) / 10;
}

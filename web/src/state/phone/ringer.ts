import { Scope } from '../scope';
import { type ReadonlyValue, Value } from '../value';

export type Alert = 'ring' | 'beep' | 'missed';

interface Note {
  at: number;
  seconds: number;
  hertz: number;
  loud: number;
}

/** Sounds are made here, not loaded: they are there even when the network is not. Seconds from the start. */
const NOTES: Record<Alert, Note[]> = {
  ring: [0, 0.12, 0.24, 0.36, 0.7, 0.82, 0.94, 1.06].map((at, index) => ({
    at,
    seconds: 0.11,
    hertz: index % 2 === 0 ? 784 : 988,
    loud: 0.35,
  })),
  beep: [{ at: 0, seconds: 0.15, hertz: 880, loud: 0.06 }],
  missed: [
    { at: 0, seconds: 0.18, hertz: 523, loud: 0.25 },
    { at: 0.2, seconds: 0.3, hertz: 392, loud: 0.25 },
  ],
};

const REPEAT_MS: Record<Alert, number | null> = { ring: 3000, beep: 6000, missed: null };

interface SinkContext extends AudioContext {
  setSinkId?: (id: string) => Promise<void>;
}

/** Rings on the device chosen for alerts. */
export class Ringer {
  readonly #device: () => string | null;
  readonly #blocked = new Value(false);
  readonly #scope = new Scope();
  #context: SinkContext | null = null;
  #playing: { alert: Alert; scope: Scope } | null = null;

  constructor(device: () => string | null) {
    this.#device = device;
    const unlock = () => void this.#context?.resume().then(() => this.#blocked.set(false));
    this.#scope.listen(window, 'pointerdown', unlock);
    this.#scope.listen(window, 'keydown', unlock);
    this.#scope.own(() => {
      this.silence();
      void this.#context?.close();
    });
  }

  /** The browser keeps the page silent until it is touched. */
  get blocked(): ReadonlyValue<boolean> {
    return this.#blocked;
  }

  get playing(): Alert | null {
    return this.#playing?.alert ?? null;
  }

  start(alert: Alert): void {
    if (this.#playing?.alert === alert || this.#scope.ended) return;
    this.silence();
    const scope = this.#scope.child();
    const repeat = REPEAT_MS[alert];
    if (repeat !== null) {
      this.#playing = { alert, scope };
      scope.every(repeat, () => void this.#sound(alert, scope));
    }
    void this.#sound(alert, scope);
  }

  silence(): void {
    this.#playing?.scope.end();
    this.#playing = null;
  }

  stop(): void {
    this.#scope.end();
  }

  async #sound(alert: Alert, scope: Scope): Promise<void> {
    const context = await this.#open();
    if (context.state !== 'running' || scope.ended) return;
    const out = context.createGain();
    out.connect(context.destination);
    scope.own(() => out.disconnect());
    for (const note of NOTES[alert]) strike(context, out, note);
  }

  async #open(): Promise<SinkContext> {
    this.#context ??= new AudioContext();
    const context = this.#context;
    try {
      await context.setSinkId?.(this.#device() ?? '');
    } catch {
      // the chosen device is gone: the default one rings
    }
    if (context.state === 'suspended') {
      // resume() stays pending until the page is touched
      await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 200))]);
    }
    this.#blocked.set(context.state !== 'running');
    return context;
  }
}

function strike(context: AudioContext, out: AudioNode, note: Note): void {
  const start = context.currentTime + note.at;
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = note.hertz;
  gain.gain.setValueAtTime(0, start);
  gain.gain.linearRampToValueAtTime(note.loud, start + 0.01);
  gain.gain.setValueAtTime(note.loud, start + note.seconds - 0.03);
  gain.gain.linearRampToValueAtTime(0, start + note.seconds);
  tone.connect(gain).connect(out);
  tone.start(start);
  tone.stop(start + note.seconds);
}

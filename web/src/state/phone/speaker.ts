import { Scope } from '../scope';
import { type ReadonlyValue, Value } from '../value';

/** Plays the other side. Browsers may refuse sound until the page is touched: `blocked` says so, a touch heals it. */
export class Speaker {
  readonly #element = new Audio();
  readonly #blocked = new Value(false);
  readonly #scope = new Scope();
  readonly #device: () => string | null;

  constructor(device: () => string | null) {
    this.#device = device;
    this.#element.autoplay = true;
    const retry = () => {
      if (this.#blocked.get()) void this.#start();
    };
    this.#scope.listen(window, 'pointerdown', retry);
    this.#scope.listen(window, 'keydown', retry);
    this.#scope.own(() => this.play(null));
  }

  get blocked(): ReadonlyValue<boolean> {
    return this.#blocked;
  }

  play(stream: MediaStream | null): void {
    this.#element.srcObject = stream;
    if (stream === null) this.#blocked.set(false);
    else void this.#start();
  }

  stop(): void {
    this.#scope.end();
  }

  async #start(): Promise<void> {
    try {
      const device = this.#device();
      if (device !== null) await this.#element.setSinkId(device);
    } catch {
      // the chosen headset is not there: the default device plays
    }
    try {
      await this.#element.play();
      this.#blocked.set(false);
    } catch (error) {
      this.#blocked.set(error instanceof DOMException && error.name === 'NotAllowedError');
    }
  }
}

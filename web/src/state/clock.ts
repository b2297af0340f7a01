import { type ReadonlyValue, Value } from './value';

/** The server's time as this page knows it; ticks each second so that timers on the page move together. */
export class ServerClock {
  readonly #now = new Value(Date.now());
  #offsetMs = 0;

  get ticking(): ReadonlyValue<number> {
    return this.#now;
  }

  /** Server's milliseconds now. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  learn(serverTime: string): void {
    const at = Date.parse(serverTime);
    if (Number.isFinite(at)) this.#offsetMs = at - Date.now();
    this.tick();
  }

  tick(): void {
    this.#now.set(this.now());
  }
}

/** Owns what must be ended: subscriptions, timers, listeners. Ending it twice does nothing. */
export class Scope {
  #ended = false;
  readonly #ends = new Set<() => void>();

  get ended(): boolean {
    return this.#ended;
  }

  /** Runs `end` when the scope ends, or at once when it has already ended. The returned function takes it back. */
  own(end: () => void): () => void {
    if (this.#ended) {
      end();
      return () => undefined;
    }
    this.#ends.add(end);
    return () => this.#ends.delete(end);
  }

  child(): Scope {
    const child = new Scope();
    const disown = this.own(() => child.end());
    child.own(disown);
    return child;
  }

  every(ms: number, work: () => void): void {
    const timer = setInterval(work, ms);
    this.own(() => clearInterval(timer));
  }

  /** A single delayed run; the returned function calls it off. Does nothing in an ended scope. */
  after(ms: number, work: () => void): () => void {
    if (this.#ended) return () => undefined;
    const timer = setTimeout(() => {
      disown();
      work();
    }, ms);
    const cancel = () => clearTimeout(timer);
    const disown = this.own(cancel);
    return () => {
      disown();
      cancel();
    };
  }

  listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener);
    this.own(() => target.removeEventListener(type, listener));
  }

  /** The latest taken is given back first. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    const ends = [...this.#ends].reverse();
    this.#ends.clear();
    for (const end of ends) end();
  }
}

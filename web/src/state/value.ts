/** A value that always has a current value and tells who listens when it changes. */
export interface ReadonlyValue<T> {
  get(): T;
  subscribe(listener: () => void): () => void;
}

export class Value<T> implements ReadonlyValue<T> {
  #current: T;
  readonly #listeners = new Set<() => void>();

  constructor(initial: T) {
    this.#current = initial;
  }

  // arrow functions: React's useSyncExternalStore takes them unbound
  readonly get = (): T => this.#current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(next: T): void {
    if (Object.is(next, this.#current)) return;
    this.#current = next;
    for (const listener of [...this.#listeners]) listener();
  }

  update(change: (current: T) => T): void {
    this.set(change(this.#current));
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }
}

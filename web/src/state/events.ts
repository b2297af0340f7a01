import { Scope } from './scope';
import { EventStreamParser } from './sse';
import { type ReadonlyValue, Value } from './value';

/** `live`: bytes arrive. `stale`: nothing for a while, what is shown may be old. `lost`: connecting again. */
export type StreamState = 'connecting' | 'live' | 'stale' | 'lost';

export interface EventSourceDoor {
  open(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
}

// the server writes at least a comment each 10 s
const STALE_AFTER_MS = 15_000;
const GIVE_UP_AFTER_MS = 30_000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * The server's event stream, read with fetch rather than EventSource so that the keep-alive comments count as life:
 * a half-dead connection is noticed and replaced. Reconnects for ever until its scope ends.
 */
export class EventStream {
  readonly #door: EventSourceDoor;
  readonly #scope = new Scope();
  readonly #state = new Value<StreamState>('connecting');
  readonly #listeners = new Map<string, Set<(data: unknown) => void>>();
  readonly #random: () => number;
  #retryMs = 1000;
  #attempt = 0;
  #lastByteAt = 0;
  #current: AbortController | null = null;
  #cancelRetry: (() => void) | null = null;

  constructor(door: EventSourceDoor, random: () => number = Math.random) {
    this.#door = door;
    this.#random = random;
  }

  get state(): ReadonlyValue<StreamState> {
    return this.#state;
  }

  on<T>(type: string, listener: (data: T) => void): () => void {
    const set = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, set);
    set.add(listener as (data: unknown) => void);
    return () => set.delete(listener as (data: unknown) => void);
  }

  start(): void {
    this.#scope.every(1000, () => this.#watch());
    this.#connect();
  }

  /** Connects at once instead of waiting for the next attempt, for example when the network has come back. */
  reconnectNow(): void {
    if (this.#scope.ended || this.#state.get() === 'live') return;
    this.#current?.abort();
    this.#connect();
  }

  stop(): void {
    this.#scope.end();
    this.#current?.abort();
    this.#listeners.clear();
  }

  #watch(): void {
    if (this.#current === null || this.#state.get() === 'lost') return;
    const silence = Date.now() - this.#lastByteAt;
    if (silence > GIVE_UP_AFTER_MS) {
      this.#current.abort();
      this.#lose();
    } else if (silence > STALE_AFTER_MS && this.#state.get() === 'live') {
      this.#state.set('stale');
    }
  }

  async #connect(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    const abort = new AbortController();
    this.#current = abort;
    this.#lastByteAt = Date.now();
    try {
      const response = await this.#door.open('/api/events', { Accept: 'text/event-stream' }, abort.signal);
      if (response.status === 401) {
        // the session is over: whoever owns the session ends this stream
        this.#lose();
        return;
      }
      if (!response.ok || response.body === null) throw new Error(`event stream answered ${response.status}`);
      await this.#read(response.body);
    } catch {
      // falls through to a new attempt
    }
    if (this.#current === abort) this.#lose();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const parser = new EventStreamParser();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.#scope.ended) return;
      this.#lastByteAt = Date.now();
      this.#attempt = 0;
      this.#state.set('live');
      for (const event of parser.push(decoder.decode(value, { stream: true }))) this.#deliver(event.type, event.data);
      if (parser.retryMs !== null) this.#retryMs = parser.retryMs;
    }
  }

  #deliver(type: string, data: string): void {
    let parsed: unknown;
    try {
      parsed = JSON.parse(data);
    } catch {
      return;
    }
    for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(parsed);
  }

  #lose(): void {
    this.#current = null;
    if (this.#scope.ended) return;
    this.#state.set('lost');
    const pause = Math.min(this.#retryMs * 2 ** this.#attempt, LONGEST_PAUSE_MS) * (0.75 + this.#random() / 2);
    this.#attempt += 1;
    this.#cancelRetry?.();
    this.#cancelRetry = this.#scope.after(pause, () => void this.#connect());
  }
}

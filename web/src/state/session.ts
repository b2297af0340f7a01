import { ApiError, type Http } from '../api/http';
import type { About, Locale, Me, Permission, Theme } from '../api/types';
import { type ReadonlyValue, Value } from './value';

export type SessionState =
  | { kind: 'unknown' }
  | { kind: 'unreachable' }
  | { kind: 'signed-out'; reason: 'never' | 'asked' | 'expired' | 'elsewhere' }
  | { kind: 'signed-in'; me: Me };

/** Who sits here. Everything that needs a person hangs on this value. */
export class Session {
  readonly #http: Http;
  readonly #state = new Value<SessionState>({ kind: 'unknown' });
  readonly about = new Value<About | null>(null);

  constructor(http: Http) {
    this.#http = http;
    http.onSignedOut = () => this.ended('expired');
  }

  get state(): ReadonlyValue<SessionState> {
    return this.#state;
  }

  get me(): Me | null {
    const state = this.#state.get();
    return state.kind === 'signed-in' ? state.me : null;
  }

  /** Asks the server who is signed in; an unreachable server is told apart from nobody. */
  async load(): Promise<void> {
    void this.#loadAbout();
    try {
      this.#state.set({ kind: 'signed-in', me: await this.#http.get<Me>('/api/session') });
    } catch (error) {
      if (error instanceof ApiError && error.category === 'signed-out') {
        this.#state.set({ kind: 'signed-out', reason: 'never' });
      } else if (this.#state.get().kind !== 'signed-in') {
        this.#state.set({ kind: 'unreachable' });
      }
    }
  }

  async #loadAbout(): Promise<void> {
    try {
      this.about.set(await this.#http.get<About>('/api/about'));
    } catch {
      // the sign-in works without it
    }
  }

  async signIn(login: string, password: string): Promise<void> {
    const me = await this.#http.post<Me>('/api/session', { login, password });
    this.#state.set({ kind: 'signed-in', me });
  }

  async signOut(): Promise<void> {
    try {
      await this.#http.delete('/api/session');
    } catch (error) {
      if (!(error instanceof ApiError) || error.category !== 'signed-out') throw error;
    }
    this.#state.set({ kind: 'signed-out', reason: 'asked' });
  }

  /** The server has ended the session. */
  ended(reason: 'expired' | 'elsewhere'): void {
    if (this.#state.get().kind === 'signed-in') this.#state.set({ kind: 'signed-out', reason });
  }

  async savePreferences(locale: Locale, theme: Theme): Promise<void> {
    const me = await this.#http.put<Me>('/api/session/preferences', { locale, theme });
    this.#state.set({ kind: 'signed-in', me });
  }

  async changePassword(current: string, next: string): Promise<void> {
    await this.#http.put('/api/session/password', { current, next });
    await this.load();
  }
}

export function may(me: Me | null, ...any: Permission[]): boolean {
  return me !== null && any.some((permission) => me.permissions.includes(permission));
}

import type { Desk } from '../api/types';
import type { Alert } from './phone/ringer';
import { Scope } from './scope';
import type { ReadonlyValue } from './value';

export interface AlertDoors {
  desk: ReadonlyValue<Desk | null>;
  ringer: { start(alert: Alert): void; silence(): void };
  setTitle: (title: string) => void;
  setIcon: (icon: 'plain' | 'ringing' | 'missed') => void;
  /** Shows a system notification; the returned function takes it away. */
  notify: (title: string, body: string, tag: string) => () => void;
  words: {
    ringingTitle: (who: string) => string;
    ringingBody: (queue: string | null) => string;
    missedTitle: (count: number) => string;
  };
  who: (number: string, name: string | null) => string;
}

const BLINK_MS = 1_000;

/** Calls the agent's attention: sound, tab title, tab icon and system notification. */
export class Alerts {
  readonly #doors: AlertDoors;
  readonly #scope = new Scope();
  #ringing: { id: string; scope: Scope } | null = null;
  #missed: ReadonlySet<string> | null = null;
  #page = 'Otvet';

  constructor(doors: AlertDoors) {
    this.#doors = doors;
    this.#scope.own(doors.desk.subscribe(() => this.#follow()));
    this.#follow();
  }

  /** Title of the page shown now; ringing and missed calls go before it. */
  setPage(page: string): void {
    this.#page = page;
    this.#show();
  }

  stop(): void {
    this.#ringing?.scope.end();
    this.#scope.end();
    this.#doors.setIcon('plain');
  }

  #follow(): void {
    const desk = this.#doors.desk.get();
    if (desk === null) return;
    const call = desk.call?.state === 'ringing' ? desk.call : null;
    if (call === null) {
      this.#ringing?.scope.end();
      this.#ringing = null;
    } else if (this.#ringing?.id !== call.interactionId) {
      this.#ringing?.scope.end();
      this.#ring(call.interactionId, desk);
    }
    this.#noticeMissed(desk);
    this.#show();
  }

  #ring(id: string, desk: Desk): void {
    const scope = this.#scope.child();
    this.#ringing = { id, scope };
    // a desk phone rings by itself
    if (desk.phone.kind === 'browser') {
      this.#doors.ringer.start('ring');
      scope.own(() => this.#doors.ringer.silence());
    }
    const call = desk.call;
    if (call === null) return;
    const who = this.#doors.who(call.number, call.name);
    const { words } = this.#doors;
    scope.own(this.#doors.notify(words.ringingTitle(who), words.ringingBody(call.queue?.name ?? null), id));
    let on = true;
    const blink = () => {
      this.#doors.setTitle(on ? words.ringingTitle(who) : this.#page);
      on = !on;
    };
    blink();
    scope.every(BLINK_MS, blink);
  }

  #noticeMissed(desk: Desk): void {
    const now = new Set(desk.missed.map((missed) => missed.interactionId));
    const known = this.#missed;
    this.#missed = now;
    // what was missed before the page was opened stands on the page, it does not sound again
    if (known !== null && [...now].some((id) => !known.has(id))) this.#doors.ringer.start('missed');
  }

  #show(): void {
    const missed = this.#missed?.size ?? 0;
    this.#doors.setIcon(this.#ringing !== null ? 'ringing' : missed > 0 ? 'missed' : 'plain');
    if (this.#ringing === null) {
      this.#doors.setTitle(missed > 0 ? `${this.#doors.words.missedTitle(missed)} · ${this.#page}` : this.#page);
    }
  }
}

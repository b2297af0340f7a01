import { Http } from './api/http';
import type { Me } from './api/types';
import { changeLocale } from './i18n';
import { showIcon, showNotification } from './state/attention';
import { Devices } from './state/devices';
import { Session } from './state/session';
import { type ReadonlyValue, Value } from './state/value';
import type { AlertWords, Workplace } from './state/workplace';

export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** The page's root: one door to the server, one session, and a workplace while somebody is signed in. */
export class Otvet {
  readonly http = new Http();
  readonly session = new Session(this.http);
  readonly devices = new Devices(localStorage);
  readonly #workplace = new Value<Workplace | null>(null);
  readonly #t: Translate;

  constructor(t: Translate) {
    this.#t = t;
    this.session.state.subscribe(() => void this.#follow());
  }

  get workplace(): ReadonlyValue<Workplace | null> {
    return this.#workplace;
  }

  start(): Promise<void> {
    return this.session.load();
  }

  async #follow(): Promise<void> {
    const me = this.session.me;
    const current = this.#workplace.get();
    if (current !== null && !sameRights(current.me, me)) {
      current.stop();
      this.#workplace.set(null);
    }
    if (me === null || me.mustChangePassword) return;
    if (current?.me.locale !== me.locale) await changeLocale(me.locale);
    // loaded after the sign-in: nobody waits for the phone on the first page
    const [{ Workplace }, { phone }] = await Promise.all([import('./state/workplace'), import('./format/phone')]);
    const now = this.session.me;
    if (this.#workplace.get() === null && now !== null && !now.mustChangePassword) {
      this.#workplace.set(new Workplace(now, this.http, this.session, this.devices, this.#words(phone)));
    }
  }

  #words(phone: (number: string) => string): AlertWords {
    const t = this.#t;
    return {
      setTitle: (title) => {
        document.title = title;
      },
      setIcon: showIcon,
      notify: showNotification,
      who: (number, name) => name ?? (phone(number) || t('call.hidden')),
      words: {
        ringingTitle: (who) => t('alert.ringing', { who }),
        ringingBody: (queue) => (queue === null ? t('alert.answer') : t('alert.queue', { queue })),
        missedTitle: (count) => t('alert.missed', { count }),
      },
    };
  }
}

/** Fetches what follows the sign-in while somebody types their password; what fails is fetched again when needed. */
export async function loadAhead(): Promise<void> {
  const parts = [
    import('./state/workplace'),
    import('./format/phone'),
    import('./shell/Inside'),
    import('./desk/DeskRoute'),
    import('./state/phone/sipPhone'),
    import('./state/phone/jssipUa'),
  ];
  await Promise.allSettled(parts);
}

function sameRights(before: Me, after: Me | null): boolean {
  return after !== null && before.id === after.id && before.permissions.join() === after.permissions.join();
}

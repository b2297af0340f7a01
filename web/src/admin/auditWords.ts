import type { AuditEntry } from '../api/admin';
import { duration } from '../format/duration';
import { fullMoment } from '../format/time';
import { LOCALES, localeName } from '../i18n';
import type { Change } from './changes';
import { type Field, fieldOf, type Resource } from './resource';
import { dispositions, pauseReasons, projects, queues } from './resources/centre';
import { roles, users } from './resources/people';
import { numbers, trunks } from './resources/telephony';

const WRITTEN = ['created', 'changed', 'removed'];

/** Acts the audit knows, by the kind of thing they are done with. */
export const ACTS: Record<string, string[]> = {
  session: ['began', 'refused', 'ended'],
  password: ['changed'],
  user: [...WRITTEN, 'unlocked'],
  role: WRITTEN,
  token: WRITTEN,
  project: WRITTEN,
  queue: [...WRITTEN, 'staffed'],
  number: WRITTEN,
  trunk: WRITTEN,
  disposition: WRITTEN,
  'pause-reason': WRITTEN,
  prompt: WRITTEN,
  agent: ['state-set'],
  call: ['hung-up', 'supervised', 'supervision-left', 'taken-over'],
  recording: ['listened', 'downloaded'],
};

const FORMS: Record<string, Resource> = {
  user: users,
  role: roles,
  project: projects,
  queue: queues,
  number: numbers,
  trunk: trunks,
  disposition: dispositions,
  'pause-reason': pauseReasons,
};

/** Values that no form has under this name. */
const LABELS: Record<string, string> = {
  name: 'admin.name',
  kind: 'admin.kind',
  locale: 'common.language',
  projectId: 'admin.project',
  projectIds: 'admin.projects',
  permissions: 'admin.permissions',
  lengthMs: 'admin.length',
  expiresAt: 'admin.expires',
  phone: 'admin.phone',
  sipPassword: 'admin.sip-password',
  state: 'admin.state',
  agentId: 'calls.agent',
  mode: 'audit.mode',
};

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the language has to say; `exists` tells whether a key has a text. */
export interface Texts {
  t: (key: string, values?: Record<string, unknown>) => string;
  exists: (key: string) => boolean;
  language: string;
}

/** Tells rows of the audit in words; a code without words of its own stays as it is. */
export class AuditWords {
  readonly #texts: Texts;
  readonly #names: Readonly<Record<string, string>>;

  /** `names`: what ids in the rows are called. */
  constructor(texts: Texts, names: Readonly<Record<string, string>>) {
    this.#texts = texts;
    this.#names = names;
  }

  act(code: string): string {
    return this.#known(`audit.act.${code}`) ?? code;
  }

  /** What it was done with: the name alone, its kind is part of the act. */
  thing({ object }: Pick<AuditEntry, 'object'>): string {
    if (object === null) return '–';
    const { kind, id } = parts(object);
    if (kind === 'role') return this.#known(`role.${id}`) ?? id;
    if (!ID.test(id)) return id;
    return this.#names[id] ?? this.#known(`audit.kind.${kind}`) ?? object;
  }

  label(entry: Pick<AuditEntry, 'object'>, { field }: Change): string {
    const key = formField(entry, field)?.label ?? LABELS[field];
    return key === undefined ? field : this.#texts.t(key);
  }

  value(entry: Pick<AuditEntry, 'object'>, { field }: Change, value: unknown): string {
    const { t, language } = this.#texts;
    if (value === null || value === undefined || value === '') return '–';
    if (Array.isArray(value)) {
      return value.length === 0
        ? '–'
        : value.map((one) => this.value(entry, { field, was: one, is: one }, one)).join(', ');
    }
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    if (typeof value === 'number') return field === 'lengthMs' ? duration(value / 1000) : String(value);
    const text = String(value);
    if (ID.test(text)) return this.#names[text] ?? text;
    if (field === 'phone') return text.trim().replace(/^\S+/, (kind) => this.#known(`phone-kind.${kind}`) ?? kind);
    if (field === 'expiresAt' && !Number.isNaN(Date.parse(text))) return fullMoment(text, language);
    if (/password/i.test(field)) return this.#known(`audit.secret.${text.replaceAll(' ', '-')}`) ?? text;
    return this.#coded(formField(entry, field), field, text) ?? text;
  }

  #coded(form: Field | undefined, field: string, text: string): string | null {
    if (field === 'locale') return LOCALES.includes(text) ? localeName(text) : null;
    if (form?.kind === 'fixed') return this.#known(`${form.texts}.${text}`);
    switch (field) {
      case 'roles':
        return this.#known(`role.${text}`);
      case 'permissions':
        return this.#known(`permission.${text}`);
      case 'kind':
        return this.#known(`prompt-kind.${text}`);
      case 'mode':
        return this.#known(`supervision.mode.${text}`);
      case 'state':
        return this.#known(`state.${text}`);
      default:
        return null;
    }
  }

  #known(key: string): string | null {
    return this.#texts.exists(key) ? this.#texts.t(key) : null;
  }
}

/** The call to open for a row about a call or its recording; null for other rows. */
export function callOf({ object, after }: Pick<AuditEntry, 'object' | 'after'>): string | null {
  const { kind, id } = parts(object ?? '');
  if (kind === 'call') return id;
  if (kind !== 'recording' || typeof after !== 'object' || after === null) return null;
  const { interactionId } = after as { interactionId?: unknown };
  return typeof interactionId === 'string' ? interactionId : null;
}

/** `queue 0197…` or `user anna`. */
function parts(object: string): { kind: string; id: string } {
  const at = object.indexOf(' ');
  return at < 0 ? { kind: '', id: object } : { kind: object.slice(0, at), id: object.slice(at + 1) };
}

function formField({ object }: Pick<AuditEntry, 'object'>, name: string): Field | undefined {
  const form = FORMS[parts(object ?? '').kind];
  return form === undefined ? undefined : fieldOf(form, name);
}

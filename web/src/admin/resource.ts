import type { ReactNode } from 'react';
import type { Permission } from '../api/types';
import type { IconName } from '../ui/Icon';

/** What a form edits: JSON as the server takes it. */
export type Draft = Record<string, unknown>;

export interface Choice {
  value: string;
  label: string;
}

/** Lists that fields choose from. */
export type ChoiceSource =
  | 'projects'
  | 'queues'
  | 'users'
  | 'roles'
  | 'prompts'
  | 'trunks'
  | 'numbers'
  | 'locales'
  | 'dispositions'
  | 'permissions'
  | 'countries'
  | 'ownNumbers'
  | 'weekdays';

export type ChoiceLists = Record<ChoiceSource, ChoiceItem[]>;

export interface ChoiceItem extends Choice {
  projectId?: string | null;
  kind?: string;
}

interface FieldBase {
  /** Where the value stands in the draft; a dot goes one level down. */
  name: string;
  /** Key of the label's text. */
  label: string;
  /** Key of a text that says what it is for. */
  hint?: string;
  required?: boolean;
  shown?: (draft: Draft) => boolean;
}

export type Field =
  | (FieldBase & { kind: 'text' | 'password' | 'lines' | 'switch' })
  | (FieldBase & { kind: 'number'; min: number; max: number; empty?: boolean; decimals?: number })
  | (FieldBase & { kind: 'fixed'; values: string[]; texts: string; clearable?: boolean })
  | (FieldBase & {
      kind: 'one' | 'many';
      from: ChoiceSource;
      among?: (item: ChoiceItem, draft: Draft) => boolean;
    });

export interface Column {
  label: string;
  /** Text or view of one row's cell. */
  cell: (row: Draft, lists: ChoiceLists, t: Words) => ReactNode;
}

export type Words = (key: string, values?: Record<string, unknown>) => string;

/** One kind of thing administration keeps: how it is listed, edited and asked of the server. */
export interface Resource {
  key: string;
  icon: IconName;
  needs: Permission[];
  path: string;
  columns: Column[];
  fields: Field[];
  /** What a new one starts with; `locale` is the language of whoever makes it. */
  fresh: (lists: ChoiceLists, locale: string) => Draft;
  idOf: (row: Draft) => string;
  nameOf: (row: Draft) => string;
  /** Every row belongs to something else: none is added or removed here. */
  given?: boolean;
  /** Rows that can only be looked at. */
  fixed?: (row: Draft) => boolean;
  /** Order of the list; by name when absent. */
  order?: (rows: Draft[]) => Draft[];
  /** More that can be done with one thing. */
  extra?: (props: { row: Draft; changed: () => void }) => ReactNode;
}

export function read(draft: Draft, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>(
      (node, part) => (typeof node === 'object' && node !== null ? (node as Draft)[part] : undefined),
      draft,
    );
}

export function write(draft: Draft, name: string, value: unknown): Draft {
  const [first = '', ...rest] = name.split('.');
  if (rest.length === 0) return { ...draft, [first]: value };
  const below = draft[first];
  const inner = typeof below === 'object' && below !== null ? (below as Draft) : {};
  return { ...draft, [first]: write(inner, rest.join('.'), value) };
}

export const text = (row: Draft, name: string): string => {
  const value = read(row, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

export const list = (row: Draft, name: string): string[] => {
  const value = read(row, name);
  return Array.isArray(value) ? value.map(String) : [];
};

export const labelOf = (items: ChoiceItem[], id: string): string =>
  items.find((item) => item.value === id)?.label ?? '';

export const labelsOf = (items: ChoiceItem[], ids: string[]): string =>
  ids
    .map((id) => labelOf(items, id))
    .filter(Boolean)
    .join(', ');

/** What is sent: the form's fields, null where a text was emptied or a field does not apply, no password left empty. */
export function bodyOf(resource: Pick<Resource, 'fields'>, draft: Draft): Draft {
  return resource.fields.reduce<Draft>((body, field) => {
    const applies = field.shown?.(draft) ?? true;
    const value = applies ? (sent(read(draft, field.name)) ?? emptyOf(field)) : null;
    if (field.kind === 'password' && value === null) return body;
    return write(body, field.name, value);
  }, {});
}

/**
 * The field a fault of the server is about: itself, one that is not shown now, the group it stands in, or the list it is
 * an entry of. Undefined when the form has nothing of the kind.
 */
export function fieldOf(resource: Pick<Resource, 'fields'>, fault: string): Field | undefined {
  const { fields } = resource;
  return (
    fields.find(({ name }) => name === fault) ??
    fields.find(({ name }) => name.startsWith(`${fault}.`)) ??
    fields.find(({ name }) => fault.startsWith(`${name}.`) || fault.startsWith(`${name}[`))
  );
}

/** A needed text that was emptied is sent empty: absent would mean unchanged. */
function emptyOf(field: Field): '' | null {
  return field.kind === 'text' && field.required === true ? '' : null;
}

function sent(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => String(item).trim() !== '');
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  return value ?? null;
}

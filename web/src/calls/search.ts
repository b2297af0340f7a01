import { query } from '../api/http';
import type { CallResult, Direction } from '../api/types';
import { dayStart } from '../format/time';

/** Filters of the list of calls, as they stand in the address. Days are the user's own. */
export interface CallSearch {
  from?: string;
  to?: string;
  project?: string;
  queue?: string;
  agent?: string;
  number?: string;
  direction?: Direction;
  result?: CallResult;
  disposition?: string;
  /** Shortest and longest talk in seconds. */
  min?: number;
  max?: number;
  recorded?: 'true' | 'false';
  /** A part of a comment of a listener. */
  comment?: string;
  page?: number;
  /** A field of the list, with a minus for the largest first. */
  sort?: string;
}

/** What the server can sort by. */
export const SORTS = ['startedAt', 'number', 'result', 'waitSeconds', 'talkSeconds'] as const;
export type Sort = (typeof SORTS)[number];

export const RESULTS: CallResult[] = [
  'answered',
  'abandoned',
  'missed',
  'no-answer',
  'failed',
  'interrupted',
  'in-progress',
];
export const PAGE_SIZE = 50;
const TEXTS = ['from', 'to', 'project', 'queue', 'agent', 'number', 'disposition', 'comment'] as const;

export function readCallSearch(search: Record<string, unknown>): CallSearch {
  const result: CallSearch = {};
  for (const name of TEXTS) {
    const value = search[name];
    if (value !== undefined && value !== null && value !== '') result[name] = String(value);
  }
  if (search['direction'] === 'in' || search['direction'] === 'out') result.direction = search['direction'];
  const known = RESULTS.find((value) => value === search['result']);
  if (known !== undefined) result.result = known;
  const sort = SORTS.find((field) => search['sort'] === field || search['sort'] === `-${field}`);
  if (sort !== undefined && search['sort'] !== '-startedAt') result.sort = String(search['sort']);
  if (String(search['recorded']) === 'true') result.recorded = 'true';
  if (String(search['recorded']) === 'false') result.recorded = 'false';
  for (const name of ['min', 'max'] as const) {
    const seconds = Number(search[name]);
    if (Number.isInteger(seconds) && seconds > 0) result[name] = seconds;
  }
  const page = Number(search['page']);
  if (Number.isInteger(page) && page > 0) result.page = page;
  return result;
}

/** The server's address for these filters; `to` is the last day that counts. */
export function callsPath(search: CallSearch): string {
  return `/api/calls${query({
    from: search.from === undefined ? null : dayStart(search.from),
    to: search.to === undefined ? null : dayStart(search.to, 1),
    projectId: search.project,
    queueId: search.queue,
    agentId: search.agent,
    number: search.number,
    direction: search.direction,
    result: search.result,
    dispositionId: search.disposition,
    minTalkSeconds: search.min,
    maxTalkSeconds: search.max,
    recorded: search.recorded,
    comment: search.comment,
    page: search.page ?? 0,
    size: PAGE_SIZE,
    sort: search.sort,
  })}`;
}

/** The next order when a column's head is pressed: largest first, then smallest first. */
export function sorted(search: CallSearch, field: Sort): CallSearch {
  const now = search.sort ?? '-startedAt';
  const next = now === `-${field}` ? field : `-${field}`;
  return changed(search, 'sort', next === '-startedAt' ? null : next);
}

/** One filter changed; a changed filter begins at the first page again. */
export function changed<K extends keyof CallSearch>(
  search: CallSearch,
  name: K,
  value: CallSearch[K] | null,
): CallSearch {
  const { [name]: _, page: __, ...rest } = search;
  return value === null || value === undefined || value === '' ? rest : { ...rest, [name]: value };
}

import { phone } from '../../format/phone';
import { type Draft, labelOf, labelsOf, list, type Resource, read, text } from '../resource';

const limit = (name: string, label: string, decimals?: number) => ({
  name,
  kind: 'number' as const,
  min: 0,
  max: 10_000_000,
  label,
  hint: 'admin.no-limit-hint',
  ...(decimals === undefined ? {} : { decimals }),
});

const wholeDay = (row: Draft) => text(row, 'from') === text(row, 'to') && list(row, 'days').length === 0;

/** What each project may call; the server has rules for every project. */
export const outboundRules: Resource = {
  key: 'outbound-rules',
  icon: 'phone-out',
  needs: ['manage-telephony'],
  path: '/api/admin/outbound-rules',
  given: true,
  idOf: (row) => text(row, 'projectId'),
  nameOf: (row) => text(row, 'projectName'),
  fresh: () => ({}),
  columns: [
    { label: 'admin.project', cell: (row) => text(row, 'projectName') },
    {
      label: 'admin.countries-allowed',
      cell: (row, lists) => labelsOf(lists.countries, [text(row, 'country'), ...list(row, 'countries')]),
    },
    {
      label: 'admin.hours-from',
      cell: (row, _, t) => (wholeDay(row) ? t('common.all') : `${text(row, 'from')}–${text(row, 'to')}`),
    },
    { label: 'admin.agent-calls', cell: (row) => some(row, 'agentCalls') },
    { label: 'admin.project-calls', cell: (row) => some(row, 'projectCalls') },
  ],
  fields: [
    {
      name: 'country',
      kind: 'one',
      from: 'countries',
      label: 'admin.country',
      hint: 'admin.country-hint',
      required: true,
    },
    {
      name: 'countries',
      kind: 'many',
      from: 'countries',
      label: 'admin.countries-allowed',
      hint: 'admin.countries-allowed-hint',
      among: (item, draft) => item.value !== text(draft, 'country'),
    },
    { name: 'allowed', kind: 'lines', label: 'admin.prefixes-allowed', hint: 'admin.prefixes-allowed-hint' },
    { name: 'blocked', kind: 'lines', label: 'admin.prefixes-blocked', hint: 'admin.prefixes-blocked-hint' },
    {
      name: 'callerFrom',
      kind: 'fixed',
      values: ['project', 'trunk'],
      texts: 'caller-from',
      label: 'admin.caller-from',
      required: true,
    },
    {
      name: 'callerNumber',
      kind: 'one',
      from: 'ownNumbers',
      label: 'admin.caller-number',
      hint: 'admin.caller-number-hint',
      shown: (draft) => text(draft, 'callerFrom') !== 'trunk',
      among: (item, draft) => item.projectId === text(draft, 'projectId'),
    },
    { name: 'days', kind: 'many', from: 'weekdays', label: 'admin.days', hint: 'admin.days-hint' },
    { name: 'from', kind: 'text', label: 'admin.hours-from', hint: 'admin.hours-hint' },
    { name: 'to', kind: 'text', label: 'admin.hours-to' },
    { name: 'zone', kind: 'text', label: 'admin.zone', hint: 'admin.zone-hint' },
    { name: 'longestMinutes', kind: 'number', min: 1, max: 1440, label: 'admin.longest-minutes', required: true },
    limit('agentCalls', 'admin.agent-calls'),
    limit('agentMinutes', 'admin.agent-minutes'),
    limit('agentCost', 'admin.agent-cost', 2),
    limit('projectCalls', 'admin.project-calls'),
    limit('projectMinutes', 'admin.project-minutes'),
    limit('projectCost', 'admin.project-cost', 2),
  ],
};

function some(row: Draft, name: string): string {
  const value = read(row, name);
  return typeof value === 'number' && value > 0 ? String(value) : '–';
}

export const trunkRoutes: Resource = {
  key: 'trunk-routes',
  icon: 'phone-out',
  needs: ['manage-telephony'],
  path: '/api/admin/trunk-routes',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => phone(text(row, 'prefix')) || '*',
  order: (rows) =>
    [...rows].sort(
      (a, b) => text(a, 'prefix').localeCompare(text(b, 'prefix')) || Number(read(a, 'cost')) - Number(read(b, 'cost')),
    ),
  fresh: (lists) => ({ trunkId: lists.trunks[0]?.value ?? null, prefix: '', strip: 0, add: '', cost: 0 }),
  columns: [
    { label: 'admin.prefix', cell: (row, _, t) => text(row, 'prefix') || t('admin.all-numbers') },
    { label: 'admin.trunk', cell: (row, lists) => labelOf(lists.trunks, text(row, 'trunkId')) },
    { label: 'admin.strip', cell: (row) => text(row, 'strip') },
    { label: 'admin.add-digits', cell: (row) => text(row, 'add') || '–' },
    { label: 'admin.cost', cell: (row) => text(row, 'cost') },
  ],
  fields: [
    { name: 'trunkId', kind: 'one', from: 'trunks', label: 'admin.trunk', required: true },
    { name: 'prefix', kind: 'text', label: 'admin.prefix', hint: 'admin.prefix-hint' },
    { name: 'strip', kind: 'number', min: 0, max: 15, label: 'admin.strip' },
    { name: 'add', kind: 'text', label: 'admin.add-digits', hint: 'admin.add-digits-hint' },
    { name: 'cost', kind: 'number', min: 0, max: 1_000_000, label: 'admin.cost', hint: 'admin.cost-hint', decimals: 6 },
  ],
};

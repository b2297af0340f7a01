import { type Draft, labelOf, list, type Resource, read, text } from '../resource';

const yes = (row: Draft, name: string) => read(row, name) === true;
const sameProject = (item: { projectId?: string | null }, draft: Draft) =>
  item.projectId == null || item.projectId === text(draft, 'projectId');

export const projects: Resource = {
  key: 'projects',
  icon: 'folder',
  needs: ['manage-projects'],
  path: '/api/admin/projects',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => text(row, 'name'),
  fresh: (_, locale) => ({
    name: '',
    client: '',
    locale,
    active: true,
    supervisionShown: { listen: false, whisper: true, bargeIn: true },
  }),
  columns: [
    { label: 'admin.name', cell: (row) => text(row, 'name') },
    { label: 'admin.client', cell: (row) => text(row, 'client') || '–' },
    { label: 'common.language', cell: (row, lists) => labelOf(lists.locales, text(row, 'locale')) },
    { label: 'admin.state', cell: (row, _, t) => t(yes(row, 'active') ? 'admin.active' : 'admin.disabled') },
  ],
  fields: [
    { name: 'name', kind: 'text', label: 'admin.name', required: true },
    { name: 'client', kind: 'text', label: 'admin.client', hint: 'admin.client-hint' },
    { name: 'locale', kind: 'one', from: 'locales', label: 'common.language', required: true },
    { name: 'active', kind: 'switch', label: 'admin.active' },
    {
      name: 'supervisionShown.listen',
      kind: 'switch',
      label: 'admin.shows-listen',
      hint: 'admin.shows-supervision-hint',
    },
    { name: 'supervisionShown.whisper', kind: 'switch', label: 'admin.shows-whisper' },
    { name: 'supervisionShown.bargeIn', kind: 'switch', label: 'admin.shows-barge-in' },
  ],
};

export const queues: Resource = {
  key: 'queues',
  icon: 'list',
  needs: ['manage-projects'],
  path: '/api/admin/queues',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => text(row, 'name'),
  fresh: (lists) => ({
    projectId: lists.projects[0]?.value ?? null,
    name: '',
    weight: 1,
    greetingPromptId: null,
    musicPromptId: null,
    answerMode: 'at-once',
    offerTimeoutSeconds: 20,
    wrapUpSeconds: 30,
    maxWaitSeconds: null,
    missedLimit: 3,
    serviceTargetPercent: 80,
    serviceTargetSeconds: 20,
    recordCalls: true,
    agentIds: [],
  }),
  columns: [
    { label: 'admin.name', cell: (row) => text(row, 'name') },
    { label: 'admin.project', cell: (row, lists) => labelOf(lists.projects, text(row, 'projectId')) },
    { label: 'admin.agents', cell: (row) => list(row, 'agentIds').length },
    {
      label: 'admin.target',
      cell: (row) => `${text(row, 'serviceTargetPercent')}/${text(row, 'serviceTargetSeconds')}`,
    },
    { label: 'admin.wrap-up', cell: (row, _, t) => t('admin.seconds', { count: Number(text(row, 'wrapUpSeconds')) }) },
    { label: 'admin.recorded', cell: (row, _, t) => t(yes(row, 'recordCalls') ? 'common.yes' : 'common.no') },
  ],
  fields: [
    { name: 'projectId', kind: 'one', from: 'projects', label: 'admin.project', required: true },
    { name: 'name', kind: 'text', label: 'admin.name', required: true },
    { name: 'agentIds', kind: 'many', from: 'users', label: 'admin.agents' },
    {
      name: 'greetingPromptId',
      kind: 'one',
      from: 'prompts',
      label: 'admin.greeting',
      among: (item, draft) => item.kind === 'greeting' && sameProject(item, draft),
    },
    {
      name: 'musicPromptId',
      kind: 'one',
      from: 'prompts',
      label: 'admin.music',
      among: (item, draft) => item.kind === 'music' && sameProject(item, draft),
    },
    {
      name: 'answerMode',
      kind: 'fixed',
      values: ['at-once', 'on-agent'],
      texts: 'answer-mode',
      label: 'admin.answer-mode',
      hint: 'admin.answer-mode-hint',
    },
    { name: 'offerTimeoutSeconds', kind: 'number', min: 5, max: 300, label: 'admin.offer-timeout' },
    { name: 'wrapUpSeconds', kind: 'number', min: 0, max: 3600, label: 'admin.wrap-up-seconds' },
    {
      name: 'maxWaitSeconds',
      kind: 'number',
      min: 5,
      max: 86400,
      empty: true,
      label: 'admin.max-wait',
      hint: 'admin.max-wait-hint',
    },
    {
      name: 'missedLimit',
      kind: 'number',
      min: 1,
      max: 100,
      label: 'admin.missed-limit',
      hint: 'admin.missed-limit-hint',
    },
    { name: 'serviceTargetPercent', kind: 'number', min: 1, max: 100, label: 'admin.target-percent' },
    { name: 'serviceTargetSeconds', kind: 'number', min: 1, max: 3600, label: 'admin.target-seconds' },
    { name: 'weight', kind: 'number', min: 1, max: 100, label: 'admin.weight', hint: 'admin.weight-hint' },
    { name: 'recordCalls', kind: 'switch', label: 'admin.record-calls' },
  ],
};

export const dispositions: Resource = {
  key: 'dispositions',
  icon: 'tag',
  needs: ['manage-projects'],
  path: '/api/admin/dispositions',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => text(row, 'name'),
  order: asTree,
  fresh: (lists) => ({
    projectId: lists.projects[0]?.value ?? null,
    parentId: null,
    name: '',
    code: '',
    position: 10,
    active: true,
  }),
  columns: [
    { label: 'admin.name', cell: (row) => `${'—\u2002'.repeat(Number(read(row, 'depth') ?? 0))}${text(row, 'name')}` },
    { label: 'admin.code', cell: (row) => text(row, 'code') },
    { label: 'admin.project', cell: (row, lists) => labelOf(lists.projects, text(row, 'projectId')) },
    { label: 'admin.position', cell: (row) => text(row, 'position') },
    { label: 'admin.state', cell: (row, _, t) => t(yes(row, 'active') ? 'admin.active' : 'admin.disabled') },
  ],
  fields: [
    { name: 'projectId', kind: 'one', from: 'projects', label: 'admin.project', required: true },
    {
      name: 'parentId',
      kind: 'one',
      from: 'dispositions',
      label: 'admin.parent',
      hint: 'admin.parent-hint',
      among: (item, draft) => sameProject(item, draft) && item.value !== text(draft, 'id'),
    },
    { name: 'name', kind: 'text', label: 'admin.name', required: true },
    { name: 'code', kind: 'text', label: 'admin.code', hint: 'admin.code-hint', required: true },
    { name: 'position', kind: 'number', min: 0, max: 100000, label: 'admin.position' },
    { name: 'active', kind: 'switch', label: 'admin.active' },
  ],
};

/** Parents before their children, by project and position; each row learns its depth. */
export function asTree(rows: Draft[]): Draft[] {
  const sorted = [...rows].sort(
    (a, b) =>
      text(a, 'projectId').localeCompare(text(b, 'projectId')) ||
      Number(read(a, 'position')) - Number(read(b, 'position')) ||
      text(a, 'name').localeCompare(text(b, 'name')),
  );
  const ids = new Set(sorted.map((row) => text(row, 'id')));
  const below = (parent: string, depth: number): Draft[] =>
    sorted
      .filter((row) => (ids.has(text(row, 'parentId')) ? text(row, 'parentId') : '') === parent)
      .flatMap((row) => [{ ...row, depth }, ...below(text(row, 'id'), depth + 1)]);
  return below('', 0);
}

export const pauseReasons: Resource = {
  key: 'pause-reasons',
  icon: 'clock',
  needs: ['manage-projects'],
  path: '/api/admin/pause-reasons',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => text(row, 'name'),
  order: (rows) => [...rows].sort((a, b) => Number(read(a, 'position')) - Number(read(b, 'position'))),
  fresh: () => ({ name: '', paid: true, position: 10, active: true }),
  columns: [
    { label: 'admin.name', cell: (row) => text(row, 'name') },
    { label: 'admin.paid', cell: (row, _, t) => t(yes(row, 'paid') ? 'common.yes' : 'common.no') },
    { label: 'admin.position', cell: (row) => text(row, 'position') },
    { label: 'admin.state', cell: (row, _, t) => t(yes(row, 'active') ? 'admin.active' : 'admin.disabled') },
  ],
  fields: [
    { name: 'name', kind: 'text', label: 'admin.name', required: true },
    { name: 'paid', kind: 'switch', label: 'admin.paid' },
    { name: 'position', kind: 'number', min: 0, max: 100000, label: 'admin.position' },
    { name: 'active', kind: 'switch', label: 'admin.active' },
  ],
};

import { phone } from '../../format/phone';
import { labelOf, labelsOf, list, type Resource, read, text } from '../resource';

export const numbers: Resource = {
  key: 'numbers',
  icon: 'phone',
  needs: ['manage-projects'],
  path: '/api/admin/numbers',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => phone(text(row, 'number')),
  fresh: (lists) => ({
    number: '',
    trunkId: null,
    projectId: lists.projects[0]?.value ?? null,
    destination: { kind: 'queue', queueId: null, promptId: null },
    active: true,
  }),
  columns: [
    { label: 'admin.number', cell: (row) => phone(text(row, 'number')) },
    { label: 'admin.project', cell: (row, lists) => labelOf(lists.projects, text(row, 'projectId')) },
    {
      label: 'admin.destination',
      cell: (row, lists, t) =>
        [
          text(row, 'destination.kind') === 'greeting-then-queue' ? t('destination.greeting-then-queue') : '',
          labelOf(lists.queues, text(row, 'destination.queueId')),
        ]
          .filter(Boolean)
          .join(': '),
    },
    { label: 'admin.trunk', cell: (row, lists, t) => labelOf(lists.trunks, text(row, 'trunkId')) || t('common.all') },
    { label: 'admin.state', cell: (row, _, t) => t(read(row, 'active') === true ? 'admin.active' : 'admin.disabled') },
  ],
  fields: [
    { name: 'number', kind: 'text', label: 'admin.number', hint: 'admin.number-hint', required: true },
    { name: 'projectId', kind: 'one', from: 'projects', label: 'admin.project', required: true },
    { name: 'trunkId', kind: 'one', from: 'trunks', label: 'admin.trunk', hint: 'admin.trunk-hint' },
    {
      name: 'destination.kind',
      kind: 'fixed',
      values: ['queue', 'greeting-then-queue'],
      texts: 'destination',
      label: 'admin.destination',
      required: true,
    },
    {
      name: 'destination.promptId',
      kind: 'one',
      from: 'prompts',
      label: 'admin.greeting',
      required: true,
      shown: (draft) => text(draft, 'destination.kind') === 'greeting-then-queue',
      among: (item, draft) =>
        item.kind === 'greeting' && (item.projectId == null || item.projectId === text(draft, 'projectId')),
    },
    {
      name: 'destination.queueId',
      kind: 'one',
      from: 'queues',
      label: 'admin.queue',
      required: true,
      among: (item, draft) => item.projectId == null || item.projectId === text(draft, 'projectId'),
    },
    { name: 'active', kind: 'switch', label: 'admin.active' },
  ],
};

export const trunks: Resource = {
  key: 'trunks',
  icon: 'link',
  needs: ['manage-telephony'],
  path: '/api/admin/trunks',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => text(row, 'name'),
  fresh: () => ({
    name: '',
    sources: [],
    peers: [],
    login: { registrar: '', username: '', expirySeconds: 300 },
    codecs: [],
    transport: 'udp',
    callerNumber: '',
    assertedIdentity: false,
    probeSeconds: 30,
    probeMisses: 3,
    maxCalls: 30,
    projectIds: [],
    active: true,
  }),
  columns: [
    { label: 'admin.name', cell: (row) => text(row, 'name') },
    { label: 'admin.sources', cell: (row) => list(row, 'sources').join(', ') },
    { label: 'admin.peers', cell: (row) => list(row, 'peers').join(', ') || '–' },
    { label: 'admin.max-calls', cell: (row) => text(row, 'maxCalls') || '–' },
    { label: 'admin.projects', cell: (row, lists) => labelsOf(lists.projects, list(row, 'projectIds')) },
    {
      label: 'admin.state',
      cell: (row, _, t) =>
        read(row, 'active') === false ? t('admin.disabled') : t(`trunk-state.${text(row, 'state') || 'unknown'}`),
    },
  ],
  fields: [
    { name: 'name', kind: 'text', label: 'admin.name', required: true },
    { name: 'sources', kind: 'lines', label: 'admin.sources', hint: 'admin.sources-hint' },
    { name: 'peers', kind: 'lines', label: 'admin.peers', hint: 'admin.peers-hint' },
    { name: 'transport', kind: 'fixed', values: ['udp', 'tcp'], texts: 'transport', label: 'admin.transport' },
    { name: 'login.registrar', kind: 'text', label: 'admin.registrar', hint: 'admin.registrar-hint' },
    {
      name: 'login.username',
      kind: 'text',
      label: 'admin.trunk-username',
      required: true,
      shown: (draft) => text(draft, 'login.registrar') !== '',
    },
    {
      name: 'login.password',
      kind: 'password',
      label: 'admin.trunk-password',
      hint: 'admin.trunk-password-hint',
      shown: (draft) => text(draft, 'login.registrar') !== '',
    },
    {
      name: 'login.expirySeconds',
      kind: 'number',
      min: 60,
      max: 86400,
      label: 'admin.expiry',
      shown: (draft) => text(draft, 'login.registrar') !== '',
    },
    { name: 'callerNumber', kind: 'text', label: 'admin.own-number', hint: 'admin.own-number-hint' },
    { name: 'assertedIdentity', kind: 'switch', label: 'admin.asserted' },
    {
      name: 'probeSeconds',
      kind: 'number',
      min: 0,
      max: 3600,
      label: 'admin.probe-seconds',
      hint: 'admin.probe-seconds-hint',
    },
    { name: 'probeMisses', kind: 'number', min: 1, max: 20, label: 'admin.probe-misses' },
    { name: 'maxCalls', kind: 'number', min: 1, max: 10000, label: 'admin.max-calls' },
    { name: 'codecs', kind: 'lines', label: 'admin.codecs', hint: 'admin.codecs-hint' },
    { name: 'projectIds', kind: 'many', from: 'projects', label: 'admin.projects' },
    { name: 'active', kind: 'switch', label: 'admin.active' },
  ],
};

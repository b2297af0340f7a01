import { type ChoiceItem, type ChoiceLists, type Draft, labelOf, type Resource, text } from '../resource';

const ofProject = (item: ChoiceItem, draft: Draft) => item.projectId === text(draft, 'projectId');
const has = (name: string, value: string) => (draft: Draft) => text(draft, name) === value;

function target(row: Draft, lists: ChoiceLists): string {
  return labelOf(lists.queues, text(row, 'queueId')) || labelOf(lists.numbers, text(row, 'numberId'));
}

/** Which calls are recorded: a rule for a number before its queue's, calls out, and the project's own. */
export const recordingRules: Resource = {
  key: 'recording-rules',
  icon: 'record',
  needs: ['manage-projects'],
  path: '/api/admin/recording-rules',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => text(row, 'name'),
  order: (rows) =>
    [...rows].sort(
      (a, b) =>
        text(a, 'projectId').localeCompare(text(b, 'projectId')) || text(a, 'scope').localeCompare(text(b, 'scope')),
    ),
  fresh: (lists) => ({
    projectId: lists.projects[0]?.value ?? null,
    scope: 'project',
    queueId: null,
    numberId: null,
    mode: 'always',
    percent: 20,
    announcementPromptId: null,
    pauseLimitSeconds: null,
    keepDays: null,
  }),
  columns: [
    { label: 'admin.project', cell: (row, lists) => labelOf(lists.projects, text(row, 'projectId')) },
    {
      label: 'admin.rule-scope',
      cell: (row, lists, t) => {
        const name = target(row, lists);
        const scope = t(`rule-scope.${text(row, 'scope')}`);
        return name === '' ? scope : `${scope} ${name}`;
      },
    },
    {
      label: 'admin.rule-mode',
      cell: (row, _, t) => {
        const mode = text(row, 'mode');
        if (mode === '') return '–';
        return mode === 'share' ? `${text(row, 'percent')} %` : t(`rule-mode.${mode}`);
      },
    },
    { label: 'admin.keep-days', cell: (row) => text(row, 'keepDays') || '–' },
    {
      label: 'admin.announcement',
      cell: (row, lists) => labelOf(lists.prompts, text(row, 'announcementPromptId')) || '–',
    },
  ],
  fields: [
    { name: 'projectId', kind: 'one', from: 'projects', label: 'admin.project', required: true },
    {
      name: 'scope',
      kind: 'fixed',
      values: ['project', 'calls-out', 'queue', 'number'],
      texts: 'rule-scope',
      label: 'admin.rule-scope',
      hint: 'admin.rule-scope-hint',
    },
    {
      name: 'queueId',
      kind: 'one',
      from: 'queues',
      label: 'admin.queue',
      required: true,
      shown: has('scope', 'queue'),
      among: ofProject,
    },
    {
      name: 'numberId',
      kind: 'one',
      from: 'numbers',
      label: 'admin.number',
      required: true,
      shown: has('scope', 'number'),
      among: ofProject,
    },
    {
      name: 'mode',
      kind: 'fixed',
      values: ['always', 'never', 'share', 'by-hand'],
      texts: 'rule-mode',
      label: 'admin.rule-mode',
      hint: 'admin.rule-open-hint',
      clearable: true,
    },
    {
      name: 'percent',
      kind: 'number',
      min: 0,
      max: 100,
      label: 'admin.rule-percent',
      required: true,
      shown: has('mode', 'share'),
    },
    {
      name: 'announcementPromptId',
      kind: 'one',
      from: 'prompts',
      label: 'admin.announcement',
      hint: 'admin.announcement-hint',
      among: (item, draft) => item.kind === 'greeting' && (item.projectId == null || ofProject(item, draft)),
    },
    {
      name: 'pauseLimitSeconds',
      kind: 'number',
      min: 5,
      max: 3600,
      empty: true,
      label: 'admin.pause-limit',
      hint: 'admin.pause-limit-hint',
    },
    {
      name: 'keepDays',
      kind: 'number',
      min: 1,
      max: 36500,
      empty: true,
      label: 'admin.keep-days',
      hint: 'admin.keep-days-hint',
      shown: has('scope', 'project'),
    },
  ],
};

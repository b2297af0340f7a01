import { type Draft, labelsOf, list, type Resource, read, text } from '../resource';
import { UnlockUser } from '../UnlockUser';

const phoneKind = (draft: Draft) => text(draft, 'phone.kind');

export const users: Resource = {
  key: 'users',
  icon: 'users',
  needs: ['manage-users'],
  path: '/api/admin/users',
  idOf: (row) => text(row, 'id'),
  nameOf: (row) => text(row, 'name') || text(row, 'login'),
  fresh: (_, locale) => ({
    login: '',
    name: '',
    locale,
    roles: ['agent'],
    projectIds: [],
    enabled: true,
    phone: { kind: 'browser', extension: '', encryption: 'optional' },
    queueIds: [],
  }),
  columns: [
    { label: 'admin.person', cell: (row) => text(row, 'name') },
    { label: 'admin.login', cell: (row) => text(row, 'login') },
    { label: 'admin.roles', cell: (row, lists) => labelsOf(lists.roles, list(row, 'roles')) },
    { label: 'admin.projects', cell: (row, lists) => labelsOf(lists.projects, list(row, 'projectIds')) },
    {
      label: 'admin.phone',
      cell: (row, _, t) =>
        phoneKind(row) === '' ? '–' : `${t(`phone-kind.${phoneKind(row)}`)} ${text(row, 'phone.extension')}`.trim(),
    },
    {
      label: 'admin.state',
      cell: (row, _, t) =>
        read(row, 'enabled') === false
          ? t('admin.disabled')
          : text(row, 'lockedUntil') !== ''
            ? t('admin.locked')
            : t('admin.active'),
    },
  ],
  fields: [
    { name: 'login', kind: 'text', label: 'admin.login', required: true },
    { name: 'name', kind: 'text', label: 'admin.person', required: true },
    { name: 'password', kind: 'password', label: 'admin.password', hint: 'admin.password-hint' },
    { name: 'locale', kind: 'one', from: 'locales', label: 'common.language', required: true },
    { name: 'roles', kind: 'many', from: 'roles', label: 'admin.roles', required: true },
    { name: 'projectIds', kind: 'many', from: 'projects', label: 'admin.projects', hint: 'admin.projects-hint' },
    {
      name: 'queueIds',
      kind: 'many',
      from: 'queues',
      label: 'admin.queues',
      hint: 'admin.queues-hint',
      among: (item, draft) => item.projectId == null || list(draft, 'projectIds').includes(item.projectId),
    },
    {
      name: 'phone.kind',
      kind: 'fixed',
      values: ['browser', 'sip', 'fixed'],
      texts: 'phone-kind',
      label: 'admin.phone',
      clearable: true,
    },
    {
      name: 'phone.extension',
      kind: 'text',
      label: 'admin.extension',
      hint: 'admin.extension-hint',
      shown: (draft) => phoneKind(draft) !== '',
    },
    {
      name: 'phone.sipPassword',
      kind: 'password',
      label: 'admin.sip-password',
      hint: 'admin.password-hint',
      shown: (draft) => phoneKind(draft) === 'sip',
    },
    {
      name: 'phone.address',
      kind: 'text',
      label: 'admin.address',
      hint: 'admin.address-hint',
      shown: (draft) => phoneKind(draft) === 'fixed',
    },
    {
      name: 'phone.encryption',
      kind: 'fixed',
      values: ['off', 'optional', 'required'],
      texts: 'encryption',
      label: 'admin.encryption',
      hint: 'admin.encryption-hint',
      shown: (draft) => phoneKind(draft) === 'sip' || phoneKind(draft) === 'fixed',
    },
    { name: 'enabled', kind: 'switch', label: 'admin.enabled' },
  ],
  extra: UnlockUser,
};

export const roles: Resource = {
  key: 'roles',
  icon: 'shield',
  needs: ['manage-users'],
  path: '/api/admin/roles',
  idOf: (row) => text(row, 'code'),
  nameOf: (row) => text(row, 'name') || text(row, 'code'),
  fixed: (row) => read(row, 'builtIn') === true,
  fresh: () => ({ code: '', name: '', permissions: [] }),
  columns: [
    { label: 'admin.name', cell: (row, _, t) => t(`role.${text(row, 'code')}`, { defaultValue: text(row, 'name') }) },
    { label: 'admin.code', cell: (row) => text(row, 'code') },
    {
      label: 'admin.permissions',
      cell: (row, _, t) =>
        list(row, 'permissions')
          .map((permission) => t(`permission.${permission}`))
          .join(', '),
    },
  ],
  fields: [
    { name: 'name', kind: 'text', label: 'admin.name', required: true },
    { name: 'code', kind: 'text', label: 'admin.code', hint: 'admin.code-hint', required: true },
    { name: 'permissions', kind: 'many', from: 'permissions', label: 'admin.permissions', required: true },
  ],
};

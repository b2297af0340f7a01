import { useQueries } from '@tanstack/react-query';
import { getCountries } from 'libphonenumber-js/min';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Http } from '../api/http';
import type { Permission } from '../api/types';
import { phone } from '../format/phone';
import { LOCALES, localeName } from '../i18n';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { useValue } from '../ui/useValue';
import { PERMISSIONS } from './permissions';
import type { ChoiceItem, ChoiceLists } from './resource';

interface Row {
  id?: string;
  code?: string;
  name: string;
  number?: string;
  login?: string;
  projectId?: string | null;
  kind?: string;
}

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'];

const LISTS: { name: keyof ChoiceLists; path: string; needs: Permission }[] = [
  { name: 'projects', path: '/api/admin/projects', needs: 'manage-projects' },
  { name: 'queues', path: '/api/admin/queues', needs: 'manage-projects' },
  { name: 'users', path: '/api/admin/users', needs: 'manage-users' },
  { name: 'roles', path: '/api/admin/roles', needs: 'manage-users' },
  { name: 'prompts', path: '/api/admin/prompts', needs: 'manage-projects' },
  { name: 'ownNumbers', path: '/api/admin/numbers', needs: 'manage-projects' },
  { name: 'trunks', path: '/api/admin/trunks', needs: 'manage-telephony' },
  { name: 'dispositions', path: '/api/admin/dispositions', needs: 'manage-projects' },
  { name: 'numbers', path: '/api/admin/numbers', needs: 'manage-projects' },
];

/** Everything fields choose from, as far as this person may see it. */
export function useChoices(): ChoiceLists {
  const { t, i18n } = useTranslation();
  const { http, me, floor } = useWorkplace();
  const live = useValue(floor?.floor);
  const answers = useQueries({
    queries: LISTS.map(({ path, needs }) => ({
      queryKey: [path],
      queryFn: ({ signal }: { signal: AbortSignal }) => listOf<Row>(http, path, signal),
      enabled: may(me, needs),
    })),
  });
  const rows = answers.map((answer) => answer.data);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are spread out
  return useMemo(() => {
    const lists: ChoiceLists = {
      projects: me.projects.map(({ id, name }) => ({ value: id, label: name })),
      queues: (live?.queues ?? []).map(({ id, name, projectId }) => ({ value: id, label: name, projectId })),
      users: (live?.agents ?? []).map(({ id, name }) => ({ value: id, label: name })),
      roles: [],
      prompts: [],
      trunks: [],
      numbers: [],
      dispositions: [],
      ownNumbers: [],
      weekdays: WEEKDAYS.map((day) => ({ value: day, label: t(`weekday.${day}`) })),
      countries: countries(i18n.language),
      permissions: PERMISSIONS.map((permission) => ({ value: permission, label: t(`permission.${permission}`) })),
      locales: LOCALES.map((locale) => ({ value: locale, label: localeName(locale) })),
    };
    LISTS.forEach(({ name }, index) => {
      const found = rows[index];
      if (found === undefined) return;
      lists[name] = found.map((row) => itemOf(name, row, (code) => t(`role.${code}`, { defaultValue: row.name })));
    });
    return lists;
  }, [...rows, live, me, t, i18n.language]);
}

function itemOf(list: keyof ChoiceLists, row: Row, role: (code: string) => string): ChoiceItem {
  const item: ChoiceItem = { value: row.id ?? row.code ?? '', label: row.name ?? row.number ?? '' };
  if (list === 'ownNumbers') {
    item.value = row.number ?? '';
    item.label = phone(row.number);
  }
  if (list === 'roles') item.label = role(row.code ?? '');
  if (row.projectId !== undefined) item.projectId = row.projectId;
  if (row.kind !== undefined) item.kind = row.kind;
  return item;
}

function countries(language: string): ChoiceItem[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return getCountries()
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
}

/** A list, whether the server sends it bare or as a page. */
export async function listOf<T>(http: Http, path: string, signal: AbortSignal): Promise<T[]> {
  const answer = await http.get<T[] | { items: T[] }>(path, signal);
  return Array.isArray(answer) ? answer : answer.items;
}

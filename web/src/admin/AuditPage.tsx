import { Select, Table, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry, AuditPage as AuditRows } from '../api/admin';
import { query } from '../api/http';
import { dayStart, moment } from '../format/time';
import { useWorkplace } from '../ui/context';
import { useNow } from '../ui/Elapsed';
import { Empty, Failed, Loading } from '../ui/Notices';
import { Pager } from '../ui/Pager';
import classes from './Admin.module.css';
import { ACTS, AuditWords, callOf } from './auditWords';
import { type Change, changes } from './changes';

const NO_FILTER = { from: '', to: '', actor: '', action: '' };

/** Who changed what, when and from where. */
export function AuditPage() {
  const { t, i18n } = useTranslation();
  const { http } = useWorkplace();
  const now = useNow();
  const [filter, setFilter] = useState(NO_FILTER);
  const [page, setPage] = useState(0);
  const path = `/api/admin/audit${query({
    from: filter.from === '' ? null : dayStart(filter.from),
    to: filter.to === '' ? null : dayStart(filter.to, 1),
    actor: filter.actor.trim(),
    action: filter.action,
    page,
  })}`;
  const audit = useQuery({
    queryKey: ['/api/admin/audit', path],
    queryFn: ({ signal }) => http.get<AuditRows>(path, signal),
    placeholderData: keepPreviousData,
  });
  const words = useMemo(
    () =>
      new AuditWords(
        { t: (key, values) => t(key, values ?? {}), exists: (key) => i18n.exists(key), language: i18n.language },
        audit.data?.names ?? {},
      ),
    [t, i18n, i18n.language, audit.data],
  );
  const set = (name: keyof typeof NO_FILTER, value: string) => {
    setPage(0);
    setFilter((before) => ({ ...before, [name]: value }));
  };
  const field = (name: 'from' | 'to' | 'actor', type: 'date' | 'text') => (
    <TextInput
      type={type}
      label={t(`admin.audit-${name}`)}
      value={filter[name]}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  );
  return (
    <div className={`panel ${classes.sheet}`} style={{ flex: 1 }}>
      <div className={classes.filters}>
        {field('from', 'date')}
        {field('to', 'date')}
        {field('actor', 'text')}
        <Select
          label={t('admin.audit-action')}
          placeholder={t('common.all')}
          w={280}
          searchable
          clearable
          nothingFoundMessage={t('common.nothing-found')}
          data={Object.entries(ACTS).map(([kind, acts]) => ({
            group: t(`audit.kind.${kind}`),
            items: acts.map((act) => ({ value: `${kind}.${act}`, label: words.act(`${kind}.${act}`) })),
          }))}
          value={filter.action || null}
          onChange={(value) => set('action', value ?? '')}
        />
      </div>
      {audit.isPending && <Loading />}
      {audit.isError && <Failed error={audit.error} retry={() => void audit.refetch()} />}
      {audit.data?.items.length === 0 && <Empty icon="search" title={t('common.nothing-found')} />}
      {audit.data !== undefined && audit.data.items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: nothing inside has to take the focus, the keyboard scrolls the region
        <section className={classes.scroll} aria-label={t('admin.section.audit')} tabIndex={0}>
          <Table>
            <Table.Thead className={classes.head}>
              <Table.Tr>
                <Table.Th>{t('admin.audit-at')}</Table.Th>
                <Table.Th>{t('admin.audit-actor')}</Table.Th>
                <Table.Th>{t('admin.audit-source')}</Table.Th>
                <Table.Th>{t('admin.audit-action')}</Table.Th>
                <Table.Th>{t('admin.audit-object')}</Table.Th>
                <Table.Th>{t('admin.audit-change')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {audit.data.items.map((entry) => (
                <Table.Tr key={entry.id} style={{ verticalAlign: 'top' }}>
                  <Table.Td className="num">{moment(entry.at, i18n.language, now)}</Table.Td>
                  <Table.Td>{entry.actorLogin ?? '–'}</Table.Td>
                  <Table.Td>{entry.source ?? '–'}</Table.Td>
                  <Table.Td title={entry.action}>{words.act(entry.action)}</Table.Td>
                  <Table.Td title={entry.object ?? ''}>
                    <Thing entry={entry} words={words} />
                  </Table.Td>
                  <Table.Td>
                    <Changes entry={entry} words={words} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {audit.data !== undefined && (
        <div style={{ padding: 8, display: 'flex', justifyContent: 'space-between' }}>
          <Text size="xs" c="dimmed">
            {t('common.total', { count: audit.data.total })}
          </Text>
          <Pager page={page} pages={Math.ceil(audit.data.total / Math.max(1, audit.data.size))} go={setPage} />
        </div>
      )}
    </div>
  );
}

interface RowProps {
  entry: AuditEntry;
  words: AuditWords;
}

function Thing({ entry, words }: RowProps): ReactNode {
  const call = callOf(entry);
  const name = words.thing(entry);
  return call === null ? (
    name
  ) : (
    <Link to="/calls/$id" params={{ id: call }}>
      {name}
    </Link>
  );
}

/** More values than this are folded away: a new queue has fourteen. */
const SHOWN = 3;

/** Only what differs. */
function Changes({ entry, words }: RowProps) {
  const { t } = useTranslation();
  // the call is where the thing itself leads to
  const differing = changes(entry.before, entry.after).filter(({ field }) => field !== 'interactionId');
  if (differing.length === 0) return '–';
  const line = (change: Change) => (
    <div key={change.field} className={classes.change}>
      <span className="muted" title={change.field}>
        {words.label(entry, change)}:{' '}
      </span>
      {change.was !== undefined && `${words.value(entry, change, change.was)} → `}
      {words.value(entry, change, change.is)}
    </div>
  );
  const more = differing.slice(SHOWN);
  return (
    <>
      {differing.slice(0, SHOWN).map(line)}
      {more.length > 0 && (
        <details>
          <summary className={classes.more}>{t('audit.more', { count: more.length })}</summary>
          {more.map(line)}
        </details>
      )}
    </>
  );
}

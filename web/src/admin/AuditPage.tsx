import { Table, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditPage as AuditRows } from '../api/admin';
import { query } from '../api/http';
import { dayStart, moment } from '../format/time';
import { useWorkplace } from '../ui/context';
import { useNow } from '../ui/Elapsed';
import { Empty, Failed, Loading } from '../ui/Notices';
import { Pager } from '../ui/Pager';
import classes from './Admin.module.css';
import { changes } from './changes';

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
    action: filter.action.trim(),
    page,
  })}`;
  const audit = useQuery({
    queryKey: ['/api/admin/audit', path],
    queryFn: ({ signal }) => http.get<AuditRows>(path, signal),
    placeholderData: keepPreviousData,
  });
  const field = (name: keyof typeof NO_FILTER, type: 'date' | 'text') => (
    <TextInput
      type={type}
      label={t(`admin.audit-${name}`)}
      value={filter[name]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setPage(0);
        setFilter((before) => ({ ...before, [name]: value }));
      }}
    />
  );
  return (
    <div className={`panel ${classes.sheet}`} style={{ flex: 1 }}>
      <div className={classes.filters}>
        {field('from', 'date')}
        {field('to', 'date')}
        {field('actor', 'text')}
        {field('action', 'text')}
      </div>
      {audit.isPending && <Loading />}
      {audit.isError && <Failed error={audit.error} retry={() => void audit.refetch()} />}
      {audit.data?.items.length === 0 && <Empty icon="search" title={t('common.nothing-found')} />}
      {audit.data !== undefined && audit.data.items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: nothing inside takes the focus, the keyboard scrolls the region
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
                  <Table.Td>{entry.action}</Table.Td>
                  <Table.Td>{entry.object ?? '–'}</Table.Td>
                  <Table.Td>
                    <Change before={entry.before} after={entry.after} />
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

/** Only what differs. */
function Change({ before, after }: { before: unknown; after: unknown }) {
  const lines = changes(before, after);
  return lines.length === 0 ? '–' : <pre className={classes.json}>{lines.join('\n')}</pre>;
}

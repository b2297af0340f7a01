import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CallSummary, Page } from '../api/types';
import { useWorkplace } from '../ui/context';
import { Empty, Failed, Loading } from '../ui/Notices';
import { Pager } from '../ui/Pager';
import { useTitle } from '../ui/useTitle';
import { CallFilters } from './CallFilters';
import classes from './Calls.module.css';
import { CallTable } from './CallTable';
import { callsPath, changed, PAGE_SIZE, sorted } from './search';

const route = getRouteApi('/calls');
const REFRESH_MS = 10_000;

export function CallsPage() {
  const { t } = useTranslation();
  const { http } = useWorkplace();
  const search = route.useSearch();
  const go = route.useNavigate();
  useTitle(t('page.calls'));
  const path = callsPath(search);
  const calls = useQuery({
    queryKey: ['calls', path],
    queryFn: ({ signal }) => http.get<Page<CallSummary>>(path, signal),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <div className={classes.page}>
      <h1 className="visually-hidden">{t('page.calls')}</h1>
      <CallFilters search={search} change={(next) => void go({ search: next, replace: true })} />
      <div className={`panel ${classes.sheet}`} data-old={calls.isPlaceholderData}>
        {calls.isPending && <Loading />}
        {calls.isError && <Failed error={calls.error} retry={() => void calls.refetch()} />}
        {calls.data?.items.length === 0 && (
          <Empty icon="list" title={t('calls.none')}>
            {t(Object.keys(search).length > 0 ? 'calls.none-filtered' : 'calls.none-yet')}
          </Empty>
        )}
        {calls.data !== undefined && calls.data.items.length > 0 && (
          <CallTable
            calls={calls.data.items}
            order={search.sort ?? '-startedAt'}
            sort={(field) => void go({ search: sorted(search, field), replace: true })}
          />
        )}
      </div>
      {calls.data !== undefined && (
        <div className={classes.foot}>
          <Text size="sm" c="dimmed">
            {t('calls.total', { count: calls.data.total })}
          </Text>
          <Pager
            page={search.page ?? 0}
            pages={Math.ceil(calls.data.total / PAGE_SIZE)}
            go={(page) => void go({ search: page === 0 ? changed(search, 'page', null) : { ...search, page } })}
          />
        </div>
      )}
    </div>
  );
}

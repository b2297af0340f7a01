import { Button, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallResult, Direction } from '../api/types';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import classes from './Calls.module.css';
import { MoreFilters } from './MoreFilters';
import { type CallSearch, changed, RESULTS } from './search';

interface Props {
  search: CallSearch;
  change: (search: CallSearch) => void;
}

const TYPING_MS = 350;

export function CallFilters({ search, change }: Props) {
  const { t } = useTranslation();
  const { me, floor } = useWorkplace();
  const live = useValue(floor?.floor);
  const queues = (live?.queues ?? []).filter(
    (queue) => search.project === undefined || queue.projectId === search.project,
  );
  const all = may(me, 'see-calls');
  return (
    <search className={classes.filters}>
      <TextInput
        type="date"
        w={142}
        label={t('calls.from')}
        value={search.from ?? ''}
        max={search.to}
        onChange={(event) => change(changed(search, 'from', event.currentTarget.value))}
      />
      <TextInput
        type="date"
        w={142}
        label={t('calls.to')}
        value={search.to ?? ''}
        min={search.from}
        onChange={(event) => change(changed(search, 'to', event.currentTarget.value))}
      />
      <NumberFilter search={search} change={change} />
      <Select
        label={t('calls.result')}
        w={132}
        clearable
        placeholder={t('common.all')}
        data={RESULTS.map((result) => ({ value: result, label: t(`result.${result}`) }))}
        value={search.result ?? null}
        onChange={(value) => change(changed(search, 'result', value as CallResult | null))}
      />
      <Select
        label={t('calls.direction')}
        w={116}
        clearable
        placeholder={t('common.all')}
        data={(['in', 'out'] as const).map((value) => ({ value, label: t(`direction.${value}`) }))}
        value={search.direction ?? null}
        onChange={(value) => change(changed(search, 'direction', value as Direction | null))}
      />
      {me.projects.length > 1 && (
        <Select
          label={t('calls.project')}
          w={150}
          clearable
          searchable
          placeholder={t('common.all')}
          data={me.projects.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.project ?? null}
          onChange={(value) => change(changed(search, 'project', value))}
        />
      )}
      {queues.length > 0 && (
        <Select
          label={t('calls.queue')}
          w={140}
          clearable
          searchable
          placeholder={t('common.all')}
          data={queues.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.queue ?? null}
          onChange={(value) => change(changed(search, 'queue', value))}
        />
      )}
      {all && live !== null && (
        <Select
          label={t('calls.agent')}
          w={150}
          clearable
          searchable
          placeholder={t('common.all')}
          data={live.agents.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.agent ?? null}
          onChange={(value) => change(changed(search, 'agent', value))}
        />
      )}
      <MoreFilters search={search} change={change} />
      {Object.keys(search).some((name) => name !== 'sort' && name !== 'page') && (
        <Button variant="subtle" leftSection={<Icon name="close" />} onClick={() => change({})}>
          {t('calls.clear')}
        </Button>
      )}
    </search>
  );
}

/** Waits until the typing pauses before it asks. */
function NumberFilter({ search, change }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(search.number ?? '');
  const given = search.number ?? '';
  useEffect(() => setTyped(given), [given]);
  useEffect(() => {
    if (typed.trim() === given) return;
    const timer = setTimeout(() => change(changed(search, 'number', typed.trim())), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, given, search, change]);
  return (
    <TextInput
      label={t('calls.number')}
      w={140}
      leftSection={<Icon name="search" />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

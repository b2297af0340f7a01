import { Button, NumberInput, Popover, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { type CallSearch, changed } from './search';

interface Props {
  search: CallSearch;
  change: (search: CallSearch) => void;
}

interface DispositionRow {
  id: string;
  projectId: string;
  name: string;
}

const MORE = ['disposition', 'min', 'max', 'recorded', 'comment'] as const;

/** Filters by what came of a talk and what was recorded of it. */
export function MoreFilters({ search, change }: Props) {
  const { t } = useTranslation();
  const { http, me } = useWorkplace();
  const [opened, setOpened] = useState(false);
  const dispositions = useQuery({
    queryKey: ['/api/admin/dispositions'],
    queryFn: ({ signal }) => http.get<DispositionRow[]>('/api/admin/dispositions', signal),
    enabled: opened && may(me, 'see-calls'),
  });
  const count = MORE.filter((name) => search[name] !== undefined).length;
  const choices = (dispositions.data ?? []).filter(
    (row) => search.project === undefined || row.projectId === search.project,
  );
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withArrow trapFocus>
      <Popover.Target>
        <Button
          variant={count === 0 ? 'default' : 'light'}
          leftSection={<Icon name="search" />}
          onClick={() => setOpened((now) => !now)}
          aria-expanded={opened}
        >
          {count === 0 ? t('calls.more-filters') : `${t('calls.more-filters')} · ${count}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" w={260}>
          <Select
            label={t('calls.disposition')}
            clearable
            searchable
            placeholder={t('common.all')}
            data={choices.map(({ id, name }) => ({ value: id, label: name }))}
            value={search.disposition ?? null}
            onChange={(value) => change(changed(search, 'disposition', value))}
          />
          <NumberInput
            label={t('calls.min-talk')}
            min={1}
            allowDecimal={false}
            value={search.min ?? ''}
            onChange={(value) => change(changed(search, 'min', typeof value === 'number' ? value : null))}
          />
          <NumberInput
            label={t('calls.max-talk')}
            min={1}
            allowDecimal={false}
            value={search.max ?? ''}
            onChange={(value) => change(changed(search, 'max', typeof value === 'number' ? value : null))}
          />
          <Select
            label={t('calls.recording')}
            clearable
            placeholder={t('common.all')}
            data={(['true', 'false'] as const).map((value) => ({ value, label: t(`calls.recorded.${value}`) }))}
            value={search.recorded ?? null}
            onChange={(value) => change(changed(search, 'recorded', value as CallSearch['recorded'] | null))}
          />
          {may(me, 'listen-recordings') && <CommentFilter search={search} change={change} />}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function CommentFilter({ search, change }: Props) {
  const { t } = useTranslation();
  const given = search.comment ?? '';
  const [typed, setTyped] = useState(given);
  useEffect(() => setTyped(given), [given]);
  const done = () => {
    if (typed.trim() !== given) change(changed(search, 'comment', typed.trim()));
  };
  return (
    <TextInput
      label={t('calls.comment')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === 'Enter') done();
      }}
    />
  );
}

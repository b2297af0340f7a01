import { Button, Group, Table, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Loading } from '../ui/Notices';
import classes from './Admin.module.css';
import { ResourceForm } from './ResourceForm';
import type { Draft, Resource, Words } from './resource';
import { listOf, useChoices } from './useChoices';

const NEW = 'new';

interface Props {
  resource: Resource;
  /** Id of the one edited, `new`, or undefined. */
  chosen: string | undefined;
  choose: (id: string | undefined) => void;
}

/** List on the left, form on the right. */
export function ResourcePage({ resource, chosen, choose }: Props) {
  const { t } = useTranslation();
  const { http } = useWorkplace();
  const queries = useQueryClient();
  const lists = useChoices();
  const [filter, setFilter] = useState('');
  const [version, setVersion] = useState(0);
  const rows = useQuery({
    queryKey: [resource.path, 'rows'],
    queryFn: ({ signal }) => listOf<Draft>(http, resource.path, signal),
  });
  if (rows.isPending) return <Loading />;
  if (rows.isError) return <Failed error={rows.error} retry={() => void rows.refetch()} />;

  const all = resource.order?.(rows.data) ?? byName(rows.data, resource);
  const words: Words = (key, values) => t(key, values ?? {});
  const wanted = filter.trim().toLocaleLowerCase();
  const cells = (row: Draft) => resource.columns.map((column) => column.cell(row, lists, words));
  const shown =
    wanted === ''
      ? all
      : all.filter((row) => cells(row).some((cell) => String(cell).toLocaleLowerCase().includes(wanted)));
  const edited = all.find((row) => resource.idOf(row) === chosen);
  const reload = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/admin/') });
  const saved = async (row: Draft | null) => {
    await reload();
    setVersion((before) => before + 1);
    const id = row === null ? '' : resource.idOf(row);
    if (chosen === NEW) choose(id === '' ? undefined : id);
  };

  return (
    <div className={classes.split} data-editing={chosen !== undefined}>
      <div className={`panel ${classes.sheet}`}>
        <Group className={classes.tools} gap="xs">
          <TextInput
            flex={1}
            leftSection={<Icon name="search" />}
            placeholder={t('common.search')}
            aria-label={t('common.search')}
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
          {resource.given !== true && (
            <Button leftSection={<Icon name="plus" />} onClick={() => choose(NEW)}>
              {t('common.add')}
            </Button>
          )}
        </Group>
        {shown.length === 0 ? (
          <Empty icon={resource.icon} title={t(wanted === '' ? 'admin.nothing' : 'common.nothing-found')}>
            {wanted === '' && t(`admin.about.${resource.key}`)}
          </Empty>
        ) : (
          <div className={classes.scroll}>
            <Table>
              <Table.Thead className={classes.head}>
                <Table.Tr>
                  {resource.columns.map((column) => (
                    <Table.Th key={column.label}>{t(column.label)}</Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {shown.map((row) => {
                  const id = resource.idOf(row);
                  return (
                    <Table.Tr key={id} className={classes.row} data-chosen={id === chosen} onClick={() => choose(id)}>
                      {cells(row).map((cell, index) => (
                        <Table.Td key={resource.columns[index]?.label}>
                          {index === 0 ? (
                            <button
                              type="button"
                              className={classes.open}
                              onClick={(event) => {
                                event.stopPropagation();
                                choose(id);
                              }}
                            >
                              {cell}
                            </button>
                          ) : (
                            cell
                          )}
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </div>
        )}
        <Text size="xs" c="dimmed" p="xs">
          {t('common.total', { count: shown.length })}
        </Text>
      </div>
      {chosen !== undefined && (
        <aside className={`panel ${classes.form}`}>
          {edited === undefined && chosen !== NEW ? (
            <Empty icon="search" title={t('error.not-found')} />
          ) : (
            <ResourceForm
              key={`${chosen} ${version}`}
              resource={resource}
              row={edited ?? null}
              lists={lists}
              saved={(row) => void saved(row)}
              close={() => {
                choose(undefined);
                void reload();
              }}
            />
          )}
        </aside>
      )}
    </div>
  );
}

function byName(rows: Draft[], resource: Resource): Draft[] {
  return [...rows].sort((a, b) => resource.nameOf(a).localeCompare(resource.nameOf(b)));
}

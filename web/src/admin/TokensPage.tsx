import { Alert, Button, Code, CopyButton, Group, MultiSelect, Stack, Table, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminToken } from '../api/admin';
import { ApiError } from '../api/http';
import { dayStart, fullMoment } from '../format/time';
import { useWorkplace } from '../ui/context';
import { useErrorText, useFieldText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Loading } from '../ui/Notices';
import { useConfirm } from '../ui/useConfirm';
import classes from './Admin.module.css';
import { labelsOf } from './resource';
import { listOf, useChoices } from './useChoices';

const PATH = '/api/admin/tokens';

/** Keys for programs. The secret is shown once. */
export function TokensPage() {
  const { t, i18n } = useTranslation();
  const { http } = useWorkplace();
  const queries = useQueryClient();
  const lists = useChoices();
  const errorText = useErrorText();
  const { ask, dialog } = useConfirm();
  const tokens = useQuery({
    queryKey: [PATH, 'rows'],
    queryFn: ({ signal }) => listOf<AdminToken>(http, PATH, signal),
  });
  const reload = () => queries.invalidateQueries({ queryKey: [PATH] });
  const remove = async (token: AdminToken) => {
    try {
      await http.delete(`${PATH}/${token.id}`);
      await reload();
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) });
    }
  };
  if (tokens.isPending) return <Loading />;
  if (tokens.isError) return <Failed error={tokens.error} retry={() => void tokens.refetch()} />;
  return (
    <div className={classes.split} data-editing="always">
      <div className={`panel ${classes.sheet}`} style={{ display: 'flex' }}>
        {tokens.data.length === 0 ? (
          <Empty icon="key" title={t('admin.nothing')}>
            {t('admin.about.tokens')}
          </Empty>
        ) : (
          <div className={classes.scroll}>
            <Table>
              <Table.Thead className={classes.head}>
                <Table.Tr>
                  <Table.Th>{t('admin.name')}</Table.Th>
                  <Table.Th>{t('admin.permissions')}</Table.Th>
                  <Table.Th>{t('admin.projects')}</Table.Th>
                  <Table.Th>{t('admin.expires')}</Table.Th>
                  <Table.Th>
                    <span className="visually-hidden">{t('admin.actions')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {tokens.data.map((token) => (
                  <Table.Tr key={token.id}>
                    <Table.Td fw={600}>{token.name}</Table.Td>
                    <Table.Td>{token.permissions.map((one) => t(`permission.${one}`)).join(', ')}</Table.Td>
                    <Table.Td>{labelsOf(lists.projects, token.projectIds) || t('common.all')}</Table.Td>
                    <Table.Td className="num">
                      {token.expiresAt === null ? t('admin.never') : fullMoment(token.expiresAt, i18n.language)}
                    </Table.Td>
                    <Table.Td ta="right">
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="red"
                        aria-label={`${t('common.remove')}: ${token.name}`}
                        onClick={() =>
                          ask({
                            title: t('admin.delete-title'),
                            text: t('admin.delete-token-text', { name: token.name }),
                            confirm: t('common.remove'),
                            act: () => void remove(token),
                          })
                        }
                      >
                        <Icon name="trash" />
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </div>
      <aside className={`panel ${classes.form}`}>
        <TokenForm created={reload} />
      </aside>
      {dialog}
    </div>
  );
}

function TokenForm({ created }: { created: () => Promise<unknown> }) {
  const { t } = useTranslation();
  const { http } = useWorkplace();
  const lists = useChoices();
  const errorText = useErrorText();
  const fieldText = useFieldText();
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<string[]>([]);
  const [projectIds, setProjectIds] = useState<string[]>([]);
  const [expires, setExpires] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const fault = (field: string) => {
    const code = error?.fields[field];
    return code === undefined ? null : fieldText(code);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const expiresAt = expires === '' ? null : dayStart(expires);
      const token = await http.post<AdminToken>(PATH, { name: name.trim(), permissions, projectIds, expiresAt });
      setSecret(token.token ?? null);
      setName('');
      setPermissions([]);
      await created();
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack p="md" gap="sm">
        <h2>{t('admin.new.tokens')}</h2>
        {secret !== null && (
          <Alert color="green" title={t('admin.token-once')} p="xs">
            <Stack gap="xs">
              <Code block>{secret}</Code>
              <CopyButton value={secret}>
                {({ copied, copy }) => (
                  <Group>
                    <Button size="compact-sm" variant="default" onClick={copy}>
                      {t(copied ? 'admin.copied' : 'admin.copy')}
                    </Button>
                  </Group>
                )}
              </CopyButton>
            </Stack>
          </Alert>
        )}
        {error !== null && Object.keys(error.fields).length === 0 && (
          <Alert color="red" icon={<Icon name="alert" />} p="xs" role="alert">
            {errorText(error)}
          </Alert>
        )}
        <TextInput
          label={t('admin.name')}
          value={name}
          error={fault('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect
          label={t('admin.permissions')}
          data={lists.permissions}
          value={permissions}
          error={fault('permissions')}
          onChange={setPermissions}
          hidePickedOptions
        />
        <MultiSelect
          label={t('admin.projects')}
          data={lists.projects}
          value={projectIds}
          error={fault('projectIds')}
          onChange={setProjectIds}
          hidePickedOptions
        />
        <TextInput
          type="date"
          label={t('admin.expires')}
          value={expires}
          error={fault('expiresAt')}
          onChange={(event) => setExpires(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} disabled={name.trim() === '' || permissions.length === 0}>
          {t('common.add')}
        </Button>
      </Stack>
    </form>
  );
}

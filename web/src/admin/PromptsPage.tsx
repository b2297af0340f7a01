import {
  Alert,
  Button,
  FileInput,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AdminPrompt } from '../api/admin';
import { ApiError } from '../api/http';
import { duration } from '../format/duration';
import { useWorkplace } from '../ui/context';
import { useErrorText, useFieldText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { Empty, Failed, Loading } from '../ui/Notices';
import { SoundButton } from '../ui/SoundButton';
import { useConfirm } from '../ui/useConfirm';
import classes from './Admin.module.css';
import { labelOf } from './resource';
import { listOf, useChoices } from './useChoices';

const PATH = '/api/admin/prompts';

/** Greetings and music: listen, add, delete. */
export function PromptsPage() {
  const { t } = useTranslation();
  const { http } = useWorkplace();
  const queries = useQueryClient();
  const lists = useChoices();
  const errorText = useErrorText();
  const { ask, dialog } = useConfirm();
  const prompts = useQuery({
    queryKey: [PATH, 'rows'],
    queryFn: ({ signal }) => listOf<AdminPrompt>(http, PATH, signal),
  });
  const reload = () => queries.invalidateQueries({ queryKey: [PATH] });
  const remove = async (prompt: AdminPrompt) => {
    try {
      await http.delete(`${PATH}/${prompt.id}`);
      await reload();
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) });
    }
  };
  if (prompts.isPending) return <Loading />;
  if (prompts.isError) return <Failed error={prompts.error} retry={() => void prompts.refetch()} />;
  return (
    <div className={classes.split} data-editing="always">
      <div className={`panel ${classes.sheet}`} style={{ display: 'flex' }}>
        {prompts.data.length === 0 ? (
          <Empty icon="wave" title={t('admin.nothing')}>
            {t('admin.about.prompts')}
          </Empty>
        ) : (
          <div className={classes.scroll}>
            <Table>
              <Table.Thead className={classes.head}>
                <Table.Tr>
                  <Table.Th>{t('admin.name')}</Table.Th>
                  <Table.Th>{t('admin.kind')}</Table.Th>
                  <Table.Th>{t('common.language')}</Table.Th>
                  <Table.Th>{t('admin.project')}</Table.Th>
                  <Table.Th ta="right">{t('admin.length')}</Table.Th>
                  <Table.Th>
                    <span className="visually-hidden">{t('admin.actions')}</span>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {prompts.data.map((prompt) => (
                  <Table.Tr key={prompt.id}>
                    <Table.Td fw={600}>{prompt.name}</Table.Td>
                    <Table.Td>{t(`prompt-kind.${prompt.kind}`)}</Table.Td>
                    <Table.Td>{labelOf(lists.locales, prompt.locale) || prompt.locale}</Table.Td>
                    <Table.Td>
                      {prompt.projectId === null ? t('common.all') : labelOf(lists.projects, prompt.projectId)}
                    </Table.Td>
                    <Table.Td ta="right" className="num">
                      {duration(prompt.lengthMs / 1000)}
                    </Table.Td>
                    <Table.Td>
                      <Group gap={2} justify="flex-end" wrap="nowrap">
                        <SoundButton source={`${PATH}/${prompt.id}/audio`} name={prompt.name} />
                        <Button
                          size="compact-sm"
                          variant="subtle"
                          color="red"
                          aria-label={`${t('common.remove')}: ${prompt.name}`}
                          onClick={() =>
                            ask({
                              title: t('admin.delete-title'),
                              text: t('admin.delete-text', { name: prompt.name }),
                              confirm: t('common.remove'),
                              act: () => void remove(prompt),
                            })
                          }
                        >
                          <Icon name="trash" />
                        </Button>
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </div>
      <aside className={`panel ${classes.form}`}>
        <UploadForm uploaded={reload} />
      </aside>
      {dialog}
    </div>
  );
}

function UploadForm({ uploaded }: { uploaded: () => Promise<unknown> }) {
  const { t, i18n } = useTranslation();
  const { http } = useWorkplace();
  const lists = useChoices();
  const errorText = useErrorText();
  const fieldText = useFieldText();
  const [file, setFile] = useState<File | null>(null);
  const [name, setName] = useState('');
  const [kind, setKind] = useState('greeting');
  const [locale, setLocale] = useState(i18n.language);
  const [project, setProject] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const fault = (field: string) => {
    const code = error?.fields[field];
    return code === undefined ? null : fieldText(code);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null) return;
    const form = new FormData();
    form.set('file', file);
    form.set('name', name.trim());
    form.set('kind', kind);
    form.set('locale', locale);
    if (project !== null) form.set('projectId', project);
    setBusy(true);
    setError(null);
    try {
      await http.post(PATH, form);
      setFile(null);
      setName('');
      await uploaded();
      notifications.show({ message: t('common.saved') });
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack p="md" gap="sm">
        <h2>{t('admin.new.prompts')}</h2>
        {error !== null && Object.keys(error.fields).length === 0 && (
          <Alert color="red" icon={<Icon name="alert" />} p="xs" role="alert">
            {errorText(error)}
          </Alert>
        )}
        <FileInput
          size="sm"
          label={t('admin.file')}
          description={t('admin.file-hint')}
          accept="audio/wav,audio/x-wav,.wav"
          leftSection={<Icon name="upload" />}
          value={file}
          error={fault('file')}
          onChange={(chosen) => {
            setFile(chosen);
            if (chosen !== null && name === '') setName(chosen.name.replace(/\.wav$/i, ''));
          }}
        />
        <TextInput
          label={t('admin.name')}
          value={name}
          error={fault('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Stack gap={4}>
          <Text size="sm" fw={500} id="prompt-kind">
            {t('admin.kind')}
          </Text>
          <SegmentedControl
            aria-labelledby="prompt-kind"
            data={['greeting', 'music'].map((value) => ({ value, label: t(`prompt-kind.${value}`) }))}
            value={kind}
            onChange={setKind}
          />
        </Stack>
        <Select
          label={t('common.language')}
          data={lists.locales}
          value={locale}
          allowDeselect={false}
          error={fault('locale')}
          onChange={(value) => value !== null && setLocale(value)}
        />
        <Select
          label={t('admin.project')}
          placeholder={t('floor.all-projects')}
          clearable
          data={lists.projects}
          value={project}
          error={fault('projectId')}
          onChange={setProject}
        />
        <Button
          type="submit"
          loading={busy}
          disabled={file === null || name.trim() === ''}
          leftSection={<Icon name="upload" />}
        >
          {t('admin.upload')}
        </Button>
      </Stack>
    </form>
  );
}

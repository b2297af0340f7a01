import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useBlocker } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http';
import { useWorkplace } from '../ui/context';
import { useErrorText, useFieldText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { useConfirm } from '../ui/useConfirm';
import { FieldInput } from './FieldInput';
import { bodyOf, type ChoiceLists, type Draft, fieldOf, type Resource, write } from './resource';

interface Props {
  resource: Resource;
  /** Null for a new one. */
  row: Draft | null;
  lists: ChoiceLists;
  saved: (row: Draft | null) => void;
  close: () => void;
}

/** Keeps what was typed until it is saved or given up; the server's faults stand at their fields. */
export function ResourceForm({ resource, row, lists, saved, close }: Props) {
  const { t, i18n } = useTranslation();
  const { http } = useWorkplace();
  const errorText = useErrorText();
  const fieldText = useFieldText();
  const { ask, dialog } = useConfirm();
  const [draft, setDraft] = useState<Draft>(() => row ?? resource.fresh(lists, i18n.language));
  const [dirty, showDirty] = useState(false);
  // the blocker asks while the form that was just saved has not been drawn again
  const unsaved = useRef(false);
  const setDirty = (now: boolean) => {
    unsaved.current = now;
    showDirty(now);
  };
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const blocker = useBlocker({
    shouldBlockFn: () => unsaved.current,
    enableBeforeUnload: () => unsaved.current,
    withResolver: true,
  });
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isNew = row === null;
  useEffect(() => {
    // the form stands far behind the list in the order of the Tab key
    const first = isNew
      ? form.current?.querySelector<HTMLElement>('input:not([aria-haspopup]), textarea')
      : heading.current;
    first?.focus();
  }, [isNew]);
  const locked = row !== null && resource.fixed?.(row) === true;
  const shown = resource.fields.filter((field) => field.shown?.(draft) ?? true);
  const known = new Set(shown.map((field) => field.name));
  const loose = Object.entries(error?.fields ?? {}).filter(([name]) => !known.has(name));

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure;
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const body = bodyOf(resource, draft);
      const answer =
        row === null
          ? await http.post<Draft | undefined>(resource.path, body)
          : await http.put<Draft | undefined>(`${resource.path}/${encodeURIComponent(resource.idOf(row))}`, body);
      setDirty(false);
      notifications.show({ message: t('common.saved') });
      saved(answer ?? (row === null ? null : draft));
    });
  };
  const remove = (target: Draft) =>
    ask({
      title: t('admin.delete-title'),
      text: t('admin.delete-text', { name: resource.nameOf(target) }),
      confirm: t('common.remove'),
      act: () =>
        void run(async () => {
          await http.delete(`${resource.path}/${encodeURIComponent(resource.idOf(target))}`);
          setDirty(false);
          close();
        }),
    });

  return (
    <form ref={form} onSubmit={save} noValidate>
      <Stack gap="sm" p="md">
        <Group justify="space-between" wrap="nowrap">
          <h2 ref={heading} tabIndex={-1}>
            {row === null ? t(`admin.new.${resource.key}`) : resource.nameOf(row)}
          </h2>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={close} aria-label={t('common.close')}>
            <Icon name="close" />
          </Button>
        </Group>
        {locked && (
          <Text size="sm" c="dimmed">
            {t('admin.built-in')}
          </Text>
        )}
        {error !== null && (
          <Alert color="red" icon={<Icon name="alert" />} p="xs" role="alert">
            {errorText(error)}
            {error.code === 'in-use' && error.usedBy.length === 0 && error.detail !== null && <div>{error.detail}</div>}
            {loose.map(([name, code]) => (
              <div key={name} title={name}>
                {t(fieldOf(resource, name)?.label ?? 'field.not-shown')}: {fieldText(code)}
              </div>
            ))}
          </Alert>
        )}
        {shown.map((field) => {
          const code = error?.fields[field.name];
          return (
            <FieldInput
              key={field.name}
              field={field}
              draft={draft}
              lists={lists}
              disabled={locked}
              error={code === undefined ? null : fieldText(code)}
              change={(value) => {
                setDirty(true);
                setDraft((before) => write(before, field.name, value));
              }}
            />
          );
        })}
        {row !== null && resource.extra?.({ row, changed: () => saved(null) })}
        {!locked && (
          <Group justify="space-between">
            <Button type="submit" loading={busy} disabled={!dirty && row !== null} leftSection={<Icon name="check" />}>
              {t('common.save')}
            </Button>
            {row !== null && resource.given !== true && (
              <Button variant="subtle" color="red" leftSection={<Icon name="trash" />} onClick={() => remove(row)}>
                {t('common.remove')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
      {dialog}
      <Modal
        opened={blocker.status === 'blocked'}
        onClose={() => blocker.reset?.()}
        title={t('admin.unsaved-title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Text size="sm">{t('admin.unsaved-text')}</Text>
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {t('admin.discard')}
          </Button>
          <Button onClick={() => blocker.reset?.()} data-autofocus>
            {t('admin.go-on')}
          </Button>
        </Group>
      </Modal>
    </form>
  );
}

import { MultiSelect, NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ChoiceLists, type Draft, type Field, list, read, text } from './resource';

interface Props {
  field: Field;
  draft: Draft;
  lists: ChoiceLists;
  error: string | null;
  disabled: boolean;
  change: (value: unknown) => void;
}

export function FieldInput({ field, draft, lists, error, disabled, change }: Props) {
  const { t } = useTranslation();
  const fresh = text(draft, 'id') === '';
  const common = {
    label: t(field.label),
    disabled,
    error,
    withAsterisk: field.required === true,
    description: field.hint === undefined ? undefined : t(field.hint),
  };
  switch (field.kind) {
    case 'text':
      return (
        <TextInput
          {...common}
          value={text(draft, field.name)}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case 'password':
      return (
        <PasswordInput
          {...common}
          description={fresh ? undefined : common.description}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('signin.show-password') }}
          value={text(draft, field.name)}
          onChange={(event) => change(event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
        />
      );
    case 'lines':
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          value={list(draft, field.name).join('\n')}
          onChange={(event) => change(event.currentTarget.value.split('\n').map((line) => line.trimStart()))}
        />
      );
    case 'switch':
      return (
        <Switch
          {...common}
          checked={read(draft, field.name) === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case 'number': {
      const value = read(draft, field.name);
      return (
        <NumberInput
          {...common}
          min={field.min}
          max={field.max}
          allowDecimal={field.decimals !== undefined}
          decimalScale={field.decimals ?? 0}
          clampBehavior="none"
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => change(typeof next === 'number' ? next : null)}
        />
      );
    }
    case 'fixed':
      return (
        <Select
          {...common}
          clearable={field.clearable === true}
          allowDeselect={field.clearable === true}
          data={field.values.map((value) => ({ value, label: t(`${field.texts}.${value}`) }))}
          value={text(draft, field.name) || null}
          onChange={change}
        />
      );
    case 'one':
      return (
        <Select
          {...common}
          searchable
          clearable={field.required !== true}
          allowDeselect={field.required !== true}
          nothingFoundMessage={t('common.none')}
          data={lists[field.from].filter((item) => field.among?.(item, draft) ?? true)}
          value={text(draft, field.name) || null}
          onChange={change}
        />
      );
    case 'many':
      return (
        <MultiSelect
          {...common}
          searchable
          clearable
          hidePickedOptions
          nothingFoundMessage={t('common.none')}
          data={lists[field.from].filter((item) => field.among?.(item, draft) ?? true)}
          value={list(draft, field.name)}
          onChange={change}
        />
      );
  }
}

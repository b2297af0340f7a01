import { Alert, Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http';
import { useOtvet } from '../ui/context';
import { useErrorText, useFieldText } from '../ui/errorText';
import { Icon } from '../ui/Icon';

export function PasswordForm({ done }: { done?: () => void }) {
  const { t } = useTranslation();
  const { session } = useOtvet();
  const errorText = useErrorText();
  const fieldText = useFieldText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const differs = again !== '' && next !== again;
  const field = (name: string) => {
    const code = error?.fields[name];
    return code === undefined ? null : fieldText(code);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await session.changePassword(current, next);
      setCurrent('');
      setNext('');
      setAgain('');
      done?.();
    } catch (failure) {
      setError(failure instanceof ApiError ? failure : null);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {error !== null && Object.keys(error.fields).length === 0 && (
          <Alert color="red" icon={<Icon name="alert" />} p="xs" role="alert">
            {errorText(error)}
          </Alert>
        )}
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('signin.show-password') }}
          label={t('password.current')}
          autoComplete="current-password"
          value={current}
          error={field('current')}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('signin.show-password') }}
          label={t('password.next')}
          description={t('password.rule')}
          autoComplete="new-password"
          value={next}
          error={field('next')}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        <PasswordInput
          visibilityToggleButtonProps={{ 'aria-label': t('signin.show-password') }}
          label={t('password.again')}
          autoComplete="new-password"
          value={again}
          error={differs ? t('password.differs') : null}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
        <Button type="submit" loading={busy} disabled={current === '' || next === '' || next !== again}>
          {t('password.submit')}
        </Button>
      </Stack>
    </form>
  );
}

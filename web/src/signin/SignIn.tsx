import { Alert, Button, PasswordInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http';
import { duration } from '../format/duration';
import { loadAhead } from '../otvet';
import { useOtvet } from '../ui/context';
import { useErrorText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';
import { Frame } from './Frame';

const LOAD_AHEAD_MS = 300;

interface Props {
  reason: 'never' | 'asked' | 'expired' | 'elsewhere';
}

export function SignIn({ reason }: Props) {
  const { t } = useTranslation();
  const { session } = useOtvet();
  const about = useValue(session.about);
  const errorText = useErrorText();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [lockedUntil, setLockedUntil] = useState<number | null>(null);
  const lockedFor = useSecondsLeft(lockedUntil);

  useEffect(() => {
    // after the page stands: the sign-in itself waits for nothing
    const timer = setTimeout(() => void loadAhead(), LOAD_AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    document.title = `${t('signin.title')} – Otvet`;
  }, [t]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || lockedFor > 0) return;
    setBusy(true);
    setError(null);
    try {
      await session.signIn(login.trim(), password);
    } catch (failure) {
      if (failure instanceof ApiError && failure.retryAfterSeconds !== null) {
        setLockedUntil(Date.now() + failure.retryAfterSeconds * 1000);
      } else {
        setError(failure);
      }
      setBusy(false);
    }
  };

  return (
    <Frame
      title={t('signin.title')}
      foot={
        about && (
          <Text size="xs" c="dimmed" mt="sm" ta="center">
            {about.name} {about.version}
          </Text>
        )
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {(reason === 'expired' || reason === 'elsewhere') && (
            <Alert color="gray" icon={<Icon name="info" />} p="xs" role="status">
              {t(`signin.ended.${reason}`)}
            </Alert>
          )}
          {lockedFor > 0 ? (
            <Alert color="red" icon={<Icon name="clock" />} p="xs" role="alert">
              {t('signin.locked', { time: duration(lockedFor) })}
            </Alert>
          ) : (
            error !== null && (
              <Alert color="red" icon={<Icon name="alert" />} p="xs" role="alert">
                {errorText(error)}
              </Alert>
            )
          )}
          <TextInput
            label={t('signin.login')}
            name="login"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
            withAsterisk={false}
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <PasswordInput
            label={t('signin.password')}
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('signin.show-password') }}
          />
          <Button type="submit" loading={busy} disabled={lockedFor > 0 || login.trim() === '' || password === ''}>
            {t('signin.submit')}
          </Button>
          {about?.demo && (
            <DemoHint
              choose={(name) => {
                setLogin(name);
                setPassword('demo');
              }}
            />
          )}
        </Stack>
      </form>
    </Frame>
  );
}

const DEMO_LOGINS = ['agent1', 'supervisor1', 'manager1', 'admin'];

function DemoHint({ choose }: { choose: (login: string) => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap={6} pt="xs" style={{ borderTop: '1px solid var(--line)' }}>
      <Text size="sm" c="dimmed">
        {t('signin.demo')}
      </Text>
      <SimpleGrid cols={2} spacing={6}>
        {DEMO_LOGINS.map((login) => (
          <Button key={login} variant="default" size="compact-sm" onClick={() => choose(login)}>
            {login}
          </Button>
        ))}
      </SimpleGrid>
    </Stack>
  );
}

function useSecondsLeft(until: number | null): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (until === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000));
}

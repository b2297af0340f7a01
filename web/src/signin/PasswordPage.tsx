import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOtvet } from '../ui/context';
import { Frame } from './Frame';
import { PasswordForm } from './PasswordForm';

/** The first password was given by somebody else: it is changed before anything else. */
export function PasswordPage() {
  const { t } = useTranslation();
  const { session } = useOtvet();
  return (
    <Frame title={t('password.forced')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('password.forced-why')}
      </Text>
      <PasswordForm />
      <Button variant="subtle" color="gray" fullWidth mt="xs" onClick={() => void session.signOut()}>
        {t('shell.sign-out')}
      </Button>
    </Frame>
  );
}

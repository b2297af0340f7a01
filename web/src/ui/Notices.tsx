import { Button, Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from './errorText';
import { Icon, type IconName } from './Icon';

interface EmptyProps {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
}

/** Nothing here, and what to do about it. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <Stack align="center" gap={6} p="lg" ta="center">
      <span className="muted">
        <Icon name={icon} size={28} />
      </span>
      <Text fw={600} component="div">
        {title}
      </Text>
      {children && (
        <Text size="sm" c="dimmed" component="div" maw={420}>
          {children}
        </Text>
      )}
    </Stack>
  );
}

export function Loading() {
  const { t } = useTranslation();
  return (
    <Stack align="center" p="xl" role="status" aria-label={t('common.loading')}>
      <Loader size="sm" />
    </Stack>
  );
}

interface FailedProps {
  error: unknown;
  retry?: () => void;
}

export function Failed({ error, retry }: FailedProps) {
  const { t } = useTranslation();
  const text = useErrorText();
  return (
    <Stack align="center" gap="xs" p="lg" ta="center" role="alert">
      <span style={{ color: 'var(--urgent)' }}>
        <Icon name="alert" size={28} />
      </span>
      <Text fw={600}>{text(error)}</Text>
      {retry && (
        <Button variant="default" leftSection={<Icon name="retry" />} onClick={retry}>
          {t('common.retry')}
        </Button>
      )}
    </Stack>
  );
}

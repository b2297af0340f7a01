import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../ui/Icon';

/** Browsers ask about notifications only after a click. */
export function NotificationAsk() {
  const { t } = useTranslation();
  const [permission, setPermission] = useState(() => ('Notification' in window ? Notification.permission : 'granted'));
  if (permission === 'granted') return null;
  return (
    <Stack className="panel" p="sm" gap={8} align="start">
      <Text size="sm">{t(permission === 'denied' ? 'alert.denied' : 'alert.ask')}</Text>
      {permission === 'default' && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Icon name="bell" />}
          onClick={() => void Notification.requestPermission().then(setPermission)}
        >
          {t('alert.allow')}
        </Button>
      )}
    </Stack>
  );
}

import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { moment } from '../format/time';
import { useWorkplace } from '../ui/context';
import { useNow } from '../ui/Elapsed';
import { useErrorText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { type Draft, text } from './resource';

/** Somebody locked out after too many wrong passwords can be let in again. */
export function UnlockUser({ row, changed }: { row: Draft; changed: () => void }) {
  const { t, i18n } = useTranslation();
  const { http } = useWorkplace();
  const errorText = useErrorText();
  const now = useNow();
  const until = text(row, 'lockedUntil');
  if (until === '' || Date.parse(until) < now) return null;
  const unlock = async () => {
    try {
      await http.post(`/api/admin/users/${text(row, 'id')}/unlock`);
      changed();
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) });
    }
  };
  return (
    <Group gap="xs" justify="space-between">
      <Text size="sm" c="var(--urgent)">
        {t('admin.locked-until', { time: moment(until, i18n.language, now) })}
      </Text>
      <Button variant="default" size="compact-sm" leftSection={<Icon name="key" />} onClick={() => void unlock()}>
        {t('admin.unlock')}
      </Button>
    </Group>
  );
}

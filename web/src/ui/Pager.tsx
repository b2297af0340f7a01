import { ActionIcon, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon';

/** Pages count from 0. */
export function Pager({ page, pages, go }: { page: number; pages: number; go: (page: number) => void }) {
  const { t } = useTranslation();
  if (pages <= 1) return null;
  return (
    <Group gap={4} component="nav" aria-label={t('common.pager')}>
      <ActionIcon disabled={page === 0} onClick={() => go(page - 1)} aria-label={t('common.previous')}>
        <Icon name="left" />
      </ActionIcon>
      <Text size="sm" className="num">
        {t('common.page-of', { page: page + 1, pages })}
      </Text>
      <ActionIcon disabled={page + 1 >= pages} onClick={() => go(page + 1)} aria-label={t('common.next')}>
        <Icon name="right" />
      </ActionIcon>
    </Group>
  );
}

import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AgentState } from '../desk/AgentState';
import { useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { NameMenu } from './NameMenu';

export function StateRow({ openHelp }: { openHelp: () => void }) {
  const { t } = useTranslation();
  const { agent } = useWorkplace();
  return (
    <Group w="100%" gap="xs" wrap="nowrap" justify="space-between">
      <Group gap="sm" wrap="nowrap" style={{ minWidth: 0, flex: 1 }}>
        {agent !== null && <AgentState />}
      </Group>
      <Group gap={4} wrap="nowrap">
        <Tooltip label={`${t('shortcut.title')} (?)`}>
          <ActionIcon onClick={openHelp} aria-label={t('shortcut.title')} visibleFrom="sm">
            <Icon name="info" />
          </ActionIcon>
        </Tooltip>
        <LanguageSwitch />
        <NameMenu />
      </Group>
    </Group>
  );
}

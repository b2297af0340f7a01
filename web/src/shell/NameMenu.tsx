import { Box, Button, Menu, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOtvet, useWorkplace } from '../ui/context';
import { Icon } from '../ui/Icon';

export function NameMenu() {
  const { t } = useTranslation();
  const { session } = useOtvet();
  const { me } = useWorkplace();
  const go = useNavigate();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Icon name="user" />}
          rightSection={
            <Box visibleFrom="sm">
              <Icon name="down" size={12} />
            </Box>
          }
          maw={200}
          aria-label={me.name}
        >
          <Text span size="sm" fw={600} truncate visibleFrom="sm">
            {me.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.login} · {me.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(', ')}
        </Menu.Label>
        <Menu.Item leftSection={<Icon name="gear" />} onClick={() => void go({ to: '/settings' })}>
          {t('page.settings')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="exit" />} onClick={() => void session.signOut()}>
          {t('shell.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

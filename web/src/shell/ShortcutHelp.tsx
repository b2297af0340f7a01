import { Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWorkplace } from '../ui/context';
import { SHORTCUTS } from './shortcuts';

export function ShortcutHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const { agent } = useWorkplace();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('shortcut.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Table highlightOnHover={false}>
        <Table.Tbody>
          {SHORTCUTS.filter((shortcut) => agent !== null || !shortcut.agent).map((shortcut) => (
            <Table.Tr key={shortcut.keys}>
              <Table.Td w={120}>
                <kbd>{shortcut.keys}</kbd>
              </Table.Td>
              <Table.Td>{t(shortcut.text)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

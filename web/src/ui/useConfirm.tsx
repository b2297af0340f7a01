import { Button, Group, Modal, Text } from '@mantine/core';
import { type ReactNode, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Question {
  title: string;
  /** Names the thing that is about to be ended or deleted. */
  text: string;
  confirm: string;
  act: () => void;
}

/** A question before something that cannot be taken back; `dialog` must be drawn by the caller. */
export function useConfirm(): { ask: (question: Question) => void; dialog: ReactNode } {
  const { t } = useTranslation();
  const [question, setQuestion] = useState<Question | null>(null);
  const [opened, setOpened] = useState(false);
  const ask = useCallback((next: Question) => {
    setQuestion(next);
    setOpened(true);
  }, []);
  const close = () => setOpened(false);
  const dialog = (
    <Modal
      opened={opened}
      onClose={close}
      title={question?.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text size="sm">{question?.text}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={close} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button
          color="var(--urgent-strong)"
          onClick={() => {
            close();
            question?.act();
          }}
        >
          {question?.confirm}
        </Button>
      </Group>
    </Modal>
  );
  return { ask, dialog };
}

import { Button, SimpleGrid, Text } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];

/** Sends digits into the call; the keys of the keyboard work too. */
export function Keypad({ send }: { send: (digits: string) => void }) {
  const { t } = useTranslation();
  const [sent, setSent] = useState('');
  const press = (key: string) => {
    setSent((before) => (before + key).slice(-16));
    send(key);
  };
  const type = (event: KeyboardEvent) => {
    if (KEYS.includes(event.key)) {
      event.preventDefault();
      press(event.key);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys inside are buttons, this only hears the keyboard
    <div onKeyDown={type}>
      <Text ta="center" mih={22} className="num" aria-live="polite">
        {sent || t('call.keypad-hint')}
      </Text>
      <SimpleGrid cols={3} spacing={6} w={186}>
        {KEYS.map((key) => (
          <Button key={key} variant="default" px={0} size="md" onClick={() => press(key)}>
            {key}
          </Button>
        ))}
      </SimpleGrid>
    </div>
  );
}

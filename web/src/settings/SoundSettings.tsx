import { Button, Group, Progress, Select, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceChoice } from '../state/devices';
import { useAgent, useOtvet } from '../ui/context';
import { Icon } from '../ui/Icon';
import { useValue } from '../ui/useValue';

const DEFAULT = 'default';

/** Devices for talking and for ringing, with a way to try each. */
export function SoundSettings() {
  const { t } = useTranslation();
  const { devices } = useOtvet();
  const { microphone, ringer } = useAgent();
  const choice = useValue(devices.choice);
  const level = useValue(microphone.level);
  const state = useValue(microphone.state);
  const known = useDevices(state);

  const picker = (name: keyof DeviceChoice, kind: MediaDeviceKind, after?: () => void) => (
    <Select
      label={t(`settings.device-${name}`)}
      data={[
        { value: DEFAULT, label: t('settings.device-default') },
        ...known
          .filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== DEFAULT)
          .map((device, index) => ({
            value: device.deviceId,
            label: device.label || `${t('settings.device')} ${index + 1}`,
          })),
      ]}
      value={choice[name] ?? DEFAULT}
      allowDeselect={false}
      onChange={(id) => {
        devices.choose({ [name]: id === DEFAULT ? null : id });
        after?.();
      }}
    />
  );

  return (
    <Stack className="panel" p="md" gap="sm">
      <h2>{t('settings.sound')}</h2>
      {state !== 'open' && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {t('settings.need-microphone')}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="mic-on" />}
            onClick={() => void microphone.open()}
          >
            {t('phone.allow-microphone')}
          </Button>
        </Group>
      )}
      {picker('microphone', 'audioinput', () => void microphone.open())}
      <Progress value={level * 100} aria-label={t('settings.level')} transitionDuration={100} color="green.8" />
      {picker('headset', 'audiooutput')}
      {picker('alerts', 'audiooutput')}
      <Group>
        <Button
          variant="default"
          leftSection={<Icon name="bell" />}
          onClick={() => {
            ringer.start('ring');
            setTimeout(() => ringer.silence(), 2500);
          }}
        >
          {t('settings.try-ring')}
        </Button>
      </Group>
    </Stack>
  );
}

function useDevices(microphone: string): MediaDeviceInfo[] {
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names appear only once the microphone is allowed
  useEffect(() => {
    const media = navigator.mediaDevices;
    if (media === undefined) return;
    let shown = true;
    const read = () =>
      void media.enumerateDevices().then((found) => {
        if (shown) setDevices(found);
      });
    read();
    media.addEventListener('devicechange', read);
    return () => {
      shown = false;
      media.removeEventListener('devicechange', read);
    };
  }, [microphone]);
  return devices;
}

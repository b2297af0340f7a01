import { Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import type { Theme } from '../api/types';
import { changeLocale, LOCALES, localeName } from '../i18n';
import { PasswordForm } from '../signin/PasswordForm';
import { useOtvet, useWorkplace } from '../ui/context';
import { useErrorText } from '../ui/errorText';
import { useTitle } from '../ui/useTitle';
import { useValue } from '../ui/useValue';
import { SoundSettings } from './SoundSettings';

const THEMES: Theme[] = ['light', 'dark', 'auto'];

/** What everybody may set for themselves. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { session } = useOtvet();
  const { agent } = useWorkplace();
  const state = useValue(session.state);
  const errorText = useErrorText();
  useTitle(t('page.settings'));
  if (state.kind !== 'signed-in') return null;
  const { me } = state;
  const save = async (locale: string, theme: Theme) => {
    try {
      await session.savePreferences(locale, theme);
      await changeLocale(locale);
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) });
    }
  };
  return (
    <Stack p="md" gap="md" maw={560}>
      <h1>{t('page.settings')}</h1>
      <Stack className="panel" p="md" gap="sm">
        <h2>{t('settings.look')}</h2>
        <Select
          label={t('common.language')}
          data={LOCALES.map((locale) => ({ value: locale, label: localeName(locale) }))}
          value={me.locale}
          allowDeselect={false}
          onChange={(locale) => locale !== null && void save(locale, me.theme)}
        />
        <Stack gap={4}>
          <Text size="sm" fw={500} id="theme">
            {t('settings.theme')}
          </Text>
          <SegmentedControl
            aria-labelledby="theme"
            data={THEMES.map((theme) => ({ value: theme, label: t(`settings.theme-${theme}`) }))}
            value={me.theme}
            onChange={(theme) => void save(me.locale, theme as Theme)}
          />
        </Stack>
      </Stack>
      {agent !== null && <SoundSettings />}
      <Stack className="panel" p="md" gap="sm">
        <h2>{t('password.title')}</h2>
        <PasswordForm done={() => notifications.show({ message: t('password.changed') })} />
      </Stack>
      <Group>
        <Button variant="default" onClick={() => void session.signOut()}>
          {t('shell.sign-out')}
        </Button>
      </Group>
    </Stack>
  );
}

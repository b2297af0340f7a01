import { Box, Button, Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeLocale, LOCALES, localeName } from '../i18n';
import { useOtvet } from './context';
import { Icon } from './Icon';

/** Language of the page; for somebody signed in it is kept with the account. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  const { session } = useOtvet();
  const choose = async (locale: string) => {
    await changeLocale(locale);
    const me = session.me;
    // the choice stands on this machine even when the server cannot keep it now
    if (me !== null) await session.savePreferences(locale, me.theme).catch(() => undefined);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<Icon name="globe" />}
          rightSection={
            <Box visibleFrom="sm">
              <Icon name="down" size={12} />
            </Box>
          }
          aria-label={`${t('common.language')}: ${i18n.language.toUpperCase()}`}
        >
          {i18n.language.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LOCALES.map((locale) => (
          <Menu.Item
            key={locale}
            lang={locale}
            onClick={() => void choose(locale)}
            rightSection={locale === i18n.language ? <Icon name="check" /> : null}
          >
            {localeName(locale)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

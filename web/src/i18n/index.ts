import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

// every JSON file here is a language: adding one is adding its file
const files = import.meta.glob<{ default: Record<string, unknown> }>('./*.json');

export const LOCALES: string[] = Object.keys(files)
  .map((path) => path.slice(2, -5))
  .sort()
  .reverse();

const KEY = 'otvet.locale';

/** The language before anybody is signed in: the one used last here, else the browser's, else English. */
export function firstLocale(stored: string | null, browser: readonly string[]): string {
  const wanted = [stored ?? '', ...browser.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wanted.find((locale) => LOCALES.includes(locale)) ?? 'en';
}

async function load(locale: string): Promise<void> {
  if (i18next.hasResourceBundle(locale, 'translation')) return;
  const file = await files[`./${locale}.json`]?.();
  if (file) i18next.addResourceBundle(locale, 'translation', file.default);
}

export async function startTexts(): Promise<i18n> {
  const locale = firstLocale(localStorage.getItem(KEY), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLocale(locale);
  return i18next;
}

export async function changeLocale(locale: string): Promise<void> {
  if (!LOCALES.includes(locale)) return;
  await load(locale);
  await i18next.changeLanguage(locale);
  localStorage.setItem(KEY, locale);
  document.documentElement.lang = locale;
}

/** A language's own name for itself. */
export function localeName(locale: string): string {
  const name = new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

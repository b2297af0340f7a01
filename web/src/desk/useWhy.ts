import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Routing's reason in words; a reason without words is shown as it came. */
export function useWhy(): (code: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback((code: string) => (i18n.exists(`why.${code}`) ? t(`why.${code}`) : code), [t, i18n]);
}

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/http';

/** A failure in the user's words. Codes without words of their own fall back to their category's. */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (error: unknown) => {
      // the server names a kind and a name: `queue Support`
      const used = (use: string) => {
        const kind = /^[a-z-]+(?= )/.exec(use)?.[0] ?? use;
        return i18n.exists(`used.${kind}`) ? t(`used.${kind}`, { name: use.slice(kind.length + 1) }) : use;
      };
      if (!(error instanceof ApiError)) return t('error.page');
      const key = `error.${error.code}`;
      if (i18n.exists(key))
        return t(key, { seconds: error.retryAfterSeconds ?? 0, usedBy: error.usedBy.map(used).join(', ') });
      return t(`error.category.${error.category}`);
    },
    [t, i18n],
  );
}

/** Words for the server's code at a form field. */
export function useFieldText(): (code: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (code: string) => (i18n.exists(`field.${code}`) ? t(`field.${code}`) : t('field.invalid')),
    [t, i18n],
  );
}

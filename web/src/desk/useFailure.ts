import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Why a call out came to nothing, in plain words, with the carrier's status for whoever is asked about it. */
export function useFailure(): (failure: { cause: string; status: number }) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    ({ cause, status }) => {
      const key = `call.failure.${cause}`;
      const words = i18n.exists(key) ? t(key) : t('call.failure.failed');
      return status > 0 ? `${words} (SIP ${status})` : words;
    },
    [t, i18n],
  );
}

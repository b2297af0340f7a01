import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '../api/types';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { Empty, Failed } from '../ui/Notices';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty icon="search" title={<h1>{t('error.no-page')}</h1>}>
      <Button component={Link} to="/" variant="default" mt="xs">
        {t('shell.home')}
      </Button>
    </Empty>
  );
}

export function Broken({ error, reset }: { error: unknown; reset?: () => void }) {
  return reset ? <Failed error={error} retry={reset} /> : <Failed error={error} />;
}

/** A page for those with one of the permissions; others read why they see nothing. */
export function Guard({ any, children }: { any: Permission[]; children: ReactNode }) {
  const { t } = useTranslation();
  const { me } = useWorkplace();
  if (may(me, ...any)) return children;
  return (
    <Empty icon="shield" title={<h1>{t('error.denied')}</h1>}>
      {t('error.ask-administrator')}
    </Empty>
  );
}

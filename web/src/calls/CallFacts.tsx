import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallDetail, CallFact } from '../api/types';
import { clockSeconds } from '../format/time';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import classes from './Calls.module.css';
import { factValues } from './factValues';

/** What happened, in words and in order; the facts themselves for those who may see them. */
export function CallFacts({ detail, names }: { detail: CallDetail; names: ReadonlyMap<string, string> }) {
  const { t } = useTranslation();
  const { me } = useWorkplace();
  return (
    <section className="panel" aria-label={t('calls.facts')}>
      <Text fw={600} size="sm" c="dimmed" px="md" py={8} component="h2">
        {t('calls.facts')}
      </Text>
      <ol className={classes.log}>
        {detail.facts.map((fact) => (
          <Fact key={fact.factId} fact={fact} names={names} technical={may(me, 'see-technical')} />
        ))}
      </ol>
    </section>
  );
}

function Fact({ fact, names, technical }: { fact: CallFact; names: ReadonlyMap<string, string>; technical: boolean }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const key = `fact.${fact.type.replaceAll('.', '-')}`;
  const code = (group: string, value: string) => (i18n.exists(`${group}.${value}`) ? t(`${group}.${value}`) : value);
  const words = i18n.exists(key) ? t(key, factValues(fact, names, code)) : fact.type;
  return (
    <li>
      <span className="num muted">{clockSeconds(fact.at, i18n.language)}</span>
      <span>{words.replace(/\s*[·:]\s*$/, '')}</span>
      {technical ? (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-expanded={open}
          onClick={() => setOpen((now) => !now)}
        >
          JSON
        </Button>
      ) : (
        <span />
      )}
      {open && <pre>{JSON.stringify(fact, null, 2)}</pre>}
    </li>
  );
}

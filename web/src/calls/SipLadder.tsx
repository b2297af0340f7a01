import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type CSSProperties, Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LegMessages } from '../api/types';
import { useWorkplace } from '../ui/context';
import { Failed, Loading } from '../ui/Notices';
import classes from './Ladder.module.css';
import { type Rung, rungsOf } from './ladder';

/** Every SIP message of the call between its parties and us; read from the server when somebody opens it. */
export function SipLadder({ interactionId }: { interactionId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <section className="panel" aria-label={t('ladder.title')}>
      <Group justify="space-between" px="md" py={8}>
        <Text fw={600} size="sm" c="dimmed" component="h2">
          {t('ladder.title')}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-expanded={open}
          onClick={() => setOpen((now) => !now)}
        >
          {open ? t('ladder.hide') : t('ladder.show')}
        </Button>
      </Group>
      {open && <Messages interactionId={interactionId} />}
    </section>
  );
}

function Messages({ interactionId }: { interactionId: string }) {
  const { t } = useTranslation();
  const { http } = useWorkplace();
  const legs = useQuery({
    queryKey: ['signalling', interactionId],
    queryFn: ({ signal }) => http.get<LegMessages[]>(`/api/calls/${interactionId}/signalling`, signal),
  });
  if (legs.isPending) return <Loading />;
  if (legs.isError) return <Failed error={legs.error} retry={() => void legs.refetch()} />;
  const rungs = rungsOf(legs.data);
  const incomplete = legs.data.some((leg) => leg.messages.length === 0);
  return (
    <>
      {incomplete && (
        <Text size="sm" c="dimmed" px="md" pb="xs">
          {t('ladder.incomplete')}
        </Text>
      )}
      {rungs.length > 0 && <Drawing legs={legs.data} rungs={rungs} />}
    </>
  );
}

/** Our own line stands first after the times: every message has it at one end. */
function Drawing({ legs, rungs }: { legs: readonly LegMessages[]; rungs: readonly Rung[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const style = { '--parties': legs.length } as CSSProperties;
  return (
    <div className={classes.ladder} style={style}>
      <span />
      <span className={classes.party}>Otvet</span>
      {legs.map((leg) => (
        <span key={leg.legId} className={classes.party}>
          {leg.agentName ?? t(`ladder.party.${leg.party}`)}
        </span>
      ))}
      {rungs.map((rung) => {
        const { message } = rung;
        const way = message.sent ? 'sent' : 'received';
        return (
          <Fragment key={rung.key}>
            <span className={`num muted ${classes.time}`}>{(rung.afterMs / 1000).toFixed(3)}</span>
            <button
              type="button"
              className={classes.rung}
              data-way={way}
              data-failed={/^[4-6]\d\d /.test(rung.label)}
              style={{ gridColumn: `2 / span ${rung.party + 2}` }}
              aria-expanded={chosen === rung.key}
              aria-label={t(`ladder.${way}`, {
                what: rung.label,
                who: legs[rung.party]?.agentName ?? t(`ladder.party.${legs[rung.party]?.party ?? 'other'}`),
              })}
              onClick={() => setChosen((now) => (now === rung.key ? null : rung.key))}
            >
              {rung.label}
            </button>
            {chosen === rung.key && (
              <pre className={classes.text}>
                {`${message.transport.toUpperCase()} ${message.sent ? '→' : '←'} ${message.remote}\n\n${message.text}`}
              </pre>
            )}
          </Fragment>
        );
      })}
    </div>
  );
}

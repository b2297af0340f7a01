import { ActionIcon, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Conference, Party } from '../api/types';
import { phone as formatPhone } from '../format/phone';
import { useAgent } from '../ui/context';
import { Icon, type IconName } from '../ui/Icon';
import classes from './CallBar.module.css';
import { useWishes } from './useWishes';

const ICON: Record<Party['kind'], IconName> = { customer: 'user', agent: 'headset', number: 'phone-out' };

/** Everybody in the call; who leads it mutes and removes the others. */
export function ConferenceBar({ conference }: { conference: Conference }) {
  const { t } = useTranslation();
  const { desk } = useAgent();
  const wish = useWishes();
  const leads = conference.role === 'leader';
  const nameOf = (party: Party) =>
    party.me ? t('conference.me') : (party.name ?? (formatPhone(party.number) || t('call.hidden')));
  return (
    <section className={classes.row} aria-label={t('conference.bar')}>
      <Icon name="users" />
      <Text fw={600}>{t('conference.count', { count: conference.parties.length })}</Text>
      <ul className={classes.parties}>
        {conference.parties.map((party) => (
          <li key={party.id} className={classes.party} data-muted={party.muted}>
            <Icon name={party.muted ? 'mic-off' : ICON[party.kind]} size={14} />
            <span>{nameOf(party)}</span>
            {party.muted && <span className="muted">{t('conference.muted')}</span>}
            {leads && !party.me && (
              <ActionIcon
                size="sm"
                aria-pressed={party.muted}
                aria-label={t(party.muted ? 'conference.unmute' : 'conference.mute', { name: nameOf(party) })}
                title={t(party.muted ? 'conference.unmute' : 'conference.mute', { name: nameOf(party) })}
                onClick={() => wish(desk.setPartyMuted(party.id, !party.muted))}
              >
                <Icon name={party.muted ? 'mic-on' : 'mic-off'} size={14} />
              </ActionIcon>
            )}
            {leads && !party.me && party.kind !== 'customer' && (
              <ActionIcon
                size="sm"
                aria-label={t('conference.remove', { name: nameOf(party) })}
                title={t('conference.remove', { name: nameOf(party) })}
                onClick={() => wish(desk.removeParty(party.id))}
              >
                <Icon name="close" size={14} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      {leads && (
        <Text size="sm" c="dimmed">
          {t('conference.hint')}
        </Text>
      )}
    </section>
  );
}

import { ActionIcon, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorAgent } from '../api/types';
import { phone as formatPhone } from '../format/phone';
import { may } from '../state/session';
import { StateBadge, Tag } from '../ui/Badge';
import { useWorkplace } from '../ui/context';
import { Elapsed } from '../ui/Elapsed';
import { useErrorText } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { AGENT_LOOK } from '../ui/states';
import { useConfirm } from '../ui/useConfirm';
import { useValue } from '../ui/useValue';
import classes from './Floor.module.css';
import { QualityMark } from './QualityMark';
import { MODE_ICON, SupervisionButtons } from './SupervisionButtons';

/** @param leads whether the call is theirs, and not one they were asked about or joined */
export function AgentTile({ agent, chosen, leads }: { agent: FloorAgent; chosen: boolean; leads: boolean }) {
  const { t } = useTranslation();
  const { me, agent: own } = useWorkplace();
  const tile = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) tile.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const reason = typeof agent.pauseReason === 'string' ? agent.pauseReason : agent.pauseReason?.name;
  const unreachable = agent.state !== 'offline' && !agent.phone.reachable;
  const about = [
    agent.state === 'pause' ? reason : null,
    agent.queueName,
    agent.number === null ? null : formatPhone(agent.number) || t('call.hidden'),
  ].filter(Boolean);
  return (
    <article
      ref={tile}
      className={`panel ${classes.tile}`}
      data-tone={unreachable ? 'urgent' : AGENT_LOOK[agent.state]?.tone}
      data-offline={agent.state === 'offline'}
      data-chosen={chosen}
      aria-label={agent.name}
    >
      <div className={classes.spread}>
        <Text fw={600} truncate>
          {agent.name}
        </Text>
        {may(me, 'control-agents') && <TileMenu agent={agent} />}
      </div>
      <div className={classes.spread}>
        <StateBadge state={agent.state} />
        {agent.state !== 'offline' && (
          <Text span size="sm" fw={600}>
            <Elapsed since={agent.stateSince} />
          </Text>
        )}
      </div>
      {about.length > 0 && (
        <Text size="sm" truncate>
          {about.join(' · ')}
        </Text>
      )}
      {agent.supervisors.map((supervisor) => (
        <div key={supervisor.id}>
          <Tag look={{ tone: 'talking', icon: MODE_ICON[supervisor.mode] }}>
            {t(`supervision.shown.${supervisor.mode}`, { name: supervisor.name })}
          </Tag>
        </div>
      ))}
      {leads &&
        agent.interactionId !== null &&
        (agent.state === 'talking' || agent.state === 'hold') &&
        own !== null &&
        may(me, 'supervise-calls') && <SupervisionButtons agent={agent} interactionId={agent.interactionId} />}
      {agent.quality !== null && <QualityMark quality={agent.quality} />}
      {agent.nextState !== null && agent.nextState !== agent.state && (
        <Text size="xs" c="dimmed">
          {t('desk.next-state', { state: t(`state.${agent.nextState}`) })}
        </Text>
      )}
      {unreachable && (
        <Text size="sm" c="var(--urgent)" fw={600}>
          {t('floor.unreachable')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('floor.agent-today', { count: agent.today.calls })}
        {agent.today.missed > 0 && ` · ${t('desk.missed-today', { count: agent.today.missed })}`}
      </Text>
    </article>
  );
}

function TileMenu({ agent }: { agent: FloorAgent }) {
  const { t } = useTranslation();
  const { http, agent: own } = useWorkplace();
  const reasons = useValue(own?.desk.desk)?.pauseReasons ?? [];
  const errorText = useErrorText();
  const { ask, dialog } = useConfirm();
  const send = async (path: string, body?: unknown) => {
    try {
      await http.post(path, body);
    } catch (error) {
      notifications.show({ color: 'red', message: errorText(error) });
    }
  };
  const state = (next: 'ready' | 'pause' | 'offline', pauseReasonId?: string) =>
    void send(`/api/floor/agents/${agent.id}/state`, pauseReasonId ? { state: next, pauseReasonId } : { state: next });
  const { interactionId } = agent;
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('floor.actions', { name: agent.name })}>
            <Icon name="down" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('floor.force')}</Menu.Label>
          <Menu.Item
            onClick={() => state('ready')}
            leftSection={<StateBadge state="ready" />}
            aria-label={t('state.ready')}
          />
          {reasons.length === 0 ? (
            <Menu.Item
              onClick={() => state('pause')}
              leftSection={<StateBadge state="pause" />}
              aria-label={t('state.pause')}
            />
          ) : (
            reasons.map((reason) => (
              <Menu.Item
                key={reason.id}
                onClick={() => state('pause', reason.id)}
                leftSection={<StateBadge state="pause" />}
              >
                {reason.name}
              </Menu.Item>
            ))
          )}
          <Menu.Item
            leftSection={<StateBadge state="offline" />}
            aria-label={t('state.offline')}
            onClick={() =>
              ask({
                title: t('floor.offline-title'),
                text: t('floor.offline-text', { name: agent.name }),
                confirm: t('floor.offline-confirm'),
                act: () => state('offline'),
              })
            }
          />
          {interactionId !== null && (
            <>
              <Menu.Divider />
              <Menu.Item
                c="var(--urgent)"
                leftSection={<Icon name="hang-up" />}
                onClick={() =>
                  ask({
                    title: t('floor.hang-up-title'),
                    text: t('floor.hang-up-text', {
                      name: agent.name,
                      number: formatPhone(agent.number) || t('call.hidden'),
                    }),
                    confirm: t('call.hang-up'),
                    act: () => void send(`/api/floor/calls/${interactionId}/hang-up`),
                  })
                }
              >
                {t('call.hang-up')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog}
    </>
  );
}

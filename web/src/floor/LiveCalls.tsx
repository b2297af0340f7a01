import { Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Floor } from '../api/types';
import { phone as formatPhone } from '../format/phone';
import { may } from '../state/session';
import { useWorkplace } from '../ui/context';
import { Elapsed } from '../ui/Elapsed';
import { Empty } from '../ui/Notices';
import classes from './Floor.module.css';

export function LiveCalls({ floor }: { floor: Floor }) {
  const { t, i18n } = useTranslation();
  const { me } = useWorkplace();
  const queues = new Map(floor.queues.map((queue) => [queue.id, queue.name]));
  const agents = new Map(floor.agents.map((agent) => [agent.id, agent.name]));
  const calls = [...floor.calls].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  const state = (code: string) => (i18n.exists(`live.${code}`) ? t(`live.${code}`) : code);
  return (
    <section className="panel" aria-label={t('floor.live')}>
      <div className={classes.head}>
        <h2 style={{ font: 'inherit' }}>{t('floor.live')}</h2>
        <span className="num">{calls.length}</span>
      </div>
      {calls.length === 0 ? (
        <Empty icon="phone" title={t('floor.no-calls')} />
      ) : (
        <div className={classes.scroll}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('calls.number')}</Table.Th>
                <Table.Th>{t('calls.direction')}</Table.Th>
                <Table.Th>{t('calls.state')}</Table.Th>
                <Table.Th>{t('calls.queue')}</Table.Th>
                <Table.Th>{t('calls.agent')}</Table.Th>
                <Table.Th ta="right">{t('calls.length')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {calls.map((call) => {
                const number = formatPhone(call.number) || t('call.hidden');
                return (
                  <Table.Tr key={call.interactionId}>
                    <Table.Td className="num">
                      {may(me, 'see-calls') ? (
                        <Link to="/calls/$id" params={{ id: call.interactionId }}>
                          {number}
                        </Link>
                      ) : (
                        number
                      )}
                    </Table.Td>
                    <Table.Td>{t(`direction.${call.direction}`)}</Table.Td>
                    <Table.Td>{state(call.state)}</Table.Td>
                    <Table.Td>{call.queueId === null ? '–' : (queues.get(call.queueId) ?? '–')}</Table.Td>
                    <Table.Td>{call.agentId === null ? '–' : (agents.get(call.agentId) ?? '–')}</Table.Td>
                    <Table.Td ta="right">
                      <Text span size="sm">
                        <Elapsed since={call.startedAt} />
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

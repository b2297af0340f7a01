import { Table, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CallSummary } from '../api/types';
import { duration } from '../format/duration';
import { phone as formatPhone } from '../format/phone';
import { moment } from '../format/time';
import { may } from '../state/session';
import { ResultBadge } from '../ui/Badge';
import { useWorkplace } from '../ui/context';
import { useNow } from '../ui/Elapsed';
import { Icon } from '../ui/Icon';
import { SoundButton } from '../ui/SoundButton';
import classes from './Calls.module.css';
import type { Sort } from './search';

interface Props {
  calls: CallSummary[];
  order: string;
  sort: (field: Sort) => void;
}

export function CallTable({ calls, order, sort }: Props) {
  const { t, i18n } = useTranslation();
  const { me } = useWorkplace();
  const go = useNavigate();
  const now = useNow();
  const listens = may(me, 'listen-recordings');
  const several = me.projects.length > 1;
  return (
    <Table>
      <Table.Thead className={classes.head}>
        <Table.Tr>
          <SortHead label={t('calls.started')} field="startedAt" order={order} sort={sort} />
          <SortHead label={t('calls.number')} field="number" order={order} sort={sort} />
          <SortHead label={t('calls.result')} field="result" order={order} sort={sort} />
          {several && <Table.Th>{t('calls.project')}</Table.Th>}
          <Table.Th>{t('calls.queue')}</Table.Th>
          <Table.Th>{t('calls.agent')}</Table.Th>
          <SortHead label={t('calls.wait')} field="waitSeconds" order={order} sort={sort} right />
          <SortHead label={t('calls.talk')} field="talkSeconds" order={order} sort={sort} right />
          <Table.Th>{t('calls.disposition')}</Table.Th>
          {listens && (
            <Table.Th>
              <span className="visually-hidden">{t('calls.recording')}</span>
            </Table.Th>
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {calls.map((call) => (
          <Table.Tr
            key={call.interactionId}
            className={classes.row}
            onClick={() => void go({ to: '/calls/$id', params: { id: call.interactionId } })}
          >
            <Table.Td className="num">
              <Link
                to="/calls/$id"
                params={{ id: call.interactionId }}
                onClick={(event) => event.stopPropagation()}
                aria-label={t('calls.open', {
                  number: formatPhone(call.number) || t('call.hidden'),
                  at: moment(call.startedAt, i18n.language, now),
                })}
              >
                {moment(call.startedAt, i18n.language, now)}
              </Link>
            </Table.Td>
            <Table.Td>
              <span className={classes.direction} title={t(`direction.${call.direction}`)}>
                <Icon name={call.direction === 'in' ? 'phone-in' : 'phone-out'} size={14} />
                <span className="visually-hidden">{t(`direction.${call.direction}`)}</span>
                <span className="num">{call.name ?? (formatPhone(call.number) || t('call.hidden'))}</span>
              </span>
            </Table.Td>
            <Table.Td>
              <ResultBadge result={call.result} />
            </Table.Td>
            {several && <Table.Td>{call.projectName}</Table.Td>}
            <Table.Td>{call.queueName ?? '–'}</Table.Td>
            <Table.Td>{agentsOf(call)}</Table.Td>
            <Table.Td ta="right" className="num">
              {duration(call.waitSeconds)}
            </Table.Td>
            <Table.Td ta="right" className="num">
              {duration(call.talkSeconds)}
            </Table.Td>
            <Table.Td>
              <Text size="sm" truncate maw={220}>
                {call.disposition ?? ''}
              </Text>
            </Table.Td>
            {listens && (
              <Table.Td onClick={(event) => event.stopPropagation()} w={36}>
                {call.recordingIds[0] !== undefined && call.endedAt !== null && (
                  <SoundButton source={`/api/recordings/${call.recordingIds[0]}/audio`} />
                )}
                {call.recordingIds.length === 0 && call.recordingDeleted && (
                  <span title={t('calls.recording-deleted')}>
                    <Icon name="trash" size={14} />
                    <span className="visually-hidden">{t('calls.recording-deleted')}</span>
                  </span>
                )}
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface HeadProps {
  label: string;
  field: Sort;
  order: string;
  sort: (field: Sort) => void;
  right?: boolean;
}

function SortHead({ label, field, order, sort, right = false }: HeadProps) {
  const direction = order === field ? 'ascending' : order === `-${field}` ? 'descending' : 'none';
  return (
    <Table.Th ta={right ? 'right' : 'left'} aria-sort={direction}>
      <button type="button" className={classes.sort} onClick={() => sort(field)}>
        {label}
        {direction !== 'none' && (
          <Icon name="down" size={12} style={direction === 'ascending' ? { transform: 'rotate(180deg)' } : {}} />
        )}
      </button>
    </Table.Th>
  );
}

/** Everybody who talked with the customer, in that order. */
function agentsOf(call: CallSummary): string {
  const names = call.earlierAgents.map((agent) => agent.name);
  if (call.agentName !== null) names.push(call.agentName);
  return names.length === 0 ? '–' : names.join(' → ');
}

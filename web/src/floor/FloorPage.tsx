import { Group, Select, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AgentState, Floor } from '../api/types';
import { byAttention } from '../state/floor';
import { useWorkplace } from '../ui/context';
import { Loading } from '../ui/Notices';
import { useTitle } from '../ui/useTitle';
import { useValue } from '../ui/useValue';
import { AgentTile } from './AgentTile';
import { Alarms } from './Alarms';
import classes from './Floor.module.css';
import { LiveCalls } from './LiveCalls';
import { QueueCard } from './QueueCard';
import type { FloorSearch } from './search';
import { WaitingCallers } from './WaitingCallers';

const route = getRouteApi('/floor');
const STATES: AgentState[] = ['missed', 'ringing', 'talking', 'hold', 'wrap-up', 'ready', 'pause', 'offline'];

export function FloorPage() {
  const { t } = useTranslation();
  const { floor, events, me } = useWorkplace();
  const live = useValue(floor?.floor);
  const stream = useValue(events.state);
  const search = route.useSearch();
  const go = route.useNavigate();
  useTitle(t('page.floor'));
  if (live === null) return <Loading />;
  const shown = narrow(live, search);
  const change = (next: FloorSearch) => void go({ search: next, replace: true });
  return (
    <div className={classes.floor} data-stale={stream !== 'live'}>
      <h1 className="visually-hidden">{t('page.floor')}</h1>
      <section className={classes.queues} aria-label={t('floor.queues')}>
        {shown.queues.map((queue) => (
          <QueueCard key={queue.id} queue={queue} />
        ))}
        {shown.queues.length === 0 && (
          <Text c="dimmed" p="sm">
            {t('floor.no-queues')}
          </Text>
        )}
      </section>
      <section className={classes.middle} aria-label={t('floor.agents')}>
        <Group gap="xs" wrap="wrap">
          <h2>{t('floor.agents-count', { count: shown.agents.length })}</h2>
          <span style={{ flex: 1 }} />
          {me.projects.length > 1 && (
            <Select
              w={190}
              aria-label={t('floor.project')}
              placeholder={t('floor.all-projects')}
              clearable
              data={me.projects.map(({ id, name }) => ({ value: id, label: name }))}
              value={search.project ?? null}
              onChange={(project) => change(changed(search, 'project', project))}
            />
          )}
          <Select
            w={190}
            aria-label={t('floor.state')}
            placeholder={t('floor.all-states')}
            clearable
            data={STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
            value={search.state ?? null}
            onChange={(state) => change(changed(search, 'state', state as AgentState | null))}
          />
        </Group>
        <div className={classes.tiles}>
          {byAttention(shown.agents).map((agent) => (
            <AgentTile
              key={agent.id}
              agent={agent}
              chosen={agent.id === search.agent}
              leads={live.calls.some((call) => call.agentId === agent.id)}
            />
          ))}
        </div>
        <LiveCalls floor={shown} />
      </section>
      <aside className={classes.right}>
        <WaitingCallers floor={shown} />
        <Alarms alarms={shown.alarms} />
      </aside>
    </div>
  );
}

function changed<K extends keyof FloorSearch>(search: FloorSearch, name: K, value: FloorSearch[K] | null): FloorSearch {
  const { [name]: _, ...rest } = search;
  return value === null || value === undefined ? rest : { ...rest, [name]: value };
}

function narrow(floor: Floor, { project, state }: FloorSearch): Floor {
  const inProject = <T extends { projectId: string }>(items: T[]) =>
    project === undefined ? items : items.filter((item) => item.projectId === project);
  return {
    ...floor,
    queues: inProject(floor.queues),
    waiting: inProject(floor.waiting),
    calls: inProject(floor.calls),
    agents: floor.agents.filter(
      (agent) =>
        (project === undefined || agent.projectIds.includes(project)) && (state === undefined || agent.state === state),
    ),
  };
}

import type { CallDetail } from '../api/types';
import { useWorkplace } from '../ui/context';
import { useValue } from '../ui/useValue';

/** Names of the agents and queues of a call by their ids, as far as this person may know them. */
export function useNames({ summary }: CallDetail): ReadonlyMap<string, string> {
  const { floor } = useWorkplace();
  const live = useValue(floor?.floor);
  const names = new Map<string, string>();
  for (const agent of live?.agents ?? []) names.set(agent.id, agent.name);
  for (const queue of live?.queues ?? []) names.set(queue.id, queue.name);
  if (summary.agentId !== null && summary.agentName !== null) names.set(summary.agentId, summary.agentName);
  for (const agent of summary.earlierAgents) names.set(agent.id, agent.name);
  if (summary.queueId !== null && summary.queueName !== null) names.set(summary.queueId, summary.queueName);
  return names;
}

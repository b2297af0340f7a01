import type { AgentState } from '../api/types';

/** What of the floor is shown; kept in the address. */
export interface FloorSearch {
  project?: string;
  state?: AgentState;
  /** The agent to look at first. */
  agent?: string;
}

export function readFloorSearch(search: Record<string, unknown>): FloorSearch {
  const result: FloorSearch = {};
  if (typeof search['project'] === 'string') result.project = search['project'];
  if (typeof search['state'] === 'string') result.state = search['state'] as AgentState;
  if (typeof search['agent'] === 'string') result.agent = search['agent'];
  return result;
}

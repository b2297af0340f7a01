import type { AgentState, TransferTarget, TransferTargets } from '../api/types';

/** One line of the transfer menu. */
export interface Choice {
  key: string;
  kind: 'number' | 'agent' | 'queue';
  label: string;
  /** Null for a number or a queue. */
  state: AgentState | null;
  /** Callers in a queue's line, agents ready for it. */
  waiting: number;
  ready: number;
  free: boolean;
  target: TransferTarget;
}

/** What the typed text can mean: a number to dial, then agents and queues whose names contain it, the free ones first. */
export function choices(targets: TransferTargets | null, typed: string, number: string | null): Choice[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const fits = (...names: string[]) => names.some((name) => name.toLocaleLowerCase().includes(wanted));
  const found: Choice[] = [];
  if (number !== null) {
    found.push({
      key: 'number',
      kind: 'number',
      label: number,
      state: null,
      waiting: 0,
      ready: 0,
      free: true,
      target: { number },
    });
  }
  for (const { id, name, login, state, free } of targets?.agents ?? []) {
    if (fits(name, login))
      found.push({ key: id, kind: 'agent', label: name, state, waiting: 0, ready: 0, free, target: { agentId: id } });
  }
  for (const { id, name, waiting, ready } of targets?.queues ?? []) {
    if (fits(name))
      found.push({
        key: id,
        kind: 'queue',
        label: name,
        state: null,
        waiting,
        ready,
        free: true,
        target: { queueId: id },
      });
  }
  return found;
}

/** The next line that can be chosen, round the ends; -1 when there is none. */
export function step(found: Choice[], from: number, by: 1 | -1): number {
  for (let tried = 1; tried <= found.length; tried++) {
    const at = (from + by * tried + found.length * 2) % found.length;
    if (found[at]?.free) return at;
  }
  return -1;
}

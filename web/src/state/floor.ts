import type { Alarm, Floor, FloorAgent, FloorChange } from '../api/types';
import type { EventStream } from './events';
import { Scope } from './scope';
import { type ReadonlyValue, Value } from './value';

const ALARMS_KEPT = 100;

/** Lays the changed things over the floor; unknown ones are added, removed ones leave. */
export function applyChange(floor: Floor, change: FloorChange): Floor {
  const removed = change.removed ?? {};
  return {
    queues: merge(floor.queues, change.queues, removed.queues, (queue) => queue.id),
    agents: merge(floor.agents, change.agents, removed.agents, (agent) => agent.id),
    waiting: merge(floor.waiting, change.waiting, removed.waiting, (waiting) => waiting.interactionId),
    calls: merge(floor.calls, change.calls, removed.calls, (call) => call.interactionId),
    alarms: floor.alarms,
    serverTime: change.serverTime,
  };
}

function merge<T>(now: T[], changed: T[] = [], removed: string[] = [], id: (item: T) => string): T[] {
  if (changed.length === 0 && removed.length === 0) return now;
  const byId = new Map(now.map((item) => [id(item), item]));
  for (const gone of removed) byId.delete(gone);
  for (const item of changed) byId.set(id(item), item);
  return [...byId.values()];
}

export function applyAlarm(alarms: Alarm[], alarm: Alarm): Alarm[] {
  const others = alarms.filter((other) => other.id !== alarm.id);
  return [alarm, ...others].slice(0, ALARMS_KEPT);
}

/** How badly an agent needs the supervisor: lower comes first. */
const ATTENTION: Record<FloorAgent['state'], number> = {
  missed: 0,
  ringing: 2,
  'wrap-up': 3,
  hold: 3,
  talking: 4,
  pause: 5,
  ready: 6,
  offline: 9,
};

export function byAttention(agents: FloorAgent[]): FloorAgent[] {
  const weight = (agent: FloorAgent) =>
    // somebody who should take calls and whose phone cannot be reached comes right after missed
    agent.state !== 'offline' && agent.state !== 'missed' && !agent.phone.reachable ? 1 : ATTENTION[agent.state];
  return [...agents].sort(
    (a, b) => weight(a) - weight(b) || a.stateSince.localeCompare(b.stateSince) || a.name.localeCompare(b.name),
  );
}

/** The floor as this person may see it, kept fresh by the event stream. */
export class FloorModel {
  readonly #floor = new Value<Floor | null>(null);
  readonly #scope = new Scope();

  constructor(events: EventStream, learn: (serverTime: string) => void) {
    this.#scope.own(
      events.on<Floor>('floor', (floor) => {
        learn(floor.serverTime);
        this.#floor.set({ ...floor, alarms: floor.alarms ?? [] });
      }),
    );
    this.#scope.own(
      events.on<FloorChange>('floor-change', (change) => {
        learn(change.serverTime);
        this.#floor.update((floor) => (floor === null ? floor : applyChange(floor, change)));
      }),
    );
    this.#scope.own(
      events.on<Alarm>('alarm', (alarm) => {
        this.#floor.update((floor) => (floor === null ? floor : { ...floor, alarms: applyAlarm(floor.alarms, alarm) }));
      }),
    );
  }

  get floor(): ReadonlyValue<Floor | null> {
    return this.#floor;
  }

  stop(): void {
    this.#scope.end();
  }
}

import { describe, expect, it } from 'vitest';
import type { Alarm, Floor, FloorAgent } from '../api/types';
import { applyAlarm, applyChange, byAttention } from './floor';

const agent = (
  id: string,
  state: FloorAgent['state'],
  stateSince = '2026-11-23T10:00:00Z',
  reachable = true,
): FloorAgent => ({
  id,
  name: id,
  login: id,
  state,
  stateSince,
  pauseReason: null,
  nextState: null,
  projectIds: [],
  queueIds: [],
  phone: { kind: 'browser', reachable },
  interactionId: null,
  number: null,
  queueName: null,
  today: { calls: 0, talkSeconds: 0, missed: 0 },
  supervisors: [],
  quality: null,
});

const empty: Floor = { queues: [], agents: [], waiting: [], calls: [], alarms: [], serverTime: '2026-11-23T10:00:00Z' };

describe('floor', () => {
  it('takes changed and new agents and lets removed ones go', () => {
    const before = { ...empty, agents: [agent('a', 'ready'), agent('b', 'ready')] };
    const after = applyChange(before, {
      agents: [agent('b', 'talking'), agent('c', 'ready')],
      removed: { agents: ['a'] },
      serverTime: '2026-11-23T10:00:01Z',
    });
    expect(after.agents.map(({ id, state }) => `${id} ${state}`)).toEqual(['b talking', 'c ready']);
    expect(after.queues).toBe(before.queues);
    expect(before.agents).toHaveLength(2);
  });

  it('shows first who needs attention, the longest in a state before others', () => {
    const sorted = byAttention([
      agent('offline', 'offline', undefined, false),
      agent('ready', 'ready'),
      agent('talking-short', 'talking', '2026-11-23T10:05:00Z'),
      agent('talking-long', 'talking', '2026-11-23T09:00:00Z'),
      agent('unreachable', 'ready', undefined, false),
      agent('missed', 'missed'),
    ]);
    expect(sorted.map(({ id }) => id)).toEqual([
      'missed',
      'unreachable',
      'talking-long',
      'talking-short',
      'ready',
      'offline',
    ]);
  });

  it('replaces an alarm that is over and keeps the list bounded', () => {
    const alarm = (id: string, raised: boolean): Alarm => ({
      id,
      code: 'trunk-down',
      text: '',
      severity: 'warning',
      at: '2026-11-23T10:00:00Z',
      raised,
      projectId: null,
    });
    let alarms = applyAlarm([], alarm('1', true));
    alarms = applyAlarm(alarms, alarm('1', false));
    expect(alarms).toEqual([alarm('1', false)]);
    for (let i = 0; i < 300; i++) alarms = applyAlarm(alarms, alarm(`n${i}`, true));
    expect(alarms.length).toBeLessThanOrEqual(100);
  });
});

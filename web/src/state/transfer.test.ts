import { describe, expect, it } from 'vitest';
import type { TransferTargets } from '../api/types';
import { choices, step } from './transfer';

const TARGETS: TransferTargets = {
  queues: [{ id: 'q1', name: 'Sales', projectId: 'p', waiting: 2, ready: 1 }],
  agents: [
    { id: 'a1', name: 'Мария Иванова', login: 'ivanova', state: 'ready', free: true },
    { id: 'a2', name: 'Salim', login: 'salim', state: 'talking', free: false },
  ],
};

describe('transfer menu', () => {
  it('lists agents, then queues', () => {
    expect(choices(TARGETS, '', null).map(({ key }) => key)).toEqual(['a1', 'a2', 'q1']);
  });

  it('finds by a part of the name or the login', () => {
    expect(choices(TARGETS, 'sal', null).map(({ key }) => key)).toEqual(['a2', 'q1']);
    expect(choices(TARGETS, 'ИВАН', null).map(({ key }) => key)).toEqual(['a1']);
    expect(choices(TARGETS, 'ivan', null).map(({ key }) => key)).toEqual(['a1']);
  });

  it('offers a number that can be dialled first', () => {
    expect(choices(TARGETS, '112', '112')).toMatchObject([{ kind: 'number', target: { number: '112' } }]);
    expect(choices(null, '112', null)).toEqual([]);
  });

  it('steps over whoever cannot take a call, and round the ends', () => {
    const found = choices(TARGETS, '', null);
    expect(step(found, -1, 1)).toBe(0);
    expect(step(found, 0, 1)).toBe(2);
    expect(step(found, 2, 1)).toBe(0);
    expect(step(found, 0, -1)).toBe(2);
    expect(step([], -1, 1)).toBe(-1);
  });
});

import { describe, expect, it } from 'vitest';
import type { CallFact } from '../api/types';
import { qualityOf } from './quality';

const fact = (type: string, data: Record<string, unknown>): CallFact => ({
  factId: `${type}-${String(data.party)}`,
  at: '2026-01-01T10:00:00Z',
  type,
  data,
});

describe('the quality of a call', () => {
  it('has one line for each leg that had sound', () => {
    const lines = qualityOf([
      fact('interaction.started', {}),
      fact('media.measured', {
        party: 'customer',
        codec: 'PCMA',
        lossPercent: 10.4,
        peerLossPercent: 0,
        jitterMs: 2.5,
        roundTripMs: 31,
        mos: 3.2,
      }),
      fact('media.measured', {
        party: 'agent',
        agentId: 'a1',
        codec: 'opus',
        lossPercent: 0,
        jitterMs: 1,
        mos: 4.4,
      }),
    ]);
    expect(lines.map((line) => [line.party, line.agentId, line.codec])).toEqual([
      ['customer', null, 'PCMA'],
      ['agent', 'a1', 'opus'],
    ]);
    expect(lines[0]).toMatchObject({ lossPercent: 10.4, heardLossPercent: 0, roundTripMs: 31, mos: 3.2 });
    expect(lines[1]).toMatchObject({ heardLossPercent: null, roundTripMs: null });
  });
});

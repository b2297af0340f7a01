import { describe, expect, it } from 'vitest';
import type { CallFact } from '../api/types';
import { factValues } from './factValues';

const fact = (type: string, data: Record<string, unknown>) => ({ type, data }) as unknown as CallFact;
const code = (group: string, value: string) => `${group}/${value}`;

describe('facts of calls out', () => {
  it('say over which trunk a call goes and why not over the one before', () => {
    const values = factValues(fact('outbound.routed', { trunk: 'Dear', statusBefore: 503 }), new Map(), code);
    expect(values).toMatchObject({ trunk: 'Dear', after: '(SIP 503)' });
    expect(factValues(fact('outbound.routed', { trunk: 'Cheap' }), new Map(), code)['after']).toBe('');
  });

  it('give rules in the words agents read', () => {
    const refused = factValues(fact('outbound.refused', { reason: 'outbound-country' }), new Map(), code);
    expect(refused['reason']).toBe('error/outbound-country');
    expect(factValues(fact('queue.left', { reason: 'abandoned' }), new Map(), code)['reason']).toBe('left/abandoned');
  });
});

import { describe, expect, it } from 'vitest';
import type { SignalledMessage } from '../api/types';
import { labelOf, rungsOf } from './ladder';

function message(at: string, text: string): SignalledMessage {
  return { at, sent: true, transport: 'udp', remote: '127.0.0.2:5060', text };
}

describe('a ladder', () => {
  it('names requests by method and answers by status and what they answer', () => {
    expect(labelOf('INVITE sip:100@otvet SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n')).toBe('INVITE');
    expect(labelOf('SIP/2.0 486 Busy Here\r\nTo: x\r\nCSeq: 2 INVITE\r\n\r\n')).toBe('486 Busy Here (INVITE)');
    expect(labelOf('SIP/2.0 200 OK')).toBe('200 OK');
    expect(labelOf('')).toBe('');
  });

  it('puts the messages of all legs in one order', () => {
    const rungs = rungsOf([
      {
        legId: 'a',
        party: 'customer',
        agentName: null,
        messages: [message('2026-11-25T08:00:00.100Z', 'INVITE x'), message('2026-11-25T08:00:02Z', 'BYE x')],
      },
      { legId: 'b', party: 'agent', agentName: 'Anna', messages: [message('2026-11-25T08:00:00.250Z', 'INVITE y')] },
      { legId: 'c', party: 'consulted', agentName: null, messages: [] },
    ]);
    expect(rungs.map((rung) => [rung.party, rung.afterMs, rung.label])).toEqual([
      [0, 0, 'INVITE'],
      [1, 150, 'INVITE'],
      [0, 1900, 'BYE'],
    ]);
    expect(rungsOf([])).toEqual([]);
  });
});

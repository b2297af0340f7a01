import type { LegMessages, SignalledMessage } from '../api/types';

/** One message of a call, drawn between us and a party. */
export interface Rung {
  key: string;
  /** Milliseconds since the call's first message. */
  afterMs: number;
  /** Which party's line it goes to, from 0. */
  party: number;
  message: SignalledMessage;
  /** Method, or status with its reason and what it answers. */
  label: string;
}

/** The messages of all legs in the order in which they went over the wire. */
export function rungsOf(legs: readonly LegMessages[]): Rung[] {
  const all = legs.flatMap((leg, party) => leg.messages.map((message) => ({ party, message })));
  all.sort((a, b) => Date.parse(a.message.at) - Date.parse(b.message.at));
  const start = all.length === 0 ? 0 : Date.parse(all[0]?.message.at ?? '');
  return all.map(({ party, message }, index) => ({
    key: `${index}`,
    afterMs: Date.parse(message.at) - start,
    party,
    message,
    label: labelOf(message.text),
  }));
}

export function labelOf(text: string): string {
  const start = text.split('\r\n', 1)[0] ?? '';
  if (!start.startsWith('SIP/')) return start.split(' ', 1)[0] ?? '';
  const status = start.slice(start.indexOf(' ') + 1);
  const method = /\r\ncseq\s*:\s*\d+\s+([A-Z]+)/i.exec(text)?.[1];
  return method === undefined ? status : `${status} (${method})`;
}

import type { CallFact } from '../api/types';

/** How one party's sound fared, by the fact that its leg left behind. */
export interface PartyQuality {
  key: string;
  party: string;
  agentId: string | null;
  codec: string;
  /** Of what came from the party, 0 to 100. */
  lossPercent: number;
  /** Of what the party should have heard, by its own reports. */
  heardLossPercent: number | null;
  jitterMs: number;
  roundTripMs: number | null;
  mos: number;
}

export const POOR_MOS = 3.1;

/** One line for each leg that had sound, in the order in which they ended. */
export function qualityOf(facts: CallFact[]): PartyQuality[] {
  return facts
    .filter((fact) => fact.type === 'media.measured')
    .map((fact) => {
      const number = (name: string) => {
        const value = fact.data[name];
        return typeof value === 'number' ? value : null;
      };
      const text = (name: string) => {
        const value = fact.data[name];
        return typeof value === 'string' ? value : null;
      };
      return {
        key: fact.factId,
        party: text('party') ?? 'party',
        agentId: text('agentId'),
        codec: text('codec') ?? '',
        lossPercent: number('lossPercent') ?? 0,
        heardLossPercent: number('peerLossPercent'),
        jitterMs: number('jitterMs') ?? 0,
        roundTripMs: number('roundTripMs'),
        mos: number('mos') ?? 0,
      };
    });
}

import { describe, expect, it } from 'vitest';
import type { CallFact, CallRecording, RibbonPart } from '../api/types';
import { marksOf } from './marks';

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, second)).toISOString();
const ms = (second: number) => Date.parse(at(second));
const fact = (type: string, second: number): CallFact => ({ factId: `${second}`, at: at(second), type, data: {} });
const part = (kind: RibbonPart['kind'], from: number, to: number | null): RibbonPart => ({
  kind,
  from: at(from),
  to: to === null ? null : at(to),
  agentName: null,
  detail: null,
});
const recording = { id: 'r', startedAt: at(10), lengthMs: 20_000 } as CallRecording;

describe('marks of a recording', () => {
  it('are its pauses, holds, consultations and transfers in the order of time', () => {
    const marks = marksOf(
      {
        facts: [fact('recording.paused', 12), fact('recording.resumed', 15)],
        ribbon: [part('talking', 10, 30), part('consult', 18, 20), part('hold', 16, 18)],
      },
      recording,
    );
    expect(marks).toEqual([
      { kind: 'paused', from: ms(12), to: ms(15) },
      { kind: 'hold', from: ms(16), to: ms(18) },
      { kind: 'consult', from: ms(18), to: ms(20) },
    ]);
  });

  it('are cut to the recording', () => {
    const marks = marksOf({ facts: [], ribbon: [part('hold', 5, 12), part('transferring', 28, 40)] }, recording);
    expect(marks).toEqual([
      { kind: 'hold', from: ms(10), to: ms(12) },
      { kind: 'transferring', from: ms(28), to: ms(30) },
    ]);
    expect(marksOf({ facts: [], ribbon: [part('hold', 30, 40)] }, recording)).toEqual([]);
  });

  it('last to the end where no end is known', () => {
    const marks = marksOf({ facts: [fact('recording.paused', 25)], ribbon: [] }, recording);
    expect(marks).toEqual([{ kind: 'paused', from: ms(25), to: ms(30) }]);
  });
});

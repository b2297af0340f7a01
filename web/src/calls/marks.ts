import type { CallDetail, CallRecording } from '../api/types';

export type MarkKind = 'paused' | 'hold' | 'consult' | 'transferring';

/** A stretch of a recording in which something else than talk went on; milliseconds since the epoch. */
export interface Mark {
  kind: MarkKind;
  from: number;
  to: number;
}

const STRETCHES: ReadonlySet<string> = new Set<MarkKind>(['hold', 'consult', 'transferring']);

/** What is marked in the waveform of one recording, cut to it, in the order of time. */
export function marksOf(detail: Pick<CallDetail, 'facts' | 'ribbon'>, recording: CallRecording): Mark[] {
  const start = Date.parse(recording.startedAt);
  const end = start + recording.lengthMs;
  const stretches = detail.ribbon
    .filter((part) => STRETCHES.has(part.kind))
    .map((part) => ({
      kind: part.kind as MarkKind,
      from: Date.parse(part.from),
      to: part.to === null ? end : Date.parse(part.to),
    }));
  return [...pauses(detail, end), ...stretches]
    .map(({ kind, from, to }) => ({ kind, from: Math.max(from, start), to: Math.min(to, end) }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
}

function pauses(detail: Pick<CallDetail, 'facts'>, end: number): Mark[] {
  const marks: Mark[] = [];
  let since: number | null = null;
  for (const fact of detail.facts) {
    if (fact.type === 'recording.paused') since ??= Date.parse(fact.at);
    if (fact.type === 'recording.resumed' && since !== null) {
      marks.push({ kind: 'paused', from: since, to: Date.parse(fact.at) });
      since = null;
    }
  }
  if (since !== null) marks.push({ kind: 'paused', from: since, to: end });
  return marks;
}

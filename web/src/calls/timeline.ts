import type { CallDetail, RibbonPart } from '../api/types';

/** The time that one call's drawing covers, in milliseconds since the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** From the first to the last thing drawn; a part without an end lasts until now. */
export function spanOf(detail: CallDetail, nowMs: number): Span {
  const starts = [Date.parse(detail.summary.startedAt), ...detail.ribbon.map((part) => Date.parse(part.from))];
  const ends = [
    ...detail.ribbon.map((part) => (part.to === null ? openEnd(detail, nowMs) : Date.parse(part.to))),
    ...detail.recordings.map((recording) => Date.parse(recording.startedAt) + recording.lengthMs),
  ];
  if (detail.summary.endedAt !== null) ends.push(Date.parse(detail.summary.endedAt));
  const from = Math.min(...starts);
  return { from, to: Math.max(from + 1000, ...ends) };
}

function openEnd(detail: CallDetail, nowMs: number): number {
  return detail.summary.endedAt === null ? nowMs : Date.parse(detail.summary.endedAt);
}

/** Place of a moment in the span, 0 to 100. */
export function percentAt(span: Span, ms: number): number {
  return Math.min(100, Math.max(0, ((ms - span.from) * 100) / (span.to - span.from)));
}

export function partEnd(part: RibbonPart, span: Span): number {
  return part.to === null ? span.to : Date.parse(part.to);
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const MOST_TICKS = 10;

/** Seconds from the start at which the scale is marked. */
export function ticks(span: Span): number[] {
  const seconds = (span.to - span.from) / 1000;
  const step = STEPS.find((candidate) => seconds / candidate <= MOST_TICKS) ?? 7200;
  const marks: number[] = [];
  for (let mark = 0; mark < seconds; mark += step) marks.push(mark);
  return marks;
}

/** Outline of a waveform in a box `points` wide and 2 high, mirrored at the middle. */
export function outline(peaks: number[]): string {
  if (peaks.length === 0) return '';
  const height = (peak: number) => Math.max(0.015, Math.min(1, peak));
  const upper = peaks.map((peak, x) => `${x} ${(1 - height(peak)).toFixed(3)}`);
  const lower = peaks.map((peak, x) => `${x} ${(1 + height(peak)).toFixed(3)}`).reverse();
  return `M${upper.join('L')}L${lower.join('L')}Z`;
}

/** `m:ss`, or `h:mm:ss` from an hour on. Negative time (clocks differ a little) counts as zero. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '–';
  const whole = Math.max(0, Math.floor(seconds));
  const s = String(whole % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${s}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${s}`;
}

/** Whole seconds from an instant to now (milliseconds). */
export function secondsSince(instant: string | null | undefined, nowMs: number): number {
  if (!instant) return 0;
  return Math.max(0, Math.floor((nowMs - Date.parse(instant)) / 1000));
}

/** Whole seconds left until an instant, rounded up, never below zero. */
export function secondsUntil(instant: string | null | undefined, nowMs: number): number {
  if (!instant) return 0;
  return Math.max(0, Math.ceil((Date.parse(instant) - nowMs) / 1000));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${locale}/${key}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(id, made);
  return made;
}

export function clock(instant: string | number, locale: string): string {
  return format(locale, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
}

export function clockSeconds(instant: string | number, locale: string): string {
  return format(locale, 'seconds', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
}

/** Only the time today, else day and time. */
export function moment(instant: string, locale: string, nowMs: number): string {
  const at = new Date(instant);
  const now = new Date(nowMs);
  if (at.toDateString() === now.toDateString()) return clock(instant, locale);
  const sameYear = at.getFullYear() === now.getFullYear();
  return format(locale, sameYear ? 'day-time' : 'year-day-time', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' as const }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

export function fullMoment(instant: string, locale: string): string {
  return format(locale, 'full', { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(instant));
}

/** The day in the user's zone as `YYYY-MM-DD`, what a date field wants. */
export function dayOf(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
}

/** Start of a day (`YYYY-MM-DD`) in the user's zone, moved by whole days, as an instant. */
export function dayStart(day: string, plusDays = 0): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const date = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + plusDays);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

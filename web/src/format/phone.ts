import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number as people read it: international format when it is one, else as it came (extensions, anonymous callers). */
export function phone(number: string | null | undefined): string {
  if (!number) return '';
  const text = number.trim();
  if (!/^\+?[\d\s()-]{7,}$/.test(text)) return text;
  const digits = text.replace(/\D/g, '');
  // 8 is how calls inside Russia are dialled: the same subscriber as +7
  const international = text.startsWith('+') ? text : digits.length === 11 ? `+${digits.replace(/^8/, '7')}` : null;
  const parsed = international === null ? undefined : parsePhoneNumberFromString(international);
  return parsed?.isPossible() ? parsed.formatInternational() : text;
}

/** What is typed into the dial box, made ready for the server: digits with an optional plus; null when it is no number. */
export function dialable(typed: string): string | null {
  const text = typed.replace(/[\s().\-–]/g, '');
  return /^\+?[\d*#]{2,20}$/.test(text) ? text : null;
}

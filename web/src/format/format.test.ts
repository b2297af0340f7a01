import { describe, expect, it } from 'vitest';
import { duration, secondsSince, secondsUntil } from './duration';
import { dialable, phone } from './phone';
import { dayOf, dayStart } from './time';

describe('duration', () => {
  it('reads as m:ss and h:mm:ss', () => {
    expect(duration(0)).toBe('0:00');
    expect(duration(65)).toBe('1:05');
    expect(duration(3599)).toBe('59:59');
    expect(duration(3725)).toBe('1:02:05');
  });

  it('shows a dash for what is not known and zero for clocks that differ', () => {
    expect(duration(null)).toBe('–');
    expect(duration(-3)).toBe('0:00');
  });

  it('counts since and until in whole seconds', () => {
    const at = Date.parse('2026-11-23T10:00:10Z');
    expect(secondsSince('2026-11-23T10:00:00Z', at)).toBe(10);
    expect(secondsUntil('2026-11-23T10:00:12.400Z', at)).toBe(3);
    expect(secondsUntil('2026-11-23T10:00:00Z', at)).toBe(0);
  });
});

describe('phone', () => {
  it('formats international numbers', () => {
    expect(phone('+79211234567')).toBe('+7 921 123 45 67');
    expect(phone('+442079460958')).toBe('+44 20 7946 0958');
  });

  it('takes the Russian trunk prefix for +7', () => {
    expect(phone('89211234567')).toBe('+7 921 123 45 67');
  });

  it('leaves extensions and anonymous callers alone', () => {
    expect(phone('1001')).toBe('1001');
    expect(phone('anonymous')).toBe('anonymous');
    expect(phone(null)).toBe('');
  });

  it('makes what was typed ready to dial', () => {
    expect(dialable('+7 (921) 123-45-67')).toBe('+79211234567');
    expect(dialable('1001')).toBe('1001');
    expect(dialable('call me')).toBeNull();
    expect(dialable('+')).toBeNull();
  });
});

describe('days', () => {
  it('go to instants and back in the zone of the user', () => {
    const start = dayStart('2026-03-01');
    expect(start).not.toBeNull();
    expect(dayOf(new Date(start ?? ''))).toBe('2026-03-01');
    expect(dayOf(new Date(dayStart('2026-02-28', 1) ?? ''))).toBe('2026-03-01');
    expect(dayStart('yesterday')).toBeNull();
  });
});

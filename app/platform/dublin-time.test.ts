import { describe, expect, it } from 'vitest';
import { formatDate, formatDay, formatTime, greetingAt } from './dublin-time.ts';

describe('Dublin time', () => {
  it('follows summer time', () => {
    expect(formatTime(new Date('2026-07-01T08:05:00Z'))).toBe('09:05');
    expect(formatTime(new Date('2026-01-01T08:05:00Z'))).toBe('08:05');
    expect(formatTime(new Date('2026-01-01T00:00:00Z'))).toBe('00:00');
  });

  it('names the day as Dublin counts it', () => {
    const now = new Date('2026-06-15T10:00:00Z');
    expect(formatDay(new Date('2026-06-14T23:30:00Z'), now)).toBe('Today');
    expect(formatDay(new Date('2026-06-14T22:30:00Z'), now)).toBe('Yesterday');
    expect(formatDay(new Date('2026-06-11T12:00:00Z'), now)).toBe('Thursday 11 June');
    expect(formatDay(new Date('2025-12-25T12:00:00Z'), now)).toBe('Thursday 25 December 2025');
    expect(formatDate(new Date('2026-03-02T12:00:00Z'))).toBe('2 March 2026');
  });

  it('greets by the hour', () => {
    expect(greetingAt(new Date('2026-01-10T09:00:00Z'))).toBe('Good morning');
    expect(greetingAt(new Date('2026-01-10T12:00:00Z'))).toBe('Good afternoon');
    expect(greetingAt(new Date('2026-01-10T18:00:00Z'))).toBe('Good evening');
    expect(greetingAt(new Date('2026-01-10T03:00:00Z'))).toBe('Good evening');
  });
});

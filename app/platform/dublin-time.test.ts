import { describe, expect, it } from 'vitest';
import { formatDate, formatDay, formatTime, fromDublin, greetingAt } from './dublin-time.ts';

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

describe('fromDublin', () => {
  it.each([
    ['2026-01-05T09:05', '2026-01-05T09:05:00.000Z'],
    ['2026-07-05 09:05', '2026-07-05T08:05:00.000Z'],
    ['2026-07-05T00:30:00', '2026-07-04T23:30:00.000Z'],
    // The hour that is left out in spring, and the one that comes twice in autumn.
    ['2026-03-29T01:30', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T01:30', '2026-10-25T01:30:00.000Z'],
  ])('%s', (text, iso) => expect(fromDublin(text)?.toISOString()).toBe(iso));

  it.each(['', '2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T24:00', '2026-01-01', 'now'])(
    '%s is no moment',
    (text) => expect(fromDublin(text)).toBeNull(),
  );
});

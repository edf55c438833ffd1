/*
 * Dates and times for people, always in Dublin's time and in fixed words: server and browser then print the same
 * characters, whatever their own zone and language data (F2).
 */

const ZONE = 'Europe/Dublin';
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const numbers = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
});

type Clock = { year: number; month: number; day: number; hour: number; minute: number };

function clockOf(instant: Date): Clock {
  const parts = new Map(numbers.formatToParts(instant).map((part) => [part.type as string, Number(part.value)]));
  const read = (name: string) => parts.get(name) ?? 0;
  return { year: read('year'), month: read('month'), day: read('day'), hour: read('hour'), minute: read('minute') };
}

/** Whole days since 1970 of the calendar day, for counting days between two. */
function dayNumber(clock: Clock): number {
  return Math.round(Date.UTC(clock.year, clock.month - 1, clock.day) / 86_400_000);
}

/** `09:05`. */
export function formatTime(instant: Date): string {
  const { hour, minute } = clockOf(instant);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** `3 March 2026`. */
export function formatDate(instant: Date): string {
  const { day, month, year } = clockOf(instant);
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** An ISO date such as `2026-03-03` as `3 March 2026`. */
export function formatIsoDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** The calendar day as an ISO date, `2026-03-03`. */
export function isoDay(instant: Date): string {
  return new Date(dayNumber(clockOf(instant)) * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The moment of a Dublin date and time as a browser's field gives it, `2026-03-03T09:05`; null for what is none. An
 * hour that is left out in spring is taken as if the clock had not been changed yet.
 */
export function fromDublin(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d)?$/.exec(text);
  if (!match) return null;
  const local = `${match[1]}T${match[2]}`;
  const asUtc = new Date(`${local}Z`);
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString().slice(0, 16) !== local) return null;
  const hours = [0, 1].map((ahead) => new Date(asUtc.getTime() - ahead * 3_600_000));
  return hours.find((at) => dublinField(at) === local) ?? asUtc;
}

/** A moment as the value of a browser's date and time field, in Dublin's time. */
export function dublinField(instant: Date): string {
  return `${isoDay(instant)}T${formatTime(instant)}`;
}

/** `Today`, `Yesterday`, `Monday 3 March`, or with the year when it is not that of `now`. */
export function formatDay(instant: Date, now: Date): string {
  const then = clockOf(instant);
  const today = clockOf(now);
  const age = dayNumber(today) - dayNumber(then);
  if (age === 0) return 'Today';
  if (age === 1) return 'Yesterday';
  const day = `${WEEKDAYS[(dayNumber(then) + 4) % 7] ?? ''} ${then.day} ${MONTHS[then.month - 1] ?? ''}`;
  return then.year === today.year ? day : `${day} ${then.year}`;
}

/** `Good morning` until noon, `Good afternoon` until six, `Good evening` after. */
export function greetingAt(instant: Date): string {
  const { hour } = clockOf(instant);
  if (hour >= 5 && hour < 12) return 'Good morning';
  return hour >= 12 && hour < 18 ? 'Good afternoon' : 'Good evening';
}

import { formatDate, formatTime } from '#app/platform/dublin-time.ts';

/** `10:31`; for hours of several days with the date before it. */
export function shortMoment(at: string | undefined, step: 'minute' | 'hour'): string {
  if (at === undefined) return '';
  const instant = new Date(at);
  return step === 'minute' ? formatTime(instant) : `${formatDate(instant)}, ${formatTime(instant)}`;
}

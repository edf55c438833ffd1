import { formatDate } from '#app/platform/dublin-time.ts';

/** `3 March 2026` of the calendar day `2026-03-03`. */
export const formatIsoDay = (day: string): string => formatDate(new Date(`${day}T12:00:00Z`));

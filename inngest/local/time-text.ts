const UNIT_MS: Record<string, number> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };
const DURATION = /^(?:\d+(?:\.\d+)?[wdhms])+$/;

/** Milliseconds of a duration as the SDK writes it ("1d2h", "30s"); undefined when `text` is none. */
export function durationMs(text: string): number | undefined {
  const compact = text.replaceAll(/\s/g, '');
  if (!DURATION.test(compact)) return undefined;
  return [...compact.matchAll(/(\d+(?:\.\d+)?)([wdhms])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit ?? ''] ?? 0),
    0,
  );
}

/** Milliseconds from `now` to what `text` names: a duration, or a moment in ISO 8601. Throws when it is neither. */
export function delayMs(text: string, now: number): number {
  const duration = durationMs(text);
  if (duration !== undefined) return duration;
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw new Error(`"${text}" is neither a duration such as 10m nor a date.`);
  return Math.max(0, moment - now);
}

/**
 * Milliseconds that a `Retry-After` header asks for: whole seconds, or a date. Undefined when it is absent or
 * unreadable.
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\d+(\.\d+)?$/.test(header)) return Number(header) * 1000;
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - now);
}

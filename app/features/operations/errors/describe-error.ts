import type { ErrorDay, ListedError } from '#db/queries/operations/errors.ts';

type Person = { id: string; name: string | null };

export type ErrorItem = {
  id: string;
  kind: ListedError['kind'];
  code: string;
  message: string;
  tenant_id: string | null;
  route: string | null;
  method: string | null;
  request_id: string | null;
  user_id: string | null;
  fingerprint: string;
  count: number;
  first_seen_at: string;
  last_seen_at: string;
  /** The builds that met it the first and the latest time; null where nothing names them. */
  first_release: string | null;
  release: string | null;
  state: ListedError['state'];
  /** When and by whom the state was chosen; null while nobody did. */
  decided_at: string | null;
  decided_by: Person | null;
  /** When it happened again after it was resolved. */
  came_back_at: string | null;
  assigned_to: Person | null;
  /** How often on each of the last 14 days (UTC), today last. */
  recent: number[];
};

const RECENT_DAYS = 14;
const DAY_MS = 86_400_000;

/** The days of `recent`: since which one, and how many. */
export function recentDays(now: Date): { since: string; days: number } {
  const since = new Date(now.getTime() - (RECENT_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  return { since, days: RECENT_DAYS };
}

type Context = {
  counts: readonly ErrorDay[];
  days: { since: string; days: number };
  /** Of staff, by id. */
  names: ReadonlyMap<string, string>;
};

/** An error as the API and the pages show it, without its stack. */
export function describeError(row: ListedError, { counts, days, names }: Context): ErrorItem {
  const { id, kind, code, message, route, method, fingerprint, count, firstRelease, release, state } = row;
  const person = (of: string | null): Person | null => (of === null ? null : { id: of, name: names.get(of) ?? null });
  const first = Date.parse(days.since);
  const recent = Array.from({ length: days.days }, () => 0);
  for (const { day, count: times } of counts) {
    const place = (Date.parse(day) - first) / DAY_MS;
    if (place < recent.length) recent[place] = times;
  }
  return {
    id,
    kind,
    code,
    message,
    tenant_id: row.tenantId,
    route,
    method,
    request_id: row.requestId,
    user_id: row.userId,
    fingerprint,
    count,
    first_seen_at: row.firstSeenAt.toISOString(),
    last_seen_at: row.lastSeenAt.toISOString(),
    first_release: firstRelease,
    release,
    state,
    decided_at: row.decidedAt?.toISOString() ?? null,
    decided_by: person(row.decidedBy),
    came_back_at: row.cameBackAt?.toISOString() ?? null,
    assigned_to: person(row.assignedTo),
    recent,
  };
}

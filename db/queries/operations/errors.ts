import { and, desc, eq, getTableColumns, gte, inArray, isNull, ne, sql } from 'drizzle-orm';
import { staffUsers } from '../../schema/identity.ts';
import { errorDays, errorLog, type ErrorState } from '../../schema/observability.ts';
import type { PlatformScope, Tx } from '../../scope.ts';

/* The error log as the platform team reads it and decides about it (H8); each list at most `limit` rows (B1). */

export type LoggedError = typeof errorLog.$inferSelect;
/** An error as lists show it: without its stack (B6). */
export type ListedError = Omit<LoggedError, 'stack'>;

export type ErrorPosition = { lastSeenAt: string; id: string };

type ErrorFilter = {
  /** Only those that come after this one in the list. */
  after?: ErrorPosition;
  limit: number;
  kind?: LoggedError['kind'];
  tenantId?: string;
  /** In which it happened the latest time. */
  requestId?: string;
  /** Without one: all but the muted, or all of a request. */
  state?: ErrorState | 'all';
  /** The id of who looks after it, or `none`. */
  assignedTo?: string;
};

/** Errors by when they were last seen. */
export function selectErrors(tx: Tx, filter: ErrorFilter): Promise<ListedError[]> {
  const { after, limit, kind, tenantId, requestId, state, assignedTo } = filter;
  const shown = state ?? (requestId ? 'all' : 'not muted');
  const { stack: _stack, ...listed } = getTableColumns(errorLog);
  return tx
    .select(listed)
    .from(errorLog)
    .where(
      and(
        after
          ? sql`(${errorLog.lastSeenAt}, ${errorLog.id}) < (${after.lastSeenAt}::timestamptz, ${after.id}::uuid)`
          : undefined,
        kind ? eq(errorLog.kind, kind) : undefined,
        tenantId ? eq(errorLog.tenantId, tenantId) : undefined,
        requestId ? eq(errorLog.requestId, requestId) : undefined,
        // As it stands in the index of what is shown: a parameter would hide that it fits.
        shown === 'not muted' ? sql`state <> 'muted'` : shown === 'all' ? undefined : eq(errorLog.state, shown),
        assignedTo === 'none' ? isNull(errorLog.assignedTo) : undefined,
        assignedTo && assignedTo !== 'none' ? eq(errorLog.assignedTo, assignedTo) : undefined,
      ),
    )
    .orderBy(desc(errorLog.lastSeenAt), desc(errorLog.id))
    .limit(limit);
}

export async function findError(tx: Tx, id: string): Promise<LoggedError | undefined> {
  const [row] = await tx.select().from(errorLog).where(eq(errorLog.id, id)).limit(1);
  return row;
}

export type ErrorDay = { errorId: string; day: string; count: number };

/** How often errors happened on the days from `since` (UTC) on. `days`: how many of them there are at most. */
export async function selectErrorDays(
  tx: Tx,
  ids: readonly string[],
  { since, days }: { since: string; days: number },
): Promise<ErrorDay[]> {
  if (ids.length === 0) return [];
  return tx
    .select()
    .from(errorDays)
    .where(and(inArray(errorDays.errorId, [...ids]), gte(errorDays.day, since)))
    .orderBy(errorDays.errorId, errorDays.day)
    .limit(ids.length * days);
}

/** Writes what was decided about an error. False when it is not there, or is decided so already. */
export async function updateErrorState(
  tx: Tx,
  _scope: PlatformScope,
  id: string,
  { state, by }: { state: ErrorState; by: string },
): Promise<boolean> {
  const { rowCount } = await tx
    .update(errorLog)
    .set({ state, decidedAt: sql`now()`, decidedBy: by, cameBackAt: null })
    .where(and(eq(errorLog.id, id), ne(errorLog.state, state)));
  return rowCount === 1;
}

/** Writes who looks after an error: somebody of the platform's staff whose account is open, or nobody. */
export async function updateErrorAssignee(
  tx: Tx,
  _scope: PlatformScope,
  id: string,
  assignee: string | null,
): Promise<boolean> {
  const { rowCount } = await tx
    .update(errorLog)
    .set({ assignedTo: assignee })
    .where(
      and(
        eq(errorLog.id, id),
        assignee === null
          ? undefined
          : sql`exists (${tx
              .select({ one: sql`1` })
              .from(staffUsers)
              .where(and(eq(staffUsers.id, assignee), isAdmin))})`,
      ),
    );
  return rowCount === 1;
}

const isAdmin = and(eq(staffUsers.role, 'admin'), isNull(staffUsers.disabledAt));

/** The platform's own staff, of whom an error can be given to one; the first 100 by name. */
export function selectAdminNames(tx: Tx, _scope: PlatformScope): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: staffUsers.id, name: staffUsers.fullName })
    .from(staffUsers)
    .where(and(isNull(staffUsers.tenantId), isAdmin))
    .orderBy(staffUsers.fullName, staffUsers.id)
    .limit(100);
}

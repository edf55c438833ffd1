import { z } from 'zod';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import {
  listActedForOwner,
  selectPlatformDeeds,
  type ActedFor,
  type PlatformDeed,
} from '#db/queries/identity/acted-for.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';

/** One time at which a member of the platform's staff acted as an owner, as the owner reads of it. */
export type Visit = {
  id: string;
  began: string;
  /** Null while it lasts. */
  ended: string | null;
  reason: string;
  /** Null when nothing could be changed. */
  write_reason: string | null;
};

/** Who of the platform's staff opened an owner's home, when and why, the latest first (E6); nobody's name. */
export async function listVisits(scope: HouseScope, now = new Date()): Promise<Visit[]> {
  const rows = await withScope(scope, (tx) => listActedForOwner(tx, scope), { readOnly: true });
  return rows.map((row) => describeVisit(row, now));
}

function describeVisit({ id, reason, writeReason, createdAt, expiresAt, endedAt }: ActedFor, now: Date): Visit {
  const ended = endedAt ?? (expiresAt <= now ? expiresAt : null);
  return {
    id,
    began: createdAt.toISOString(),
    ended: ended?.toISOString() ?? null,
    reason,
    write_reason: writeReason,
  };
}

/** What of the platform's doing a builder is told. */
export const PLATFORM_DEEDS = [
  'impersonation.began',
  'impersonation.wrote',
  'impersonation.ended',
  'tenant.created',
  'tenant.changed',
  'tenant.retired',
  'tenant.reopened',
  'development.created',
  'development.changed',
  'development.closed',
  'development.opened',
  'development.reindex-asked',
  'answer-check.added-by-platform',
  'house-type.added',
  'house-type.changed',
  'house-type.removed',
] as const;

export type DeedItem = {
  id: string;
  at: string;
  action: string;
  /** As whom: a colleague by name, the owner of a house by its label; null where nobody was acted as. */
  as: { kind: 'staff' | 'owner'; name: string | null } | null;
  /** Of what was recorded with it: why, what could be changed, what was sent. */
  reason: string | null;
  write_reason: string | null;
  request: string | null;
  subject: string | null;
};

/**
 * What the platform's staff did in a builder's portal, in its owners' homes and to what is written down of it, the
 * latest first (E6, H4). Throws AppError 422 for a cursor of another list.
 */
export async function listPlatformDeeds(
  scope: TenantScope,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<DeedItem>> {
  const [before] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
  const rows = await withScope(
    scope,
    (tx) => selectPlatformDeeds(tx, scope, { actions: PLATFORM_DEEDS, before, limit: limit + 1 }),
    { readOnly: true },
  );
  return takePage(rows, limit, describeDeed, (row) => [row.id]);
}

const textOf = (details: Record<string, unknown>, key: string): string | null => {
  const value = details[key];
  return typeof value === 'string' && value !== '' ? value : null;
};

function describeDeed({ id, at, action, details, asStaff, asOwnerOf, asSomebody }: PlatformDeed): DeedItem {
  const [method, path, intent] = ['method', 'path', 'intent'].map((key) => textOf(details, key));
  return {
    id,
    at: new Date(at).toISOString(),
    action,
    as: !asSomebody ? null : asStaff === null ? { kind: 'owner', name: asOwnerOf } : { kind: 'staff', name: asStaff },
    reason: textOf(details, 'reason'),
    write_reason: textOf(details, 'write_reason'),
    request: method && path ? `${method} ${path}${intent ? ` (${intent})` : ''}` : null,
    subject: textOf(details, 'name') ?? textOf(details, 'code'),
  };
}

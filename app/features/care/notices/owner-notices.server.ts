import { z } from 'zod';
import {
  countUnreadNotices,
  insertNoticeReads,
  listOwnerNotices as query,
  readNoticeMails,
  storeNoticeMails,
} from '#db/queries/care/owner-notices.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';

export type OwnerNotice = {
  id: string;
  title: string;
  body: string;
  from: string;
  until: string | null;
  /** When it was changed after it was written. */
  changed: string | null;
  unread: boolean;
};

/** Above so many, the badge says "9+". */
const MOST_COUNTED = 10;

const POSITION = z.tuple([z.iso.datetime(), z.uuid()]);

/** One page of the notices that are shown to the house now, the latest first (F7, B1), and whether it wants mails. */
export async function listOwnerNotices(
  scope: HouseScope,
  wanted: { limit: number; cursor?: string | undefined },
): Promise<{ page: Page<OwnerNotice>; mails: boolean }> {
  const [startsAt, id] = decodeCursor(wanted.cursor, POSITION) ?? [];
  const after = startsAt && id ? { startsAt: new Date(startsAt), id } : undefined;
  return withScope(
    scope,
    async (tx) => {
      const rows = await query(tx, scope, { limit: wanted.limit + 1, ...(after ? { after } : {}) });
      return {
        page: takePage(rows, wanted.limit, describe, (row) => [row.startsAt.toISOString(), row.id]),
        mails: await readNoticeMails(tx, scope),
      };
    },
    { readOnly: true },
  );
}

function describe(row: Awaited<ReturnType<typeof query>>[number]): OwnerNotice {
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    from: row.startsAt.toISOString(),
    until: row.endsAt?.toISOString() ?? null,
    changed: row.version > 1 ? row.updatedAt.toISOString() : null,
    unread: row.readAt === null,
  };
}

/** How many notices wait to be read, at most ten. */
export function countUnread(scope: HouseScope): Promise<number> {
  return withScope(scope, (tx) => countUnreadNotices(tx, scope, MOST_COUNTED), { readOnly: true });
}

/** Notes that the owner has seen these; those that are not shown to the house are passed over. */
export function markNoticesRead(scope: HouseScope, ids: readonly string[]): Promise<void> {
  return withScope(scope, (tx) => insertNoticeReads(tx, scope, ids));
}

/** The owner's switch for mails about notices. */
export function chooseNoticeMails(scope: HouseScope, wanted: boolean): Promise<void> {
  return withScope(scope, (tx) => storeNoticeMails(tx, scope, wanted));
}

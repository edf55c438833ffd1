import { z } from 'zod';
import { findChange, listConcerned, type ConcernedOwner } from '#db/queries/insights/changes.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { describeWhole, type WholeChange } from './describe-change.ts';
import { MAX_OWNERS } from './limits.ts';
import { noSuchChange } from './no-such-change.ts';

export type ConcernedItem = {
  id: string;
  /** Null for somebody who had only scanned the house's code. */
  name: string | null;
  house: { id: string; label: string };
  answers: number;
  /** Of the latest of them. */
  answered_at: string;
  /** Of the latest, where its owner passed it on; else nobody but its owner reads it. */
  question: { id: string; text: string } | null;
  /** `will`: is told once staff say so; `none`: has left the house, or never moved in. */
  reach: 'will' | 'none';
  told: { at: string; seen_at: string | null; mail: 'sent' | 'failed' | 'under-way' | 'none' } | null;
};

/** A change with the owners whom it concerns (G12). Throws AppError: 404; 422 for a cursor of another list. */
export async function readChange(
  scope: TenantScope,
  changeId: string | undefined,
  query: { cursor?: string | undefined } = {},
): Promise<{ change: WholeChange; owners: Page<ConcernedItem> }> {
  const id = requireId(changeId, noSuchChange);
  const [after] = decodeCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
  return withScope(
    scope,
    async (tx) => {
      const row = await findChange(tx, scope, id);
      if (!row) throw noSuchChange();
      const owners = await listConcerned(tx, scope, id, { limit: MAX_OWNERS + 1, after });
      return {
        change: describeWhole(row),
        owners: takePage(owners, MAX_OWNERS, describeOwner, (one) => [one.homeownerId]),
      };
    },
    { readOnly: true },
  );
}

function describeOwner(row: ConcernedOwner): ConcernedItem {
  const isOwner = row.isOwners && row.claimedAt !== null;
  return {
    id: row.homeownerId,
    name: isOwner ? row.name : null,
    house: { id: row.houseId, label: row.house },
    answers: row.answers,
    answered_at: row.lastToldAt.toISOString(),
    question: row.questionId && row.question !== null ? { id: row.questionId, text: row.question } : null,
    reach: isOwner && row.endedAt === null ? 'will' : 'none',
    told: row.toldAt && {
      at: row.toldAt.toISOString(),
      seen_at: row.seenAt?.toISOString() ?? null,
      mail: row.mailedAt ? 'sent' : row.mailFailedAt ? 'failed' : row.hasMail ? 'under-way' : 'none',
    },
  };
}

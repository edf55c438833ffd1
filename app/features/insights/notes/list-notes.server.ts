import { z } from 'zod';
import { listNotes as readNotes } from '#db/queries/insights/notes.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { addDays } from '../schema.ts';

/** Days before its end at which staff are shown that a note ends. */
const SOON = 30;

export type NoteItem = {
  id: string;
  title: string;
  development: string;
  house_types: string[];
  written_on: string;
  /** The first day on which it holds no more; null for none. */
  ends_on: string | null;
  state: 'holds' | 'ends-soon' | 'ended' | 'not-ready';
};

/** One page of a builder's notes, newest first (B1, G9). Throws AppError 422 for a cursor of another list. */
export async function listNotes(
  scope: TenantScope,
  query: { limit: number; cursor?: string | undefined; show: 'all' | 'ending' },
): Promise<Page<NoteItem>> {
  const [before] = decodeCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
  const today = isoDay(new Date());
  const soon = addDays(today, SOON);
  const filter = { limit: query.limit + 1, before, endsBy: query.show === 'ending' ? soon : undefined };
  const rows = await withScope(scope, (tx) => readNotes(tx, scope, filter), { readOnly: true });
  return takePage(
    rows,
    query.limit,
    (row) => describeNote(row, today, soon),
    (row) => [row.id],
  );
}

function describeNote(row: Awaited<ReturnType<typeof readNotes>>[number], today: string, soon: string): NoteItem {
  return {
    id: row.id,
    title: row.title,
    development: row.development,
    house_types: row.houseTypes,
    written_on: isoDay(row.createdAt),
    ends_on: row.endsOn,
    state: stateOf(row, today, soon),
  };
}

function stateOf({ endsOn, live }: { endsOn: string | null; live: boolean }, today: string, soon: string) {
  if (endsOn !== null && endsOn <= today) return 'ended';
  if (!live) return 'not-ready';
  return endsOn !== null && endsOn <= soon ? 'ends-soon' : 'holds';
}

import type { ChangeRow, ListedChange } from '#db/queries/insights/changes.ts';
import type { ChangeCause, ChangeState } from '#db/schema/change-words.ts';

export type ChangeItem = {
  id: string;
  document: { id: string; title: string; development: string };
  /** The number of the document's version in which it was found. */
  in_version: number;
  cause: ChangeCause;
  was: { text: string; page: number };
  now: { text: string; page: number } | null;
  /** Answers that told it, and owners who were told; of 500 at most. */
  answers: number;
  owners: number;
  state: ChangeState;
  decided_at: string | null;
  found_at: string;
  /** To be sent along with a decision. */
  version: number;
};

/** With its whole passages, and what its owners were told. */
export type WholeChange = ChangeItem & { wording: string | null };

/** A change as staff and the API get it in lists: with the beginnings of its passages. */
export function describeChange(row: ListedChange): ChangeItem {
  return {
    id: row.id,
    document: { id: row.documentId, title: row.title, development: row.development },
    in_version: row.inVersion,
    cause: row.cause,
    was: { text: row.was, page: row.wasPage },
    now: row.now === null ? null : { text: row.now, page: row.nowPage ?? row.wasPage },
    answers: row.concerned.answers,
    owners: row.concerned.owners,
    state: row.state,
    decided_at: row.decidedAt?.toISOString() ?? null,
    found_at: row.createdAt.toISOString(),
    version: row.version,
  };
}

export const describeWhole = (row: ChangeRow): WholeChange => ({ ...describeChange(row), wording: row.wording });

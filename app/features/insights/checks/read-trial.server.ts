import { z } from 'zod';
import { countResults, findTriedVersion, listResults } from '#db/queries/insights/check-trials.ts';
import type { CheckOutcome } from '#db/schema/check-outcomes.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { compareAnswers, type ShownAnswer } from './describe-answer.ts';

export type TrialItem = {
  id: string;
  question: string;
  house_type: string;
  outcome: CheckOutcome;
  approved: ShownAnswer;
  answer: ShownAnswer;
};

export type Trial = {
  version_id: string;
  version: number;
  document: { id: string; title: string };
  live_version: number | null;
  /** `held`: it waits for a decision; `live`: owners read it; `under-way`: it is being read or tried. */
  state: 'held' | 'live' | 'under-way' | 'over';
  tried_at: string;
  counts: Partial<Record<CheckOutcome, number>>;
  /** Whose results are shown; without one, all but the same. */
  outcome: CheckOutcome | null;
  page: Page<TrialItem>;
};

export const noSuchTrial = () =>
  new AppError('not-found', 'No answers were checked with this version, or its document was deleted.');

/**
 * What a development's checks are answered with a version in the place of the live one, one page of them (B1). While it
 * is held, what would be lost comes first. Throws AppError: 404 when it was not tried or is not the tenant's, 422 for a
 * foreign cursor.
 */
export async function readTrial(
  scope: TenantScope,
  wanted: {
    versionId: string | undefined;
    outcome?: CheckOutcome | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<Trial> {
  const versionId = requireId(wanted.versionId, noSuchTrial);
  const [after] = decodeCursor(wanted.cursor, z.tuple([z.uuid()])) ?? [];
  return withScope(
    scope,
    async (tx) => {
      const tried = await findTriedVersion(tx, scope, versionId);
      if (!tried) throw noSuchTrial();
      const counted = await countResults(tx, scope, versionId);
      const held = tried.held && tried.newest && tried.status === 'ready';
      const outcome = wanted.outcome ?? (held ? 'lost' : undefined);
      const rows = await listResults(tx, scope, { versionId, outcome, after, limit: wanted.limit + 1 });
      return {
        version_id: versionId,
        version: tried.version,
        document: { id: tried.documentId, title: tried.title },
        live_version: tried.liveVersion,
        state: held ? 'held' : isOpen(tried.status) ? 'under-way' : tried.live ? 'live' : 'over',
        tried_at: tried.startedAt.toISOString(),
        counts: Object.fromEntries(counted.map((row) => [row.outcome, row.checks])),
        outcome: outcome ?? null,
        page: takePage(rows, wanted.limit, describe, (row) => [row.id]),
      };
    },
    { readOnly: true },
  );
}

const isOpen = (status: string) => status === 'queued' || status === 'processing';

function describe(row: Awaited<ReturnType<typeof listResults>>[number]): TrialItem {
  const { before, after } = compareAnswers(row.approved, row.answer);
  const { id, question, houseType: house_type, outcome } = row;
  return { id, question, house_type, outcome, approved: before, answer: after };
}

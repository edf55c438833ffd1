import { z } from 'zod';
import { listHeld } from '#db/queries/insights/check-trials.ts';
import { countChecks, listChecks as query, type CheckRow } from '#db/queries/insights/checks.ts';
import type { CheckOutcome } from '#db/schema/check-outcomes.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { compareAnswers, showAnswer, type ShownAnswer } from './describe-answer.ts';
import { openRun } from './request-run.server.ts';

export type CheckItem = {
  id: string;
  version: number;
  question: string;
  house_type: string;
  /** Null until it was asked. */
  outcome: CheckOutcome | null;
  asked_at: string | null;
  approved: ShownAnswer | null;
  /** What the published documents answer, where it is not the approved answer word for word. */
  answer: ShownAnswer | null;
};

export type ChecksOfDevelopment = {
  page: Page<CheckItem>;
  /** How many checks there are, by what became of them. */
  counts: Partial<Record<CheckOutcome | 'unasked', number>>;
  /** The job that is asking them, whole per cent. */
  run: { progress: number } | null;
  /** Versions that wait since approved answers would be lost with them. */
  held: { version_id: string; title: string; lost: number }[];
};

/** Where there is no development. */
export const NO_CHECKS: ChecksOfDevelopment = {
  page: { items: [], next_cursor: null },
  counts: {},
  run: null,
  held: [],
};

/** One page of a development's checks, newest first (B1). Throws AppError 422 for a cursor of another list. */
export async function listChecks(
  scope: TenantScope,
  wanted: { developmentId: string; outcome?: CheckOutcome | undefined; cursor?: string | undefined; limit: number },
): Promise<ChecksOfDevelopment> {
  const { developmentId, outcome, limit } = wanted;
  const [before] = decodeCursor(wanted.cursor, z.tuple([z.uuid()])) ?? [];
  return withScope(
    scope,
    async (tx) => {
      const rows = await query(tx, scope, { developmentId, outcome, before, limit: limit + 1 });
      const counted = await countChecks(tx, scope, developmentId);
      const held = await listHeld(tx, scope, developmentId);
      const run = await openRun(tx, scope, developmentId);
      return {
        page: takePage(rows, limit, describe, (row) => [row.id]),
        counts: Object.fromEntries(counted.map((row) => [row.outcome ?? 'unasked', row.checks])),
        run: run ? { progress: run.progress } : null,
        held: held.map(({ versionId, title, lost }) => ({ version_id: versionId, title, lost })),
      };
    },
    { readOnly: true },
  );
}

function describe(row: CheckRow): CheckItem {
  const { approved, answer } = row;
  const both = approved && answer && row.outcome !== 'same' ? compareAnswers(approved, answer) : undefined;
  return {
    id: row.id,
    version: row.version,
    question: row.question,
    house_type: row.houseType,
    outcome: row.outcome,
    asked_at: row.askedAt?.toISOString() ?? null,
    approved: both?.before ?? (approved && showAnswer(approved)),
    answer: both?.after ?? (answer && !approved ? showAnswer(answer) : null),
  };
}

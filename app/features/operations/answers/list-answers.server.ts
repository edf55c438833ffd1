import { v7 } from 'uuid';
import { z } from 'zod';
import { selectAnswers, type AnswerPosition, type AnswerRow } from '#db/queries/operations/answers.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { addDays } from '#app/features/insights/schema.ts';
import { fromDublin } from '#app/platform/dublin-time.ts';
import { decodeCursor, encodeCursor, takePage, type Page } from '#app/platform/http.ts';
import type { answerFilterSchema } from './schema.ts';

export type AnswerItem = {
  id: string;
  /** When it was asked for. */
  at: string;
  tenant_id: string;
  development: { id: string; name: string | null };
  /** Its first 200 characters; null where it is gone. */
  question: string | null;
  mode: AnswerRow['mode'];
  state: AnswerRow['state'];
  grounded: boolean | null;
  rating: AnswerRow['rating'];
  latency_ms: number;
  request_id: string | null;
};

const POSITION = z.tuple([z.uuid(), z.string().regex(/^\d{1,10}$/)]);
const SORTS = { '-at': 'newest', at: 'oldest', '-latency': 'slowest', latency: 'fastest' } as const;

/**
 * The owners' answers of all tenants (H6), newest first unless sorted otherwise. A page may have fewer than `limit`,
 * even none, and another after it: what no index serves is looked for among 2,000 at a time. Throws AppError 422 for a
 * cursor of another list.
 */
export async function listAnswers(
  scope: PlatformScope,
  query: z.output<typeof answerFilterSchema>,
): Promise<Page<AnswerItem>> {
  const { limit, cursor, tenant, development, request, from, to, sort = '-at', ...sought } = query;
  const [messageId, latency] = decodeCursor(cursor, POSITION) ?? [];
  const after = messageId && latency ? { messageId, latencyMs: Number(latency) } : undefined;
  const { rows, lookedTo } = await withScope(
    scope,
    (tx) =>
      selectAnswers(tx, {
        ...sought,
        sort: SORTS[sort],
        limit: limit + 1,
        after,
        tenantId: tenant,
        developmentId: development,
        requestId: request,
        fromId: from && firstIdOf(from),
        toId: to && firstIdOf(addDays(to, 1)),
      }),
    { readOnly: true },
  );
  const page = takePage(rows, limit, describeAnswer, cursorOf);
  return lookedTo ? { ...page, next_cursor: encodeCursor(cursorOf(lookedTo)) } : page;
}

const cursorOf = ({ messageId, latencyMs }: AnswerPosition) => [messageId, String(latencyMs)];

/** The least id of what was asked on a day in Dublin or later. */
function firstIdOf(day: string): string {
  const begins = fromDublin(`${day}T00:00`) ?? new Date(day);
  return v7({ msecs: begins.getTime(), seq: 0, random: new Uint8Array(16) });
}

/** When an answer was asked for: its id begins with it, as ids of version 7 do. */
export const askedAt = (messageId: string): Date =>
  new Date(Number.parseInt(messageId.replaceAll('-', '').slice(0, 12), 16));

export function describeAnswer(row: AnswerRow): AnswerItem {
  const { messageId, tenantId, question, mode, state, grounded, rating } = row;
  return {
    id: messageId,
    at: askedAt(messageId).toISOString(),
    tenant_id: tenantId,
    development: { id: row.developmentId, name: row.developmentName },
    question,
    mode,
    state,
    grounded,
    rating,
    latency_ms: row.latencyMs,
    request_id: row.requestId,
  };
}

import { z } from 'zod';
import { countCitedDocuments, selectCitedDocuments, selectPartDays, selectParts } from '#db/queries/insights/parts.ts';
import type { TenantScope, Tx } from '#db/scope.ts';
import { decodeCursor, takePage } from '#app/platform/http.ts';
import { byDay, daysOf, sumOf, type Period } from './days.ts';
import type { Dives } from './dive.ts';
import { topicLabel } from './name-part.ts';
import type { DiveQuery } from './schema.ts';

const POSITION = z.tuple([z.string().regex(/^\d{1,9}$/), z.uuid()]);

/** Which documents answers cite, and which none does (G4). Whoever opens or saves one is counted nowhere. */
export async function readDocuments(tx: Tx, scope: TenantScope, query: DiveQuery, before: Period) {
  const [citations, id] = decodeCursor(query.cursor, POSITION) ?? [];
  const after = citations !== undefined && id ? { citations: Number(citations), id } : undefined;
  const days = daysOf(query);
  const now = await selectPartDays(tx, scope, query, 'document');
  const earlier = await selectPartDays(tx, scope, before, 'document');
  const counts = await countCitedDocuments(tx, scope, query);
  const countsBefore = await countCitedDocuments(tx, scope, before);
  const topics = await selectParts(tx, scope, query, ['topic']);
  const rows = await selectCitedDocuments(tx, scope, query, { show: query.show, after, limit: query.limit + 1 });
  return {
    figures: {
      documents: { value: counts.total, before: null },
      cited: { value: counts.cited, before: countsBefore.cited },
      never_cited: { value: counts.total - counts.cited, before: null },
      citations: { value: sumOf(now.map(({ count }) => count)), before: sumOf(earlier.map(({ count }) => count)) },
    },
    days,
    series: { citations: byDay(days, now, ({ count }) => count) },
    parts: {
      topics: topics.map(({ name, count, done, failed }) => ({ name, label: topicLabel(name), count, done, failed })),
    },
    ...takePage(
      rows,
      query.limit,
      ({ lastDay, ...row }): Dives['documents']['items'][number] => ({ ...row, last_cited_on: lastDay }),
      (row) => [String(row.citations), row.id],
    ),
  };
}

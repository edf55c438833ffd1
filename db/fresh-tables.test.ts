import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import type { Database } from './client.ts';
import { copyVectors } from './queries/ingestion/passages.ts';
import { jobScope, systemScope } from './scope-makers.ts';
import { withScope } from './scope.ts';
import { explainStatements, type PlanNode } from './testing-bounded/plans.ts';
import { openTestDatabase } from './testing.ts';

const DOCUMENTS = 8;
const PASSAGES = 40;

let database: Database;
let mine: TestTenant;
beforeAll(async () => {
  database = await openTestDatabase();
  mine = await createTestTenant('mine');
});
afterAll(() => database.close());

/** Rows that a plan looks at, in all of its loops. */
const touched = (node: PlanNode): number =>
  (node['Actual Loops'] ?? 1) * ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) +
  (node.Plans ?? []).reduce((sum, part) => sum + touched(part), 0);

test('B2: on tables that nobody has counted yet, a reading’s vectors are copied in time by its passages', async () => {
  const { tenantId, developmentId } = mine;
  // Document, version and reading of a number have one id.
  const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  await withScope(systemScope('test'), async (tx) => {
    for (let n = 1; n <= DOCUMENTS; n += 1) {
      await tx.execute(sql`insert into documents (tenant_id, id, development_id, title, category, house_types,
        live_version_id, live_reading_id) values (${tenantId}, ${id(n)}, ${developmentId}, 'x', 'x', '{A}', ${id(n)},
        ${id(n)})`);
      await tx.execute(sql`insert into document_versions (tenant_id, id, document_id, version, storage_key, filename,
        kind, size_bytes, sha256) values (${tenantId}, ${id(n)}, ${id(n)}, 1, 'k', 'f', 'txt', 1, 's')`);
      await tx.execute(sql`insert into chunks (tenant_id, development_id, id, document_id, version_id, reading_id,
        house_types, ordinal, page, text) select ${tenantId}, ${developmentId}, gen_random_uuid(), ${id(n)}, ${id(n)},
        ${id(n)}, '{A}', i, 1, 'Passage ' || i from generate_series(1, ${PASSAGES}::int) as i`);
    }
    await tx.execute(sql`insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id,
      reading_id, house_types, embedding) select tenant_id, development_id, 'm', id, document_id, reading_id,
      house_types, array_fill(0.1::real, array[512])::vector from chunks where reading_id <> ${id(DOCUMENTS)}`);
  });
  const job = jobScope('test', tenantId);
  const explained = await explainStatements(database, () =>
    withScope(job, (tx) =>
      // As a new version of the first document, of the very same text.
      copyVectors(tx, job, { documentId: id(1), readingId: id(DOCUMENTS) }, { from: 0, to: 64 }, 'm'),
    ),
  );
  const copying = explained.find(({ text }) => text.includes('insert into chunk_embeddings'));
  expect(touched(copying!.plan)).toBeLessThan(10 * DOCUMENTS * PASSAGES);
  const { rows } = await database.owner.query<{ n: number }>(
    'select count(*)::int as n from chunk_embeddings where reading_id = $1',
    [id(DOCUMENTS)],
  );
  expect(rows).toEqual([{ n: PASSAGES }]);
});

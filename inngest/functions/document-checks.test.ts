import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { describeDocumentDetails } from '#app/features/documents/describe-document.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { addCheck } from '#app/features/insights/checks/add-check.server.ts';
import { approveTried, discardVersion, publishAnyway } from '#app/features/insights/checks/decide-trial.server.ts';
import { approveCheck } from '#app/features/insights/checks/decide-check.server.ts';
import { listChecks } from '#app/features/insights/checks/list-checks.server.ts';
import { readTrial } from '#app/features/insights/checks/read-trial.server.ts';
import { runChecks } from '#app/features/insights/checks/run-checks.server.ts';
import { retrievePassages } from '#app/features/retrieval/retrieve-passages.server.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import type { Database } from '#db/client.ts';
import { chunks, documents, vocabularies } from '#db/schema/documents.ts';
import { readerScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { checksRun } from './checks-run.ts';
import { documentIngest } from './document-ingest.ts';
import {
  addBuilder,
  ended,
  quiet,
  scope,
  startBench,
  upload,
  type JobBench,
  type TestBuilder,
} from './testing/job-bench.ts';

// Documents are read in processes of their own: on a busy machine each takes seconds.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const embedder = createLocalEmbedder();
let database: Database;
let bench: JobBench;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await startBench([documentIngest(() => embedder), checksRun(() => embedder)]);
});
afterAll(async () => {
  await bench.stop();
  await embedder.close();
  await database.close();
});

const STOPCOCK =
  '## Stopcock\n\nThe stopcock is in the cupboard under the kitchen sink. Turn it clockwise to close it.\n\n';
const WORDED =
  '## Stopcock\n\nYou find the stopcock in a cupboard under the kitchen sink. Close it by turning it clockwise.\n\n';
const BINS = '## Bins\n\nThe green bin is collected on Tuesdays. Put it at the kerb by seven in the morning.\n\n';
const PUMP = '## Heat pump\n\nThe heat pump is serviced once a year by Lough Heating, telephone 01 555 0199.\n\n';

const QUESTION = 'Where is the stopcock?';

let builder: TestBuilder;
let staff: TenantScope;
let guide: { documentId: string; versionId: string; jobId: string };

const send = (text: string, id?: string) =>
  upload(builder, Buffer.from(`# Guide\n\n${text}`), { kind: 'md', ...(id ? { id } : {}) });
const checks = () => listChecks(staff, { developmentId: builder.developmentId, limit: 10 });
const shown = async () => describeDocumentDetails(await getDocument(staff, guide.documentId));
const trialOf = (versionId: string) => readTrial(staff, { versionId, limit: 10 });
const reader = () =>
  readerScope({ tenantId: builder.scope.tenantId, developmentId: builder.developmentId, houseType: 'A' }, 'test');
const found = async () => {
  const { passages } = await retrievePassages(reader(), QUESTION, { embedder, limit: 3 });
  return passages.map(({ text }) => text).join('\n');
};

/** A published guide whose answer about the stopcock is approved, and its next version. */
async function next(text: string) {
  const second = await send(text, guide.documentId);
  await ended(second);
  await quiet();
  return second;
}

beforeEach(async () => {
  builder = await addBuilder(embedder.model);
  staff = tenantScope(builder.scope.tenantId, { kind: 'staff', userId: v7(), email: 'staff@builder.example' });
  guide = await send(STOPCOCK + BINS + PUMP);
  await ended(guide);
  await addCheck(staff, { development_id: builder.developmentId, house_type: 'A', question: QUESTION });
  await quiet();
  const [check] = (await checks()).page.items;
  await approveCheck(staff, { id: check!.id, version: check!.version });
});

describe('G11: approved answers are tried before a new version replaces the old one', () => {
  test('a version that loses one is held: owners are answered from the old one until somebody decides', async () => {
    expect((await checks()).page.items).toMatchObject([{ outcome: 'same', approved: { answered: true } }]);
    const second = await next(BINS + PUMP);
    expect(await shown()).toMatchObject({ status: 'ready', version: 2, live_version: 1, lost_answers: 1 });
    expect(await trialOf(second.versionId)).toMatchObject({
      state: 'held',
      counts: { lost: 1 },
      page: { items: [{ question: QUESTION, outcome: 'lost', approved: { answered: true } }] },
    });
    expect((await listDocuments(staff, { limit: 10, status: 'undecided' })).items).toHaveLength(1);
    expect((await listDocuments(staff, { limit: 10, status: 'ready' })).items).toEqual([]);
    expect((await checks()).held).toMatchObject([{ version_id: second.versionId, lost: 1 }]);
    expect(await found()).toContain('under the kitchen sink');
    // What was tried alone is in no count of words and in no passage.
    await withScope(scope, async (tx) => {
      const its = and(eq(vocabularies.tenantId, builder.scope.tenantId));
      expect((await tx.select().from(vocabularies).where(its))[0]?.words).toContain('stopcock');
      expect(await tx.$count(chunks, eq(chunks.readingId, second.jobId))).toBe(0);
    });

    const decisions = await Promise.allSettled([
      publishAnyway(staff, second.versionId),
      publishAnyway(staff, second.versionId),
    ]);
    expect(decisions.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await quiet();
    expect(await shown()).toMatchObject({ live_version: 2, lost_answers: null });
    expect(await found()).not.toContain('under the kitchen sink');
    expect((await checks()).page.items).toMatchObject([{ outcome: 'lost' }]);
    // What is lost already holds no other version.
    await next(PUMP);
    expect(await shown()).toMatchObject({ live_version: 3, lost_answers: null });
  });

  test('other words of the same fact are published, and shown as changed beside the approved ones', async () => {
    const second = await next(WORDED + BINS + PUMP);
    expect(await shown()).toMatchObject({ live_version: 2, lost_answers: null });
    const trial = await trialOf(second.versionId);
    expect(trial).toMatchObject({ state: 'live', counts: { changed: 1 } });
    const [item] = trial.page.items;
    expect(
      item!.answer.pieces
        .filter(({ differs }) => differs)
        .map(({ text }) => text)
        .join(' '),
    ).toContain('You find');
    expect((await checks()).page.items).toMatchObject([{ outcome: 'changed' }]);
  });

  test('what is moved to another document is another source, so it is lost', async () => {
    await ended(await send(STOPCOCK));
    await next(BINS + PUMP);
    expect(await shown()).toMatchObject({ live_version: 1, lost_answers: 1 });
  });

  test('approving the new answer publishes the version; discarding it keeps the old one', async () => {
    const second = await next(BINS + PUMP);
    await discardVersion(staff, second.versionId);
    expect(await shown()).toMatchObject({ status: 'failed', live_version: 1, lost_answers: null });
    await expect(approveTried(staff, second.versionId)).rejects.toMatchObject({ code: 'conflict' });
    const third = await next(PUMP + BINS);
    await approveTried(staff, third.versionId);
    await quiet();
    expect(await shown()).toMatchObject({ status: 'ready', live_version: 3, lost_answers: null });
    expect((await checks()).page.items).toMatchObject([{ outcome: 'same', approved: { answered: false } }]);
    // It was declined, and is answered again.
    await next(STOPCOCK + BINS);
    expect((await checks()).page.items).toMatchObject([{ outcome: 'gained', answer: { answered: true } }]);
  });

  test('run by hand they ask what is published; an answer that changed meanwhile is not approved unseen', async () => {
    await withScope(scope, (tx) =>
      tx.update(documents).set({ deletedAt: new Date() }).where(eq(documents.id, guide.documentId)),
    );
    const [before] = (await checks()).page.items;
    await runChecks(staff, builder.developmentId);
    await expect(runChecks(staff, builder.developmentId)).rejects.toMatchObject({ code: 'conflict' });
    await quiet();
    expect((await checks()).page.items).toMatchObject([{ outcome: 'lost', answer: { answered: false } }]);
    await expect(approveCheck(staff, before!)).rejects.toMatchObject({ code: 'conflict' });
  });
});

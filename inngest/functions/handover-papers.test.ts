import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { requestAllPapers } from '#app/features/handover/collect-papers.server.ts';
import {
  choosePage,
  confirmForAll,
  confirmFound,
  confirmPaper,
  refusePaper,
  reopenPaper,
  waivePaper,
} from '#app/features/handover/decide-paper.server.ts';
import { listPagesToCite } from '#app/features/handover/list-pages-to-cite.server.ts';
import { askForLook, lookNow } from '#app/features/handover/look-now.server.ts';
import { makePack } from '#app/features/handover/make-pack.server.ts';
import { readHousePapers } from '#app/features/handover/read-house-papers.server.ts';
import { readReadiness } from '#app/features/handover/read-readiness.server.ts';
import { deleteDocument } from '#app/features/documents/delete-document.server.ts';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import type { Database } from '#db/client.ts';
import { findLookWish, noteLook } from '#db/queries/handover/readings.ts';
import { wantPapersMatched } from '#db/queries/tenancy/developments.ts';
import { documentPages, documents } from '#db/schema/documents.ts';
import { handoverPapers as papersTable } from '#db/schema/handover.ts';
import { houses } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { developments } from '#db/schema/tenancy.ts';
import { jobScope, tenantScope } from '#db/scope-makers.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { handoverPapers } from './handover-papers.ts';
import { quiet, scope, startBench, type JobBench } from './testing/job-bench.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const embedder = createLocalEmbedder();
let database: Database;
let bench: JobBench;
let tenant: TestTenant;
let staff: TenantScope;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await startBench([handoverPapers(() => embedder)]);
  tenant = await createTestTenant(`h-${v7()}`);
  staff = tenantScope(tenant.tenantId, { kind: 'staff', userId: tenant.developerId, email: 'staff@builder.example' });
  await withScope(scope, (tx) =>
    tx.insert(houses).values({
      tenantId: tenant.tenantId,
      id: SECOND,
      developmentId: tenant.developmentId,
      houseType: 'A',
      label: '2 Long Avenue',
      address: '2 Long Avenue, Midleton',
    }),
  );
});
afterAll(async () => {
  await bench.stop();
  await embedder.close();
  await database.close();
});

const SECOND = v7();
const ber = (house: string, until: string, number: string) => `Building Energy Rating (BER) Certificate

Certificate no.: ${number}
Address of dwelling: ${house}
Date of issue: 2 March 2026
Valid until: ${until}
Assessor: S. Okonkwo
Signed: S. Okonkwo`;
const VENTILATION = `Ventilation - measured air flows

Kitchen | 13
Bathroom | 8
Utility | 8
Independent tester: J. Byrne
Signed: J. Byrne
27 February 2026`;

/** A document of one page, read. */
async function publish(title: string, text: string, id?: string): Promise<string> {
  const stored = await storeTestDocument(tenant, { title, status: 'ready', text, ...(id ? { id } : {}) });
  await withScope(scope, (tx) =>
    tx.insert(documentPages).values({
      tenantId: tenant.tenantId,
      versionId: stored.versionId,
      readingId: stored.jobId,
      page: 1,
      documentId: stored.documentId,
      houseTypes: ['A'],
      text,
      headings: [],
      hasText: true,
    }),
  );
  return stored.documentId;
}

async function look(): Promise<void> {
  await lookNow(staff, tenant.developmentId);
  await quiet();
}

async function paperOf(houseId: string, slot: string) {
  const { papers } = await readHousePapers(staff, houseId);
  const found = papers.find((paper) => paper.slot === slot);
  if (!found) throw new Error(`There is no ${slot}.`);
  return found;
}
const at = async (houseId: string, slot: string) => ({ slot, version: (await paperOf(houseId, slot)).version });
const readiness = () =>
  readReadiness(staff, tenant.developmentId, { limit: 10, sort: 'house', cursor: undefined } as never);

describe('G10: papers of a handover', () => {
  test('a page fills the slot of the house that it names, an expired one does not, the rest is missing', async () => {
    await publish('Energy', ber('1 Long Avenue, Midleton', '2 March 2036', 'B100200'));
    await publish('Energy, second house', ber('2 Long Avenue, Midleton', '2 March 2020', 'B100201'));
    await publish('Air flows', VENTILATION);
    await look();
    expect(await paperOf(tenant.houseId, 'energy')).toMatchObject({
      state: 'found',
      cited: { title: 'Energy', page: 1 },
      valid_until: '2036-03-02',
    });
    expect(await paperOf(SECOND, 'energy')).toMatchObject({ state: 'expired', valid_until: '2020-03-02' });
    for (const house of [tenant.houseId, SECOND])
      expect(await paperOf(house, 'ventilation')).toMatchObject({ state: 'found', cited: { title: 'Air flows' } });
    expect(await paperOf(SECOND, 'completion')).toMatchObject({ state: 'missing', cited: null, version: 1 });
    expect(await readiness()).toMatchObject({
      houses: 2,
      complete: 0,
      confirmed_percent: 0,
      page: {
        items: [
          { found: 2, faulty: 0, confirmed: 0 },
          { found: 1, faulty: 1 },
        ],
      },
    });
  });

  test('a file of one house with another’s page, or another’s number, is told', async () => {
    await publish(
      '2 Long Avenue, guarantee',
      ber('7 Long Avenue', '2 March 2036', 'B7').replace(/Build.*/, 'Structural guarantee certificate'),
    );
    await publish(
      '2 Long Avenue, alarms',
      ber('1 Long Avenue', '2 March 2036', 'B8').replace(/Build.*/, 'Fire detection and alarm system certificate'),
    );
    await look();
    expect(await paperOf(SECOND, 'guarantee')).toMatchObject({
      state: 'other',
      names: expect.stringContaining('7 Long'),
    });
    expect(await paperOf(SECOND, 'alarms')).toMatchObject({ state: 'other', names: '1 Long Avenue' });
    // Whom the page names has it.
    expect(await paperOf(tenant.houseId, 'alarms')).toMatchObject({ state: 'found' });
  });

  test('of two colleagues who confirm one paper at once the second is told', async () => {
    const seen = await at(tenant.houseId, 'energy');
    const both = await Promise.allSettled([
      confirmPaper(staff, tenant.houseId, seen),
      confirmPaper(staff, tenant.houseId, seen),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    expect(await paperOf(tenant.houseId, 'energy')).toMatchObject({ state: 'confirmed' });
    await look();
    expect(await paperOf(tenant.houseId, 'energy')).toMatchObject({ state: 'confirmed' });
  });

  test('a page that is refused is not found again, until that is taken back', async () => {
    await refusePaper(staff, SECOND, await at(SECOND, 'ventilation'));
    await quiet();
    expect(await paperOf(SECOND, 'ventilation')).toMatchObject({ state: 'refused', cited: null });
    await reopenPaper(staff, SECOND, await at(SECOND, 'ventilation'));
    await quiet();
    expect(await paperOf(SECOND, 'ventilation')).toMatchObject({ state: 'found', cited: { title: 'Air flows' } });
  });

  test('a page that names no house is confirmed for all of them at once', async () => {
    expect(await confirmForAll(staff, SECOND, await at(SECOND, 'ventilation'))).toBe(2);
    for (const house of [tenant.houseId, SECOND])
      expect(await paperOf(house, 'ventilation')).toMatchObject({ state: 'confirmed' });
  });

  test('staff put in the page that they know; one that the house does not see is refused', async () => {
    const documentId = await publish('Letter of the engineer', 'We have inspected the works and found them to comply.');
    const chosen = { ...(await at(tenant.houseId, 'completion')), document_id: documentId, page: 1 };
    await expect(choosePage(staff, tenant.houseId, { ...chosen, page: 9 })).rejects.toMatchObject({ status: 422 });
    await choosePage(staff, tenant.houseId, chosen);
    await look();
    expect(await paperOf(tenant.houseId, 'completion')).toMatchObject({
      state: 'confirmed',
      cited: { title: 'Letter of the engineer' },
    });
    await deleteDocument(staff, documentId);
    await look();
    expect(await paperOf(tenant.houseId, 'completion')).toMatchObject({ state: 'missing', cited: null });
  });

  test('a house is complete once every paper is settled, and its pack says whether it is', async () => {
    await expect(makePack(staff, tenant.houseId, { incomplete: false })).rejects.toMatchObject({ status: 409 });
    expect(await indexOf(true)).toContain('Not complete: 2 of 12 papers are confirmed.');
    const { papers } = await readHousePapers(staff, tenant.houseId);
    await confirmFound(
      staff,
      tenant.houseId,
      papers.filter(({ state }) => state === 'found').map(({ slot, version }) => ({ slot, version })),
    );
    for (const { slot, version, state } of papers)
      if (state === 'missing') await waivePaper(staff, tenant.houseId, { slot, version });
    expect(await readHousePapers(staff, tenant.houseId)).toMatchObject({ complete: true, confirmed: 12 });
    expect(await readiness()).toMatchObject({
      complete: 1,
      page: { items: [{ complete: true }, { complete: false }] },
    });
    const index = await indexOf(false);
    expect(index).not.toContain('Not complete');
    expect(index).toMatch(/documents\/00\d-energy\.txt#page=1/);
  });

  async function indexOf(incomplete: boolean, houseId = tenant.houseId): Promise<string> {
    const { pieces } = await makePack(staff, houseId, { incomplete });
    const parts: Uint8Array[] = [];
    for await (const piece of pieces) parts.push(piece);
    const files = unzipSync(Buffer.concat(parts));
    expect(Object.keys(files).length).toBeGreaterThan(1);
    return strFromU8(files['index.html']!);
  }

  test('what has run out is not confirmed, and the house does not become complete by it', async () => {
    const old = await publish('Old energy', ber('2 Long Avenue, Midleton', '2 March 2020', 'B900'));
    await look();
    const seen = await at(SECOND, 'energy');
    expect(await paperOf(SECOND, 'energy')).toMatchObject({ state: 'expired' });
    await expect(confirmPaper(staff, SECOND, seen)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Its last day was'),
    });
    await expect(choosePage(staff, SECOND, { ...seen, document_id: old, page: 1 })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await reopenPaper(staff, SECOND, seen);
    await quiet();
    expect(await paperOf(SECOND, 'energy')).toMatchObject({ state: 'expired' });
    // One that has run out since the last look is told at once, and not counted.
    await publish('New energy', ber('2 Long Avenue, Midleton', '2 March 2036', 'B901'));
    await look();
    await confirmPaper(staff, SECOND, await at(SECOND, 'energy'));
    const until = (validUntil: string) =>
      withScope(scope, (tx) =>
        tx
          .update(papersTable)
          .set({ validUntil })
          .where(and(eq(papersTable.houseId, SECOND), eq(papersTable.slot, 'energy'))),
      );
    await until('2026-01-01');
    expect(await paperOf(SECOND, 'energy')).toMatchObject({ state: 'expired' });
    await until('2036-03-02');
  });

  test('a page that names its house is not confirmed for all', async () => {
    await publish('Airtight', ber('2 Long Avenue', '2 March 2036', 'T7').replace(/Build.*/, 'Air permeability test'));
    await look();
    expect(await paperOf(SECOND, 'airtightness')).toMatchObject({ state: 'found', names: '2 Long Avenue' });
    await expect(confirmForAll(staff, SECOND, await at(SECOND, 'airtightness'))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('names 2 Long Avenue'),
    });
  });

  test('a confirmed page that moves is cited where it stands, and no pack is whole without it', async () => {
    const text = ber('2 Long Avenue', '2 March 2036', 'G1').replace(/Build.*/, 'Safe Electric certificate of wiring');
    const documentId = await publish('Wiring', text);
    await look();
    await confirmPaper(staff, SECOND, await at(SECOND, 'electrical'));
    await withScope(scope, (tx) =>
      tx.update(documentPages).set({ page: 2 }).where(eq(documentPages.documentId, documentId)),
    );
    expect(await indexOf(true, SECOND)).not.toContain('Wiring, page 1');
    await look();
    expect(await paperOf(SECOND, 'electrical')).toMatchObject({ state: 'confirmed', cited: { page: 2 } });
    expect(await indexOf(true, SECOND)).toContain('Wiring, page 2');
    await withScope(scope, (tx) =>
      tx
        .update(documents)
        .set({ houseTypes: ['B'] })
        .where(eq(documents.id, documentId)),
    );
    await look();
    expect(await paperOf(SECOND, 'electrical')).toMatchObject({ state: 'missing', cited: null });
  });

  test('another rule set asks for papers of its own, and what was decided by the former one stays', async () => {
    const rules = (ruleSet: 'ireland' | 'england') =>
      withScope(scope, (tx) =>
        tx.update(developments).set({ ruleSet }).where(eq(developments.id, tenant.developmentId)),
      );
    const before = await readHousePapers(staff, tenant.houseId);
    expect(before).toMatchObject({ complete: true });
    await rules('england');
    // Before the job: of the former papers none counts.
    const { slot, version } = (await readHousePapers(staff, tenant.houseId)).papers[0]!;
    await waivePaper(staff, tenant.houseId, { slot, version });
    expect(await readHousePapers(staff, tenant.houseId)).toMatchObject({ complete: false, confirmed: 1 });
    expect(await readiness()).toMatchObject({ complete: 0 });
    await look();
    expect(await paperOf(tenant.houseId, 'england-energy')).toMatchObject({ state: 'found' });
    expect(await readiness()).toMatchObject({ complete: 0, rules: { papers: 13 } });
    await rules('ireland');
    await look();
    const after = await readHousePapers(staff, tenant.houseId);
    expect(after.papers.map(({ state }) => state)).toEqual(before.papers.map(({ state }) => state));
    expect(await readiness()).toMatchObject({ complete: 1 });
  });

  test('a house that is imported later does not bring another rule set', async () => {
    await withScope(scope, (tx) =>
      tx.insert(houses).values({
        tenantId: tenant.tenantId,
        id: v7(),
        developmentId: tenant.developmentId,
        houseType: 'A',
        label: '1 Aaa Road',
        address: '1 Aaa Road, Belfast BT1 1AA',
      }),
    );
    await withScope(scope, (tx) =>
      tx.update(developments).set({ ruleSet: null }).where(eq(developments.id, tenant.developmentId)),
    );
    expect(await readiness()).toMatchObject({ rules: { papers: 12 } });
  });

  test('a wish that comes during a look is not lost', async () => {
    await look();
    const matchedAt = () =>
      withScope(scope, async (tx) => {
        const [row] = await tx
          .select({ at: developments.papersMatchedAt })
          .from(developments)
          .where(eq(developments.id, tenant.developmentId));
        return row!.at;
      });
    const job = jobScope('test', tenant.tenantId);
    const wish = () => withScope(staff, (tx) => wantPapersMatched(tx, staff, [tenant.developmentId]));
    const wished = () => withScope(staff, (tx) => findLookWish(tx, staff, tenant.developmentId));
    const note = (begun: string | null) =>
      withScope(job, (tx) => noteLook(tx, job, tenant.developmentId, { libraryVersion: '1', wish: begun }));
    await wish();
    const begun = await wished();
    await wish();
    await note(begun);
    expect((await matchedAt()).getUTCFullYear()).toBeLessThan(2000);
    await note(await wished());
    expect((await matchedAt()).getUTCFullYear()).toBeGreaterThan(2000);
  });

  test('every document of the house’s type can be chosen, the cited ones always', async () => {
    const papers = await readHousePapers(staff, tenant.houseId);
    const { items, more } = await listPagesToCite(staff, papers, null);
    expect(more).toBe(false);
    expect(items.map(({ title }) => title)).toEqual(expect.arrayContaining(['Energy', 'Air flows']));
    const found = await listPagesToCite(staff, papers, 'guarantee');
    expect(found.items.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['2 Long Avenue, guarantee', 'Energy', 'Air flows']),
    );
    expect(found.items.map(({ title }) => title)).not.toContain('New energy');
  });

  test('every two minutes what has changed is asked for, once', async () => {
    const waiting = () =>
      withScope(scope, (tx) => tx.$count(jobStatus, eq(jobStatus.eventName, 'handover/papers.requested')));
    await look();
    const before = await waiting();
    await requestAllPapers(scope, null);
    expect(await waiting()).toBe(before);
    await withScope(scope, (tx) =>
      tx
        .update(developments)
        .set({ papersMatchedAt: new Date(0) })
        .where(eq(developments.id, tenant.developmentId)),
    );
    await requestAllPapers(scope, null);
    await requestAllPapers(scope, null);
    expect(await waiting()).toBe(before + 1);
    await quiet();
  });

  test('who asks for a look while one is asked for gets one more after it, not one for each', async () => {
    const waiting = () =>
      withScope(scope, (tx) => tx.$count(jobStatus, eq(jobStatus.eventName, 'handover/papers.requested')));
    await look();
    const before = await waiting();
    await withScope(staff, async (tx) => {
      for (let click = 0; click < 3; click += 1) await askForLook(tx, staff, tenant.developmentId);
    });
    expect(await waiting()).toBe(before + 1);
    expect(await withScope(staff, (tx) => findLookWish(tx, staff, tenant.developmentId))).toMatch(/^19(69|70)-/);
    await look();
    await quiet();
  });

  test('a page for all is confirmed for more houses than one statement takes', async () => {
    const { cited } = await paperOf(tenant.houseId, 'ventilation');
    const many = Array.from({ length: 1_005 }, (_, at) => ({
      tenantId: tenant.tenantId,
      id: v7(),
      developmentId: tenant.developmentId,
      houseType: 'A',
      label: `${at + 1} Wide Road`,
      address: `${at + 1} Wide Road`,
    }));
    const found = {
      slot: 'heating',
      state: 'found' as const,
      documentId: cited!.document_id,
      page: 1,
      fingerprint: 'f',
    };
    await withScope(scope, async (tx) => {
      await tx.insert(houses).values(many);
      await tx
        .insert(papersTable)
        .values(many.map(({ tenantId, id, developmentId }) => ({ tenantId, houseId: id, developmentId, ...found })));
    });
    const last = many.at(-1)!.id;
    expect(await confirmForAll(staff, last, { slot: 'heating', version: 1 })).toBe(1_005);
    expect(await paperOf(last, 'heating')).toMatchObject({ state: 'confirmed' });
    await expect(confirmForAll(staff, last, { slot: 'heating', version: 1 })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

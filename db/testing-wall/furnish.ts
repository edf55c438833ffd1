import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { builderAnswers, builderQuestions, conversations, messageFeedback, messages } from '../schema/assistant.ts';
import { answerCitations, changedAnswers, changedPassages, changeTellings } from '../schema/changes.ts';
import {
  calendarLinks,
  careDone,
  careTerms,
  defectMessages,
  defectPhotos,
  defects,
  noticeMails,
  noticeReads,
  notices,
  ownerSettings,
} from '../schema/care.ts';
import { answerChecks, checkResults, checkTrials } from '../schema/checks.ts';
import { chunks, documentPages, documents, documentVersions } from '../schema/documents.ts';
import { handoverPapers, handoverReadings } from '../schema/handover.ts';
import { homeowners, houses, qrTokens } from '../schema/homes.ts';
import { auditLog } from '../schema/observability.ts';
import { anonymousScope, entryScope, houseScope, jobScope, systemScope, tenantScope } from '../scope-makers.ts';
import { withScope, type HouseScope, type Scope, type Tx } from '../scope.ts';

/** What createTestTenant has made. */
type TestTenant = Record<
  'tenantId' | 'developmentId' | 'houseId' | 'houseType' | 'homeownerId' | 'developerId',
  string
>;

export const houseOf = (tenant: TestTenant, rest: Partial<HouseScope> = {}) =>
  houseScope({
    ...tenant,
    sessionId: v7(),
    claimed: true,
    actor: { kind: 'homeowner', homeownerId: tenant.homeownerId, houseId: tenant.houseId },
    ...rest,
  });

/** A row and more in each table that a tenant's scopes may read, and a former owner with a chat. */
export async function furnish(tenant: TestTenant): Promise<void> {
  const { tenantId, developmentId, houseId, homeownerId } = tenant;
  await withScope(systemScope('test'), async (tx) => {
    const former = v7();
    await tx
      .insert(homeowners)
      .values({ tenantId, id: former, houseId, fullName: 'Former', email: 'former@x.example', endedAt: new Date() });
    await tx
      .insert(houses)
      .values({ tenantId, id: v7(), developmentId, houseType: 'B', label: '2 Long Avenue', address: '' });
    await tx.insert(qrTokens).values({ tenantId, houseId, tokenHash: `hash-${tenantId}` });
    for (const type of ['A', 'B']) {
      const [document, version] = [v7(), v7()];
      await tx.insert(documents).values({
        tenantId,
        id: document,
        developmentId,
        title: type,
        category: 'guides',
        houseTypes: [type],
        liveVersionId: version,
        liveReadingId: version,
      });
      await tx.insert(documentVersions).values({
        tenantId,
        id: version,
        documentId: document,
        version: 1,
        storageKey: 'k',
        filename: 'f',
        kind: 'txt',
        sizeBytes: 1,
        sha256: 's',
        status: 'ready',
      });
      await tx.insert(documentPages).values({
        tenantId,
        versionId: version,
        readingId: version,
        page: 1,
        documentId: document,
        houseTypes: [type],
        text: `Page ${type}`,
        hasText: true,
        findings: [{ kind: 'invisible', text: 'draft price' }],
      });
      await tx.insert(chunks).values({
        tenantId,
        developmentId,
        documentId: document,
        versionId: version,
        readingId: version,
        houseTypes: [type],
        ordinal: 0,
        page: 1,
        text: `Passage ${type}`,
      });
    }
    for (const whose of [homeownerId, former]) {
      const [conversationId, id] = [v7(), v7()];
      await tx.insert(conversations).values({ tenantId, id: conversationId, houseId, homeownerId: whose });
      await tx
        .insert(messages)
        .values({ tenantId, id, conversationId, houseId, homeownerId: whose, role: 'assistant', content: 'x' });
      await tx.insert(messageFeedback).values({ tenantId, messageId: id, houseId, rating: 'up' });
      const questionId = v7();
      await tx.insert(builderQuestions).values({ tenantId, id: questionId, houseId, messageId: id, question: 'x' });
      await tx.insert(builderAnswers).values({ tenantId, id: v7(), houseId, questionId, text: 'x' });
    }
    await furnishCare(tx, tenant, former);
    await furnishChecks(tx, tenant);
    await furnishChanges(tx, tenant);
    await furnishPapers(tx, tenant);
    await tx.insert(auditLog).values({ id: v7(), tenantId, actorKind: 'system', action: 'x' });
  });
}

/** An approved check, and a version that is held since it would lose it. */
async function furnishChecks(tx: Tx, { tenantId, developmentId }: TestTenant): Promise<void> {
  const [version] = await tx.select().from(documentVersions).where(eq(documentVersions.tenantId, tenantId)).limit(1);
  const { id: versionId, documentId } = version!;
  const [checkId, answer] = [v7(), { answered: false, text: 'No.', citations: [] }];
  const check = { question: 'Where?', houseType: 'A', approved: answer, answer, outcome: 'same' as const };
  await tx.insert(answerChecks).values({ tenantId, id: checkId, developmentId, ...check });
  const trial = { tenantId, versionId, documentId, developmentId, readingId: versionId, libraryVersion: '1' };
  await tx.insert(checkTrials).values({ ...trial, held: true, lost: 1 });
  await tx.insert(checkResults).values({ tenantId, versionId, checkId, outcome: 'lost', approved: answer, answer });
}

/** What each answer has cited has changed, and was told. */
async function furnishChanges(tx: Tx, { tenantId, developmentId }: TestTenant): Promise<void> {
  const [document] = await tx.select().from(documents).where(eq(documents.tenantId, tenantId)).limit(1);
  const documentId = document!.id;
  for (const said of await tx.select().from(messages).where(eq(messages.tenantId, tenantId)).limit(9)) {
    const { houseId, homeownerId, id: messageId } = said;
    const own = { tenantId, houseId, homeownerId, messageId };
    const changeId = v7();
    const changed = { cause: 'gone' as const, was: 'x', wasPage: 1, inVersion: 1, state: 'told' as const };
    await tx.insert(changedPassages).values({ tenantId, id: changeId, developmentId, documentId, ...changed });
    await tx.insert(answerCitations).values({ ...own, ordinal: 0, documentId, page: 1, quote: 'x' });
    await tx.insert(changedAnswers).values({ ...own, ordinal: 0, changeId });
    await tx.insert(changeTellings).values({ ...own, changeId });
  }
}

/** What was found in a document, and a paper of the house. */
async function furnishPapers(tx: Tx, { tenantId, developmentId, houseId }: TestTenant): Promise<void> {
  const [document] = await tx.select().from(documents).where(eq(documents.tenantId, tenantId)).limit(1);
  const { id: documentId, liveReadingId } = document!;
  const looked = { developmentId, documentId, readingId: liveReadingId ?? documentId, rules: 'ireland 1' };
  await tx.insert(handoverReadings).values({ tenantId, ...looked });
  const paper = { state: 'found' as const, documentId, page: 1, fingerprint: 'x' };
  await tx.insert(handoverPapers).values({ tenantId, developmentId, houseId, slot: 'energy', ...paper });
}

/** Notices of type A and B, and for each owner a defect, a ticked task and a calendar. */
async function furnishCare(tx: Tx, tenant: TestTenant, former: string): Promise<void> {
  const { tenantId, developmentId, houseId, homeownerId } = tenant;
  const noticeIds: Record<string, string> = {};
  for (const type of ['A', 'B']) {
    const id = (noticeIds[type] = v7());
    await tx.insert(notices).values({
      tenantId,
      id,
      developmentId,
      title: `Notice ${type}`,
      body: 'x',
      audience: 'types',
      houseTypes: [type],
      startsAt: new Date(Date.now() - 60_000),
      mail: false,
    });
  }
  const [document] = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.tenantId, tenantId), eq(documents.title, 'A')))
    .limit(1);
  const termId = v7();
  await tx.insert(careTerms).values({
    tenantId,
    id: termId,
    developmentId,
    documentId: document!.id,
    kind: 'task',
    subject: 'Test the alarms',
    quote: 'Test the alarms every week.',
    page: 1,
    count: 1,
    unit: 'week',
    state: 'confirmed',
    fingerprint: 'x',
  });
  for (const whose of [homeownerId, former]) {
    const own = { tenantId, houseId, homeownerId: whose };
    const defectId = v7();
    await tx.insert(noticeReads).values({ ...own, noticeId: noticeIds.A! });
    await tx.insert(noticeMails).values({ tenantId, noticeId: noticeIds.A!, homeownerId: whose });
    await tx.insert(ownerSettings).values({ ...own, noticeMails: false });
    await tx.insert(defects).values({ ...own, id: defectId, developmentId, description: 'A crack', room: 'Hall' });
    await tx.insert(defectPhotos).values({ ...own, defectId, storageKey: 'k', width: 1, height: 1, sizeBytes: 1 });
    await tx.insert(defectMessages).values({ ...own, defectId, side: 'owner', text: 'x' });
    await tx.insert(careDone).values({ ...own, termId, dueOn: '2026-01-01', doneOn: '2026-01-01' });
    await tx.insert(calendarLinks).values({ ...own, tokenHash: `calendar-${whose}` });
  }
}

/** A scope of each kind but the platform's, of one tenant. */
export function scopesOf(tenant: TestTenant) {
  const { tenantId, houseId } = tenant;
  return {
    house: houseOf(tenant),
    staff: tenantScope(tenantId, { kind: 'staff', userId: tenant.developerId, email: 'x@x.example' }),
    job: jobScope('test', tenantId),
    entry: entryScope({ tenantId, houseId, sessionId: v7(), actor: { kind: 'anonymous' } }),
    door: anonymousScope,
  } satisfies Record<string, Scope>;
}

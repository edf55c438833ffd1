import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import { askBuilder } from '#app/features/assistant/conversations/ask-builder.server.ts';
import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';
import { answerTurn } from '#app/features/assistant/conversations/answer-turn.server.ts';
import { closeTurn } from '#app/features/assistant/conversations/close-turn.server.ts';
import { openTurn } from '#app/features/assistant/conversations/open-turn.server.ts';
import { listHistory } from '#app/features/assistant/list-history.server.ts';
import { ownerOf, shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { changeDocument } from '#app/features/documents/change-document.server.ts';
import { deleteDocument } from '#app/features/documents/delete-document.server.ts';
import { createFormerOwner, createTestTenant, developerOf, type TestTenant } from '#app/features/identity/testing.ts';
import { builderPerTest } from '#app/features/identity/testing/builders.ts';
import { citationOf } from '#app/features/retrieval/citation.ts';
import { chunkPages } from '#app/features/ingestion/extraction/passages/chunk-pages.ts';
import type { ChatModel } from '#app/platform/llm/chat-model.ts';
import { changedAnswers } from '#db/schema/changes.ts';
import { chunks, documents } from '#db/schema/documents.ts';
import { homeowners } from '#db/schema/homes.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { enqueueJob } from '#app/features/jobs/enqueue-job.server.ts';
import { lookJob } from '#app/features/ingestion/request-look.server.ts';
import { decideChange } from './decide-change.server.ts';
import { listChanges } from './list-changes.server.ts';
import { lookAtCitations, requestLooks } from './look-at-citations.server.ts';
import { countUnseenChanges, listTellings, noteTellingsSeen } from './owner-tellings.server.ts';
import { readChange } from './read-change.server.ts';
import { tellOwners } from './tell-owners.server.ts';
import { writeChangeMail } from './write-change-mail.server.ts';

const ORIGIN = 'http://localhost:3000';
const world = builderPerTest();
const system = systemScope('test');
let home: TestTenant;

const COVER = 'The boiler is covered for 2 years.';
const BINS = 'The green bin goes out on Tuesdays.';

beforeEach(async () => {
  home = world.home;
  await withScope(system, (tx) =>
    tx
      .update(homeowners)
      .set({ email: 'owner@example.ie', claimedAt: new Date() })
      .where(eq(homeowners.id, home.homeownerId)),
  );
});

const guide = (text: string, tenant = home) => shelve(tenant, { title: 'Guide', heading: 'Warranty', text });

/** An answer that quotes a document; returns its id. */
async function tell(
  documentId: string,
  quote: string,
  more: { owner?: ReturnType<typeof ownerOf>; page?: number } = {},
) {
  const owner = more.owner ?? ownerOf(home);
  const turn = await openTurn(owner, { message: 'How long?' });
  const citations = [citationOf({ documentId, title: 'Guide', page: more.page ?? 1 }, quote)];
  await closeTurn(owner, turn, { text: quote, grounded: true, mode: 'extractive', citations }, 'complete', 1);
  return turn.answerId;
}

/** Gives a document another text, as the publication of a version does. */
async function replace(documentId: string, text: string, tenant = home): Promise<void> {
  const { tenantId, developmentId } = tenant;
  const readingId = v7();
  await withScope(system, async (tx) => {
    const [document] = await tx.select().from(documents).where(eq(documents.id, documentId));
    const source = { number: 1, text: `Warranty\n\n${text}`, headings: ['Warranty'], headingLevels: [1] };
    await tx.delete(chunks).where(eq(chunks.documentId, documentId));
    for (const { ordinal, page, heading, text: own } of chunkPages([source]))
      await tx.insert(chunks).values({
        tenantId,
        developmentId,
        documentId,
        versionId: document!.liveVersionId!,
        readingId,
        houseTypes: document!.houseTypes,
        ordinal,
        page,
        heading,
        text: own,
      });
    await tx.update(documents).set({ liveReadingId: readingId }).where(eq(documents.id, documentId));
  });
}

/** Does the job that looks, as the function does. */
async function look(documentId: string, tenant = home): Promise<void> {
  const jobId = await withScope(system, (tx) => enqueueJob(tx, lookJob(tenant.tenantId, documentId)));
  while ((await lookAtCitations(jobScope('test', tenant.tenantId), { jobId, documentId })) > 0);
}

const found = async (state: 'open' | 'told' | 'dismissed' = 'open') =>
  (await listChanges(developerOf(home), { limit: 50, state })).items;
const only = async () => {
  const [change, ...others] = await found();
  expect(others).toEqual([]);
  return change!;
};
const WORDING = 'It is 3 years now.';
const approve = (change: { id: string; version: number }, wording = WORDING) =>
  decideChange(developerOf(home), change.id, { decision: 'tell', wording, version: change.version }, ORIGIN);
const dismiss = (change: { id: string; version: number }) =>
  decideChange(developerOf(home), change.id, { decision: 'dismiss', version: change.version }, ORIGIN);

/** Does what the schedule does; returns the documents that it asks to look at. */
async function requestedLooks(): Promise<string[]> {
  await requestLooks(system, null);
  const asked = await withScope(system, (tx) =>
    tx.select().from(outbox).where(eq(outbox.tenantId, home.tenantId)).limit(50),
  );
  return asked.flatMap(({ event }) =>
    event.name === 'citations/look.requested' ? [String(event.data.document_id)] : [],
  );
}

/** Does the jobs that tell, each twice. */
async function tellAll(): Promise<number> {
  const jobs = await withScope(system, (tx) =>
    tx
      .select()
      .from(jobStatus)
      .where(and(eq(jobStatus.tenantId, home.tenantId), eq(jobStatus.eventName, 'change/tell.requested'))),
  );
  let told = 0;
  for (const { id, event } of [...jobs, ...jobs])
    told += (
      await tellOwners(jobScope('test', home.tenantId), id, { id: String(event.data.id), origin: ORIGIN, after: null })
    ).told;
  return told;
}
const mails = () =>
  withScope(system, (tx) =>
    tx
      .select({ event: jobStatus.event })
      .from(jobStatus)
      .where(and(eq(jobStatus.tenantId, home.tenantId), eq(jobStatus.eventName, 'mail/send'))),
  );

describe('G12: an answer whose page has changed', () => {
  test('is found with what its page says now, and one that quotes what has stayed is not', async () => {
    const document = await guide(`${COVER}\n\n${BINS}`);
    const changed = await tell(document, COVER);
    await tell(document, BINS);
    await look(document);
    expect(await found()).toEqual([]);

    await replace(document, `The boiler is covered for 3 years.\n\n${BINS}`);
    await look(document);
    expect(await only()).toMatchObject({
      document: { id: document, title: 'Guide' },
      cause: 'reads',
      was: { text: COVER, page: 1 },
      now: { text: 'The boiler is covered for 3 years.', page: 1 },
      answers: 1,
      owners: 1,
    });
    const history = (await listHistory(ownerOf(home), { limit: 10 })).items;
    expect(history.filter(({ changes }) => changes.length > 0)).toMatchObject([
      { id: changed, changes: [{ document_id: document, page: 1, told: null }] },
    ]);
  });

  test.each([
    ['whose document is replaced while a model writes it, whatever of it stays', true],
    ['that a model wrote, of a document that stays as it is', false],
  ])('an answer %s', async (_, replaced) => {
    const AFTER = 'After that its maker repairs it at half the price.';
    const document = await guide(`${COVER} ${AFTER}`);
    const model: ChatModel = {
      model: 'slow',
      async *stream() {
        yield 'The boiler is covered for 2 years [1].';
        if (replaced) await replace(document, `${COVER} After that its maker repairs it at the full price.`);
      },
    };
    const owner = ownerOf(home);
    const turn = await openTurn(owner, { message: 'For how long is the boiler covered?' });
    const answerer = answerFromDocuments({ embedder: wordOverlap, chatModel: model });
    const answer = await answerTurn(owner, turn, answerer);
    expect(answer).toMatchObject({ mode: 'model', citations: [{ document_id: document, quote: COVER }] });
    expect(await requestedLooks()).toEqual(replaced ? [document] : []);
    await look(document);
    expect((await found()).map(({ cause, was, answers }) => ({ cause, was: was.text, answers }))).toEqual(
      replaced ? [{ cause: 'reads', was: `${COVER} ${AFTER}`, answers: 1 }] : [],
    );
  });

  test('goes from the list by itself when the page says it again', async () => {
    const document = await guide(COVER);
    await tell(document, COVER);
    await replace(document, 'Bins.');
    await look(document);
    expect(await only()).toMatchObject({ cause: 'gone', now: null });
    await replace(document, COVER);
    await look(document);
    expect(await found()).toEqual([]);
  });

  test('is found by the schedule when its document is deleted, or taken from its house type', async () => {
    const [deleted, narrowed] = [await guide(COVER), await guide(BINS)];
    await tell(deleted, COVER);
    await tell(narrowed, BINS);
    await deleteDocument(developerOf(home), deleted);
    const audience = { title: 'Guide', category: 'guides', house_types: ['B'] };
    await changeDocument(developerOf(home), narrowed, audience);
    await requestLooks(system, null);
    await requestLooks(system, null);
    const asked = await withScope(system, (tx) =>
      tx.select().from(outbox).where(eq(outbox.tenantId, home.tenantId)).limit(50),
    );
    const looks = asked.filter(({ event }) => event.name === 'citations/look.requested');
    expect(looks.map(({ event }) => event.data.document_id).toSorted()).toEqual([deleted, narrowed].toSorted());
    for (const { event, jobId } of looks)
      await lookAtCitations(jobScope('test', home.tenantId), {
        jobId: jobId!,
        documentId: String(event.data.document_id),
      });
    const changes = await found();
    expect(changes.map(({ document, cause }) => [document.id, cause]).toSorted()).toEqual(
      [
        [deleted, 'deleted'],
        [narrowed, 'audience'],
      ].toSorted(),
    );
  });

  test('is told to its owner once, in the app and by mail, in the words that staff have approved', async () => {
    const document = await guide(COVER);
    const answers = [await tell(document, COVER), await tell(document, COVER)];
    await replace(document, 'The boiler is covered for 3 years.');
    await look(document);
    const change = await only();
    expect(change).toMatchObject({ answers: 2, owners: 1 });
    const twice = await Promise.allSettled([approve(change), approve(change, 'Other words.')]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(dismiss(change)).rejects.toMatchObject({ code: 'conflict' });
    expect(await tellAll()).toBe(1);

    const [listed] = await found('told');
    const { change: told } = await readChange(developerOf(home), listed!.id);
    const [telling, ...others] = await listTellings(ownerOf(home));
    expect(others).toEqual([]);
    expect(telling).toMatchObject({ text: told.wording, unread: true, page: { title: 'Guide' } });
    const asked = (await mails()).filter(({ event }) => event.data.mail === 'changed-answer');
    expect(asked.map(({ event }) => event.data.id)).toEqual([telling!.id]);
    const mail = await writeChangeMail(jobScope('mail-send', home.tenantId), { id: telling!.id, origin: ORIGIN });
    expect(mail).toMatchObject({ to: 'owner@example.ie', text: expect.stringContaining(told.wording!) });

    expect(await countUnseenChanges(ownerOf(home))).toBe(1);
    await noteTellingsSeen(ownerOf(home), [telling!.id]);
    expect(await countUnseenChanges(ownerOf(home))).toBe(0);
    const history = (await listHistory(ownerOf(home), { limit: 10 })).items;
    const marked = history.filter(({ changes }) => changes.length > 0);
    expect(marked.map(({ id }) => id).toSorted()).toEqual(answers.toSorted());
    expect(marked[0]!.changes).toMatchObject([{ told: { id: telling!.id, text: told.wording, seen: true } }]);
    const { owners } = await readChange(developerOf(home), change.id);
    expect(owners.items).toMatchObject([{ answers: 2, question: null, told: { seen_at: expect.any(String) } }]);
  });

  test('is held against what it was put right to from then on', async () => {
    const document = await guide(COVER);
    await tell(document, COVER);
    for (const years of [3, 4]) {
      await replace(document, `The boiler is covered for ${years} years.`);
      await look(document);
      await approve(await only(), `Now ${years}.`);
      await tellAll();
      await look(document);
      expect(await found()).toEqual([]);
    }
    expect((await listTellings(ownerOf(home))).map(({ text }) => text)).toEqual(['Now 4.', 'Now 3.']);
    expect((await found('told'))[0]!.was.text).toBe('The boiler is covered for 3 years.');
  });

  test('is not told when staff dismiss it, and bears no mark then', async () => {
    const document = await guide(COVER);
    await tell(document, COVER);
    await replace(document, 'The boiler is covered for two years.');
    await look(document);
    await dismiss(await only());
    expect(await tellAll()).toBe(0);
    const [answer] = (await listHistory(ownerOf(home), { limit: 1 })).items;
    expect(answer!.changes).toEqual([]);
    await look(document);
    expect(await found()).toEqual([]);
  });

  test('cannot be decided about as it was once the document has changed again', async () => {
    const document = await guide(COVER);
    await tell(document, COVER);
    await replace(document, 'The boiler is covered for 3 years.');
    await look(document);
    const seen = await only();
    await replace(document, 'The boiler is covered for 4 years.');
    await look(document);
    await expect(approve(seen)).rejects.toMatchObject({ code: 'conflict' });
    expect(await only()).toMatchObject({ id: seen.id, now: { text: 'The boiler is covered for 4 years.' } });
  });

  test('shows staff a question only where its owner has passed it on', async () => {
    const document = await guide(COVER);
    const answer = await tell(document, COVER);
    await replace(document, 'Bins.');
    await look(document);
    const change = await only();
    const shown = async () => (await readChange(developerOf(home), change.id)).owners.items[0]!.question;
    expect(await shown()).toBeNull();
    await askBuilder(ownerOf(home), { messageId: answer }, ORIGIN);
    expect(await shown()).toMatchObject({ text: 'How long?' });
  });

  test('is told to nobody who has left the house', async () => {
    const document = await guide(COVER);
    const former = await createFormerOwner(home);
    await tell(document, COVER, { owner: ownerOf(former) });
    await replace(document, 'The boiler is covered for 3 years.');
    await look(document);
    const change = await only();
    expect((await readChange(developerOf(home), change.id)).owners.items).toMatchObject([{ reach: 'none' }]);
    await approve(change);
    expect(await tellAll()).toBe(0);
  });

  test('is another builder’s business to nobody', async () => {
    const document = await guide(COVER);
    await tell(document, COVER);
    await replace(document, 'Bins.');
    await look(document);
    const change = await only();
    const other = developerOf(await createTestTenant('other'));
    expect((await listChanges(other, { limit: 10 })).items).toEqual([]);
    await expect(readChange(other, change.id)).rejects.toMatchObject({ code: 'not-found' });
    const decision = { decision: 'dismiss', version: change.version } as const;
    await expect(decideChange(other, change.id, decision, ORIGIN)).rejects.toMatchObject({ code: 'not-found' });
  });
});

/** The answers that a change concerns. */
const answersOf = async (changeId: string) => {
  const rows = await withScope(system, (tx) =>
    tx.select().from(changedAnswers).where(eq(changedAnswers.changeId, changeId)),
  );
  return rows.map(({ messageId }) => messageId);
};

describe('G12: over any history of a document', () => {
  const word = fc.constantFrom('boiler', 'gate', 'roof', 'pump');
  const sentence = fc.tuple(word, fc.nat(3)).map(([thing, years]) => `The ${thing} is covered for ${years} years.`);
  const page = fc.uniqueArray(sentence, { minLength: 1, maxLength: 6 });

  test('every answer that cited what has changed is found, and none that cited what has stayed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(page, { minLength: 2, maxLength: 4 }),
        fc.infiniteStream(fc.nat(5)),
        fc.infiniteStream(fc.constantFrom('tell', 'dismiss', 'leave')),
        async (versions, picks, decisions) => {
          const document = await guide(versions[0]!.join(' '));
          /** What each answer stands for: what was told, or what staff have put in its place; null for nothing. */
          const stands = new Map<string, string | null>();
          for (const [index, sentences] of versions.entries()) {
            if (index > 0) await replace(document, sentences.join(' '));
            await look(document);
            const expected = [...stands].filter(([, quote]) => quote !== null && !sentences.includes(quote));
            const open = await found();
            const members = new Map<string, string>();
            for (const change of open) for (const id of await answersOf(change.id)) members.set(id, change.id);
            expect([...members.keys()].toSorted()).toEqual(expected.map(([id]) => id).toSorted());
            for (const change of open) {
              const decision = decisions.next().value;
              if (decision === 'leave') continue;
              if (decision === 'tell') await approve(change);
              else await dismiss(change);
              for (const [id, its] of members) if (its === change.id) stands.set(id, change.now?.text ?? null);
            }
            const quote = sentences[picks.next().value % sentences.length]!;
            stands.set(await tell(document, quote), quote);
          }
          await tellAll();
          await deleteDocument(developerOf(home), document);
          await look(document);
          for (const change of await found()) await dismiss(change);
        },
      ),
      { numRuns: 12 },
    );
  });
});

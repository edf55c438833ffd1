import { v7 } from 'uuid';
import {
  dropEmptyChanges,
  findDocumentToLook,
  holdCitations,
  holdOpenChanges,
  holdRevision,
  joinChange,
  leaveOpenChanges,
  listBeingLooked,
  listCitationsToLook,
  listDocumentsToLook,
  listTextsOf,
  noteLooked,
  storeChange,
} from '#db/queries/insights/citation-looks.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope, type TenantScope, type Tx } from '#db/scope.ts';
import { lookJob } from '#app/features/ingestion/request-look.server.ts';
import { enqueueJobs } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { citationsLookRequested } from '#inngest/events.ts';
import type { PlacedText } from '#app/features/retrieval/locate-passage.ts';
import { openJudge, type Verdict } from './judge-citation.ts';

/** Citations that are looked at in one step. */
const CITATIONS = 50;
/** Passages of one read, and of a document at most. */
const TEXTS = 250;
const MAX_TEXTS = 20_000;
/** Documents that the schedule looks through in one step, and of those that jobs are asked for. */
const DOCUMENTS = 500;

type Where = { jobId: string; documentId: string };
type Document = NonNullable<Awaited<ReturnType<typeof findDocumentToLook>>>;
type Judged = Awaited<ReturnType<typeof listCitationsToLook>>[number] & Verdict & { known: string | null };

/**
 * Holds the next citations of a document against it as it is now, and writes down which are changed (G12). Doing it
 * again finds the same; what the document becomes meanwhile is found by the next look. Returns how many were looked at;
 * 0 once all were, or the job has ended.
 */
export async function lookAtCitations(scope: TenantScope, { jobId, documentId }: Where): Promise<number> {
  const document = await withScope(scope, (tx) => findDocumentToLook(tx, scope, documentId), { readOnly: true });
  if (!document) return 0;
  const cited = await withScope(
    scope,
    (tx) => listCitationsToLook(tx, scope, { documentId, revision: document.revision }, CITATIONS),
    { readOnly: true },
  );
  if (cited.length > 0) {
    const judge = openJudge({ ...document, texts: await readTexts(scope, document) });
    const judged = cited.map((one) => ({ ...one, known: one.passage, ...judge(one) }));
    const stored = await withScope(scope, async (tx) => {
      if (!(await holdOpenJob(tx, scope, jobId))) return false;
      // What has changed since is looked at by the next step.
      if (await holdRevision(tx, scope, documentId, document.revision)) await store(tx, scope, document, judged);
      return true;
    });
    if (!stored) return 0;
  }
  if (cited.length < CITATIONS) await withScope(scope, (tx) => dropEmptyChanges(tx, scope, documentId));
  return cited.length;
}

async function readTexts(scope: TenantScope, { readingId, deleted }: Document): Promise<PlacedText[]> {
  if (deleted || readingId === null) return [];
  const texts: PlacedText[] = [];
  for (let from = 0; from < MAX_TEXTS; from += TEXTS) {
    const range = { from, to: from + TEXTS };
    const batch = await withScope(scope, (tx) => listTextsOf(tx, scope, readingId, range), { readOnly: true });
    if (batch.length === 0) break;
    texts.push(...batch);
  }
  return texts;
}

type Open = Awaited<ReturnType<typeof holdOpenChanges>>[number];

/** Each changed citation joins the open change of its passage, or begins one. */
async function store(tx: Tx, scope: TenantScope, document: Document, all: readonly Judged[]): Promise<void> {
  const open = await holdOpenChanges(tx, scope, document.id);
  // What staff have decided since stands for something else, and is looked at by the next step.
  const still = await holdCitations(tx, scope, all);
  const judged = all.filter((one) =>
    still.some(({ messageId, ordinal }) => messageId === one.messageId && ordinal === one.ordinal),
  );
  await leaveOpenChanges(tx, scope, judged);
  for (const [change, answers] of gather(open, judged)) {
    const { id, cause, was, now, nowPage } = change;
    const known = open.find((one) => one.id === id);
    const wasPage = answers[0]!.page;
    if (!known || known.was !== was || known.now !== now || known.nowPage !== nowPage) {
      const { developmentId, id: documentId, version: inVersion } = document;
      await storeChange(tx, scope, { id, developmentId, documentId, cause, was, wasPage, now, nowPage, inVersion });
    }
    await joinChange(tx, scope, id, answers);
  }
  await noteLooked(tx, scope, document.revision, judged);
}

type Gathered = Pick<Open, 'id' | 'cause' | 'was' | 'now' | 'nowPage'>;

/** Changed citations by their passage: one that holds another's, or is held by it, is of the same. */
function gather(open: readonly Open[], judged: readonly Judged[]): Map<Gathered, Judged[]> {
  const changes: Gathered[] = open.map((one) => ({ ...one }));
  const gathered = new Map<Gathered, Judged[]>();
  const longestFirst = judged.toSorted((a, b) => (b.changed?.was.length ?? 0) - (a.changed?.was.length ?? 0));
  for (const one of longestFirst) {
    const { changed } = one;
    if (!changed) continue;
    let change = changes.find(
      ({ cause, was }) => cause === changed.cause && (was.includes(changed.was) || changed.was.includes(was)),
    );
    if (!change) {
      change = { id: v7(), ...changed };
      changes.push(change);
    } else if (changed.was.length >= change.was.length) Object.assign(change, changed);
    gathered.set(change, [...(gathered.get(change) ?? []), one]);
  }
  return gathered;
}

/**
 * Asks for a look at those of some of all documents that were changed since their citations were looked at. Returns the
 * place behind the last; null once all were asked.
 */
export async function requestLooks(
  scope: PlatformScope,
  after: { tenantId: string; id: string } | null,
): Promise<{ tenantId: string; id: string } | null> {
  const next = await withScope(scope, async (tx) => {
    const rows = await listDocumentsToLook(tx, scope, { limit: DOCUMENTS, after: after ?? undefined });
    const wanted = rows.filter((row) => row.wanted);
    const looking = await listBeingLooked(
      tx,
      scope,
      wanted.map(({ id }) => id),
      citationsLookRequested.name,
    );
    await enqueueJobs(
      tx,
      wanted.filter(({ id }) => !looking.has(id)).map(({ tenantId, id }) => lookJob(tenantId, id)),
    );
    const last = rows.at(-1);
    return rows.length === DOCUMENTS && last ? { tenantId: last.tenantId, id: last.id } : null;
  });
  wakeDispatcher();
  return next;
}

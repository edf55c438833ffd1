import {
  findLookWish,
  findRuleFacts,
  listDevelopmentsToLook,
  listLooking,
  noteLook,
  listPagesToLook,
  listReadDocuments,
  storeReading,
  type ReadDocument,
} from '#db/queries/handover/readings.ts';
import {
  countPapersOf,
  dropOtherSlots,
  listHousesToMatch,
  listPapersOf,
  storePapers,
  type PaperRow,
} from '#db/queries/handover/papers.ts';
import { readLibraryVersion } from '#db/queries/retrieval/passages.ts';
import { holdOpenJob } from '#db/queries/jobs/jobs.ts';
import { withScope, type PlatformScope, type TenantScope } from '#db/scope.ts';
import { enqueueJobs } from '#app/features/jobs/enqueue-job.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';
import { handoverPapersRequested } from '#inngest/events.ts';
import { openFindConfirmed } from './find-confirmed.server.ts';
import { findPapers } from './find-papers.ts';
import { openMatcher, type Decided, type DocumentToMatch, type HouseToMatch, type Paper } from './match-papers.ts';
import { openTitles, type Embed } from './match-titles.ts';
import { papersJob } from './look-now.server.ts';
import type { PageToRead } from './read-paper.ts';
import { chooseRuleSet, rulesOf } from './rules/choose-rule-set.ts';
import type { RuleSet } from './rules/rule-set.ts';

/** Documents looked at in one step of the job, and the pages of one read. */
const DOCUMENTS = 20;
const PAGES = 50;
/** A document's pages beyond these are not looked at. */
const MAX_PAGES = 400;
const HOUSES = 100;
const DEVELOPMENTS = 500;
/** Of a development: what one step may hold in memory. */
const MAX_HOUSES = 5_000;
const MAX_DOCUMENTS = 20_000;

type Where = { jobId: string; developmentId: string };
export type PaperModel = Pick<Embedder, 'embed'>;

async function rulesOfDevelopment(scope: TenantScope, developmentId: string): Promise<RuleSet | undefined> {
  const facts = await withScope(scope, (tx) => findRuleFacts(tx, scope, developmentId), { readOnly: true });
  return facts && chooseRuleSet(facts);
}

/** What a look is of: the version of the library, and the wish that stood when it began. */
type Begun = { libraryVersion: string; wish: string | null };

/** Begins a look; null when its job has ended already. */
export function beginLook(scope: TenantScope, { jobId, developmentId }: Where): Promise<Begun | null> {
  return withScope(scope, async (tx) => {
    if (!(await holdOpenJob(tx, scope, jobId))) return null;
    const wish = await findLookWish(tx, scope, developmentId);
    return { wish, libraryVersion: await readLibraryVersion(tx, { tenantId: scope.tenantId, developmentId }) };
  });
}

/**
 * Looks for papers in the next documents of a development that were not looked at as they are now. Doing it again finds
 * the same. Returns the id behind which to go on; null once all were looked at.
 */
export async function lookForPapers(
  scope: TenantScope,
  { developmentId }: Where,
  after: string | null,
  model: PaperModel,
): Promise<string | null> {
  const rules = await rulesOfDevelopment(scope, developmentId);
  if (!rules) return null;
  const page = { after: after ?? undefined, limit: DOCUMENTS };
  const documents = await withScope(scope, (tx) => listReadDocuments(tx, scope, developmentId, page), {
    readOnly: true,
  });
  const stale = documents.filter((one) => one.lookedReading !== one.readingId || one.lookedRules !== rulesOf(rules));
  if (stale.length > 0) {
    const embed = remembering(scope, model);
    const titles = await openTitles(rules, embed);
    for (const { documentId, readingId, title, versionId } of stale) {
      const pages = await readPages(scope, { versionId, readingId });
      const found = await findPapers(rules, { title, pages }, { titles, embed });
      const row = { documentId, developmentId, readingId, rules: rulesOf(rules), ...found };
      await withScope(scope, (tx) => storeReading(tx, scope, row));
    }
  }
  return documents.length === DOCUMENTS ? (documents.at(-1)?.documentId ?? null) : null;
}

/** Each text is embedded once a step. */
function remembering(scope: TenantScope, model: PaperModel): Embed {
  const known = new Map<string, number[]>();
  return async (texts) => {
    const fresh = [...new Set(texts)].filter((text) => !known.has(text));
    const vectors =
      fresh.length > 0 ? await model.embed(fresh, { priority: 'ingestion', tenantId: scope.tenantId }) : [];
    for (const [at, text] of fresh.entries()) known.set(text, vectors[at] ?? []);
    return texts.map((text) => known.get(text) ?? []);
  };
}

async function readPages(scope: TenantScope, reading: { versionId: string; readingId: string }) {
  const pages: PageToRead[] = [];
  for (let after = 0; after < MAX_PAGES;) {
    const from = after;
    const batch = await withScope(scope, (tx) => listPagesToLook(tx, scope, reading, { after: from, limit: PAGES }), {
      readOnly: true,
    });
    pages.push(...batch);
    if (batch.length < PAGES) break;
    after = batch.at(-1)?.page ?? MAX_PAGES;
  }
  return pages;
}

/**
 * Holds all papers found against every house of a development, and stores how each stands. `begun`: the
 * look. Returns how many houses; 0 when the job has ended meanwhile.
 */
export async function matchHouses(
  scope: TenantScope,
  { jobId, developmentId }: Where,
  begun: Begun,
  today = isoDay(new Date()),
): Promise<number> {
  const rules = await rulesOfDevelopment(scope, developmentId);
  if (!rules) return 0;
  const documents = await readFound(scope, developmentId);
  const houses = await readHouses(scope, developmentId);
  const match = openMatcher(rules, houses, documents.map(foundBy(rules)), today);
  const findConfirmed = openFindConfirmed(scope, documents);
  const slots = rules.slots.map(({ id }) => id);
  for (let from = 0; from < houses.length; from += HOUSES) {
    const some = houses.slice(from, from + HOUSES);
    const isOpen = await withScope(scope, async (tx) => {
      if (!(await holdOpenJob(tx, scope, jobId))) return false;
      const ids = some.map(({ id }) => id);
      const before = (await listPapersOf(tx, scope, ids)).filter(({ slot }) => slots.includes(slot));
      const places = await findConfirmed(tx, before);
      await dropOtherSlots(tx, scope, ids, slots);
      await storePapers(
        tx,
        scope,
        developmentId,
        some.flatMap((house) => papersOf(house, before, places, match)),
      );
      await countPapersOf(tx, scope, ids, slots);
      return true;
    });
    if (!isOpen) return 0;
  }
  await withScope(scope, (tx) => noteLook(tx, scope, developmentId, begun));
  return houses.length;
}

function papersOf(house: HouseToMatch, rows: readonly PaperRow[], places: ReadonlyMap<PaperRow, number>, match: Match) {
  const own = new Map(rows.filter(({ houseId }) => houseId === house.id).map((row) => [row.slot, row]));
  // What was confirmed of a page that does not say so any more is confirmed no more.
  const decided = new Map<string, Decided>(
    [...own].map(([slot, row]) => {
      if (row.decision !== 'confirmed') return [slot, row];
      const page = places.get(row);
      return [slot, page === undefined ? { ...row, decision: null } : { ...row, page }];
    }),
  );
  return match(house, decided).map((paper) => ({ ...paper, version: own.get(paper.slot)?.version ?? 0 }));
}

type Match = (house: HouseToMatch, decided: ReadonlyMap<string, Decided>) => Paper[];

async function readFound(scope: TenantScope, developmentId: string): Promise<ReadDocument[]> {
  const documents: ReadDocument[] = [];
  let after: string | undefined;
  while (documents.length < MAX_DOCUMENTS) {
    const page = { after, limit: 500 };
    const batch = await withScope(scope, (tx) => listReadDocuments(tx, scope, developmentId, page), { readOnly: true });
    documents.push(...batch);
    after = batch.at(-1)?.documentId;
    if (batch.length < page.limit) break;
  }
  return documents;
}

/** A document with what was found in it as it is now by these rules: nothing where that is still to be done. */
const foundBy =
  (rules: RuleSet) =>
  ({ documentId, title, houseTypes, cover, finds, ...looked }: ReadDocument): DocumentToMatch => {
    const isLooked = looked.lookedReading === looked.readingId && looked.lookedRules === rulesOf(rules);
    return {
      documentId,
      title,
      houseTypes,
      cover: isLooked ? (cover ?? []) : [],
      finds: isLooked ? (finds ?? []) : [],
    };
  };

async function readHouses(scope: TenantScope, developmentId: string): Promise<HouseToMatch[]> {
  const houses: (HouseToMatch & { order: string })[] = [];
  while (houses.length < MAX_HOUSES) {
    const last = houses.at(-1);
    const page = { after: last && { order: last.order, id: last.id }, limit: 500 };
    const batch = await withScope(scope, (tx) => listHousesToMatch(tx, scope, developmentId, page), { readOnly: true });
    houses.push(...batch);
    if (batch.length < page.limit) break;
  }
  return houses;
}

/**
 * Asks for those of some of all developments to be looked through whose documents have changed since the last time, and
 * for each one once a day, since papers expire. Returns the place behind the last; null once all were asked.
 */
export async function requestAllPapers(
  scope: PlatformScope,
  after: { tenantId: string; id: string } | null,
): Promise<{ tenantId: string; id: string } | null> {
  const next = await withScope(scope, async (tx) => {
    const rows = await listDevelopmentsToLook(tx, scope, { limit: DEVELOPMENTS, after: after ?? undefined });
    const wanted = rows.filter((row) => row.wanted);
    const ids = wanted.map(({ id }) => id);
    const looking = await listLooking(tx, scope, ids, handoverPapersRequested.name);
    await enqueueJobs(
      tx,
      wanted.filter(({ id }) => !looking.has(id)).map(({ tenantId, id }) => papersJob(tenantId, id)),
    );
    const last = rows.at(-1);
    return rows.length === DEVELOPMENTS && last ? { tenantId: last.tenantId, id: last.id } : null;
  });
  wakeDispatcher();
  return next;
}

import { seededRandom } from '#app/platform/seeded-random.ts';
import { v7 } from 'uuid';
import { builderQuestions, conversations, messageFeedback, messages } from '#db/schema/assistant.ts';
import { documents, documentVersions } from '#db/schema/documents.ts';
import { homeowners, houses, qrScans } from '#db/schema/homes.ts';
import { llmUsage } from '#db/schema/observability.ts';
import { developments, houseTypes } from '#db/schema/tenancy.ts';
import { FIRST_TOKEN_BOUNDS, READY_BOUNDS } from '#db/schema/time-buckets.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';

/*
 * A random history of a builder, and its figures counted from the history by plain loops: what the roll-up's statements
 * are compared with.
 */

type Happening =
  | { kind: 'question' | 'claim' | 'passed-on'; at: Date; houseId: string }
  | {
      kind: 'answer';
      at: Date;
      houseId: string;
      outcome: 'cited' | 'refusal' | 'courtesy' | 'stopped' | 'failed';
      latencyMs: number;
      rating?: 'up' | 'down';
      id: string;
    }
  | { kind: 'scan'; at: Date; houseId: string; result: 'ok' | 'claimed' | 'revoked'; prefetch: boolean }
  | {
      kind: 'model';
      at: Date;
      houseId: string;
      prompt: number;
      completion: number;
      cost: number | null;
      first: number;
    };

/** A file that was uploaded: read after some seconds, or it could not be, or it waits. */
type Upload = { developmentId: string; at: Date } & (
  | { status: 'ready'; pages: number; seconds: number }
  | { status: 'failed' | 'queued' }
);

export type History = {
  tenantId: string;
  houseIds: string[];
  developmentOf: Map<string, string>;
  developmentIds: string[];
  happenings: Happening[];
  uploads: Upload[];
};

/**
 * Adds developments with houses and `size` questions and what follows from them, at random moments of the last `days`
 * days, to an existing tenant.
 */
export async function makeHistory(
  tenantId: string,
  { seed, size, days }: { seed: number; size: number; days: number },
): Promise<History> {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const moment = () => new Date(Math.floor(Date.now() - 60_000 - random() * days * 86_400_000));
  const later = (instant: Date, seconds: number) =>
    new Date(Math.min(Date.now(), instant.getTime() + random() * seconds * 1000));
  const developmentIds = [v7(), v7()];
  const developmentOf = new Map(Array.from({ length: 8 }, () => [v7(), pick(developmentIds)] as const));
  const houseIds = [...developmentOf.keys()];
  const ownerOf = new Map(houseIds.map((id) => [id, v7()]));
  const conversationOf = new Map(houseIds.map((id) => [id, v7()]));
  const happenings: Happening[] = [];
  const said: (typeof messages.$inferInsert)[] = [];
  const rated: (typeof messageFeedback.$inferInsert)[] = [];
  const passed: (typeof builderQuestions.$inferInsert)[] = [];
  const used: (typeof llmUsage.$inferInsert)[] = [];

  for (let n = 0; n < size; n += 1) {
    const houseId = pick(houseIds);
    const at = moment();
    const common = {
      tenantId,
      houseId,
      conversationId: conversationOf.get(houseId)!,
      homeownerId: ownerOf.get(houseId)!,
    };
    const question = { ...common, id: v7(), role: 'user' as const, content: 'Where is it?', createdAt: at };
    said.push(question);
    happenings.push({ kind: 'question', at, houseId });
    // A process may end before it answers.
    if (random() < 0.05) continue;
    const outcome = pick(['cited', 'cited', 'cited', 'refusal', 'courtesy', 'stopped', 'failed'] as const);
    const answeredAt = later(at, 40);
    const latencyMs = Math.floor(random() * 20_000);
    const id = v7();
    const complete = outcome === 'cited' || outcome === 'refusal' || outcome === 'courtesy';
    const mode = outcome === 'cited' ? pick(['model', 'extractive'] as const) : complete ? outcome : null;
    said.push({
      ...common,
      id,
      role: 'assistant',
      content: 'There.',
      replyTo: question.id,
      createdAt: answeredAt,
      latencyMs,
      state: complete ? 'complete' : (outcome as 'stopped' | 'failed'),
      grounded: outcome === 'cited' || (outcome === 'stopped' && random() < 0.5),
      mode,
    });
    const rating = random() < 0.3 ? pick(['up', 'down'] as const) : undefined;
    if (rating) rated.push({ tenantId, houseId, messageId: id, rating, createdAt: later(answeredAt, 400_000) });
    happenings.push({ kind: 'answer', at: answeredAt, houseId, outcome, latencyMs, id, ...(rating ? { rating } : {}) });
    if (outcome === 'refusal' && random() < 0.5) {
      const passedAt = later(answeredAt, 90_000);
      passed.push({ tenantId, houseId, messageId: id, question: 'Where is it?', createdAt: passedAt });
      happenings.push({ kind: 'passed-on', at: passedAt, houseId });
    }
    if (mode === 'model') {
      const [prompt, completion, cost, first] = [
        Math.floor(random() * 4000),
        Math.floor(random() * 400),
        random() < 0.7 ? Math.floor(random() * 64) / 1024 : null,
        // At a bound as often as between two.
        random() < 0.5 ? pick(FIRST_TOKEN_BOUNDS) : Math.floor(random() * 70_000),
      ];
      used.push({
        id: v7(),
        tenantId,
        at: answeredAt,
        operation: 'chat',
        model: 'm',
        promptTokens: prompt,
        completionTokens: completion,
        cost,
        latencyMs,
        firstTokenMs: first,
        messageId: id,
      });
      happenings.push({ kind: 'model', at: answeredAt, houseId, prompt, completion, cost, first });
    }
  }
  const scans = Array.from({ length: size }, () => ({
    id: v7(),
    tenantId,
    houseId: pick(houseIds),
    result: pick(['ok', 'claimed', 'revoked'] as const),
    ip: '192.0.2.1',
    userAgent: 'test',
    prefetch: random() < 0.2,
    scannedAt: moment(),
  }));
  for (const scan of scans)
    happenings.push({
      kind: 'scan',
      at: scan.scannedAt,
      houseId: scan.houseId,
      result: scan.result,
      prefetch: scan.prefetch,
    });
  const owners = houseIds.map((houseId, n) => ({
    tenantId,
    id: ownerOf.get(houseId)!,
    houseId,
    fullName: `Owner ${n}`,
    claimedAt: n % 4 === 0 ? null : moment(),
  }));
  for (const { houseId, claimedAt } of owners)
    if (claimedAt) happenings.push({ kind: 'claim', at: claimedAt, houseId });

  await storeHouses(tenantId, { developmentIds, developmentOf, conversationOf, owners });
  await withScope(systemScope('test'), async (tx) => {
    await tx.insert(messages).values(said);
    if (rated.length > 0) await tx.insert(messageFeedback).values(rated);
    if (passed.length > 0) await tx.insert(builderQuestions).values(passed);
    if (used.length > 0) await tx.insert(llmUsage).values(used);
    if (scans.length > 0) await tx.insert(qrScans).values(scans);
  });
  const uploads = Array.from({ length: Math.ceil(size / 10) }, (): Upload => {
    const common = { developmentId: pick(developmentIds), at: moment() };
    const status = pick(['ready', 'ready', 'failed', 'queued'] as const);
    if (status !== 'ready') return { ...common, status };
    const seconds = random() < 0.5 ? pick(READY_BOUNDS) : Math.floor(random() * 100_000);
    return { ...common, status, pages: Math.floor(random() * 40), seconds };
  });
  await storeUploads(tenantId, uploads);
  return { tenantId, houseIds, developmentOf, developmentIds, happenings, uploads };
}

/** Each a document of its own. */
async function storeUploads(tenantId: string, uploads: readonly Upload[]): Promise<void> {
  const rows = uploads.map((upload) => ({ ...upload, id: v7(), documentId: v7() }));
  await withScope(systemScope('test'), async (tx) => {
    await tx.insert(documents).values(
      rows.map(({ documentId, developmentId }) => ({
        tenantId,
        id: documentId,
        developmentId,
        title: 'Manual',
        category: 'manual',
        houseTypes: ['A'],
      })),
    );
    await tx.insert(documentVersions).values(
      rows.map(({ id, documentId, at, ...upload }) => ({
        tenantId,
        id,
        documentId,
        version: 1,
        storageKey: id,
        filename: 'manual.pdf',
        kind: 'pdf' as const,
        sizeBytes: 1,
        sha256: id,
        status: upload.status,
        createdAt: at,
        ...(upload.status === 'ready'
          ? { pages: upload.pages, readyAt: new Date(at.getTime() + upload.seconds * 1000) }
          : {}),
      })),
    );
  });
}

type Houses = {
  developmentIds: readonly string[];
  developmentOf: ReadonlyMap<string, string>;
  conversationOf: ReadonlyMap<string, string>;
  owners: (typeof homeowners.$inferInsert & { id: string })[];
};

/** The houses with their developments and owners, and a conversation in each. */
async function storeHouses(tenantId: string, made: Houses): Promise<void> {
  const { developmentIds, developmentOf, conversationOf, owners } = made;
  await withScope(systemScope('test'), async (tx) => {
    await tx.insert(developments).values(
      developmentIds.map((id) => ({
        tenantId,
        id,
        slug: `d-${id}`,
        name: 'Park',
        address: '',
        latitude: 51.9,
        longitude: -8.2,
        embeddingModel: 'm',
      })),
    );
    await tx
      .insert(houseTypes)
      .values(
        developmentIds.map((developmentId) => ({ tenantId, developmentId, code: 'A', name: 'A', description: '' })),
      );
    await tx.insert(houses).values(
      [...developmentOf].map(([id, developmentId], n) => ({
        tenantId,
        id,
        developmentId,
        houseType: 'A',
        label: `${n + 1} Test Avenue`,
        address: '',
      })),
    );
    await tx.insert(homeowners).values(owners);
    await tx.insert(conversations).values(
      owners.map(({ houseId, id: homeownerId }) => ({
        tenantId,
        id: conversationOf.get(houseId)!,
        houseId,
        homeownerId,
      })),
    );
  });
}

const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Dublin', dateStyle: 'short' });
/** The day of `instant` in Dublin, by another way than the database's. */
export const dublinDay = (instant: Date) => calendar.format(instant);

/**
 * The figures of one development on one day, by the names of the table's columns. Scans and models' use as if their
 * rows were kept for ever.
 */
export function countDay(
  history: History,
  developmentId: string,
  day: string,
): Record<string, number | number[] | null> {
  const there = history.happenings.filter(
    (one) => history.developmentOf.get(one.houseId) === developmentId && dublinDay(one.at) === day,
  );
  const of = <K extends Happening['kind']>(kind: K) =>
    there.filter((one): one is Extract<Happening, { kind: K }> => one.kind === kind);
  const answers = of('answer');
  const outcome = (name: string) => answers.filter((answer) => answer.outcome === name).length;
  const latencies = answers
    .filter((answer) => answer.outcome !== 'stopped' && answer.outcome !== 'failed')
    .map(({ latencyMs }) => latencyMs)
    .toSorted((a, b) => a - b);
  const percentile = (share: number) => latencies[Math.max(0, Math.ceil(share * latencies.length) - 1)] ?? null;
  const scans = of('scan').filter(({ prefetch }) => !prefetch);
  const calls = of('model');
  const costs = calls.flatMap(({ cost }) => cost ?? []);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    questions: of('question').length,
    ownersSeen: 0,
    activeHouses: new Set(of('question').map(({ houseId }) => houseId)).size,
    answered: outcome('cited'),
    doubtful: 0,
    refused: outcome('refusal'),
    courtesies: outcome('courtesy'),
    stopped: outcome('stopped'),
    failed: outcome('failed'),
    feedbackUp: answers.filter(({ rating }) => rating === 'up').length,
    feedbackDown: answers.filter(({ rating }) => rating === 'down').length,
    passedOn: of('passed-on').length,
    housesClaimed: of('claim').length,
    latencyMedianMs: percentile(0.5),
    latencyP95Ms: percentile(0.95),
    scansOk: scans.filter(({ result }) => result === 'ok').length,
    scansClaimed: scans.filter(({ result }) => result === 'claimed').length,
    scansRevoked: scans.filter(({ result }) => result === 'revoked').length,
    modelCalls: calls.length,
    promptTokens: sum(calls.map(({ prompt }) => prompt)),
    completionTokens: sum(calls.map(({ completion }) => completion)),
    modelCost: costs.length > 0 ? sum(costs) : null,
    firstTokens:
      calls.length > 0
        ? inBuckets(
            calls.map(({ first }) => first),
            FIRST_TOKEN_BOUNDS,
          )
        : null,
    ...countUploads(history, developmentId, day),
  };
}

function countUploads({ uploads }: History, developmentId: string, day: string) {
  const there = uploads.filter((one) => one.developmentId === developmentId && dublinDay(one.at) === day);
  const read = there.filter((one) => one.status === 'ready');
  return {
    documentsRead: read.length,
    pagesRead: read.reduce((total, { pages }) => total + pages, 0),
    documentsFailed: there.filter(({ status }) => status === 'failed').length,
    readyTimes:
      there.length > 0
        ? inBuckets(
            read.map(({ seconds }) => seconds),
            READY_BOUNDS,
          )
        : null,
  };
}

/** How many of the times lie below each bound and not below the one before, and above the last. */
const inBuckets = (times: readonly number[], bounds: readonly number[]): number[] =>
  [...bounds, Infinity].map(
    (bound, at) => times.filter((time) => time < bound && time >= (bounds[at - 1] ?? -Infinity)).length,
  );

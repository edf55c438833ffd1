import pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { shelve, wordOverlap } from '#app/features/assistant/testing/library.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { encodeCursor } from '#app/platform/http.ts';
import { count, resetRateLimits } from '#app/platform/rate-limiter.ts';
import type { Database } from '#db/client.ts';
import { answerTraces, conversations, messages } from '#db/schema/assistant.ts';
import { changedPassages } from '#db/schema/changes.ts';
import { documentVersions } from '#db/schema/documents.ts';
import { homeowners, houses, pointsOfInterest } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { auditLog, errorLog, llmErrorLog } from '#db/schema/observability.ts';
import { alertFirings, alertSilences, limitOverrides, loadSamples } from '#db/schema/operations.ts';
import { developments, tenants } from '#db/schema/tenancy.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type Tx } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { can, ROUTE_ACCESS, type Access, type Method, type Permission, type Role } from './permissions.ts';
import { createTestAdmin, createTestTenant, homeownerTokenOf, staffCookieOf, type TestTenant } from './testing.ts';

/*
 * B1: every list of the API, called for real with thirty things to list. It takes every route of permissions.ts that
 * answers GET under /api for a list unless it is named here as none: so a new list is held to the rules from its first
 * day.
 */

/** Routes that answer GET with one thing, each with what it is. */
const NO_LISTS: Record<string, string> = {
  'routes/api.admin.alerts.firings.$firingId': 'one alert that fired',
  'routes/api.admin.alerts._index': 'every threshold with its state, a fixed set',
  'routes/api.$': 'the answer for an unknown address',
  'routes/api.documents.$documentId': 'one document',
  'routes/api.inngest': 'the job server’s own protocol',
  'routes/api.openapi[.]json': 'the contract',
  'routes/api.chat.answers.$messageId': 'one answer, as events',
  'routes/api.public.developments.$slug': 'one development',
  'routes/api.admin.errors.$errorId': 'one error',
  'routes/api.changed-answers.$changeId': 'one change, with its owners by fifties',
  'routes/api.admin.rag.$answerId._index': 'one answer',
  'routes/api.analytics.overview': 'figures, one set',
  'routes/api.analytics.questions-by-day': 'figures of the days between two dates, at most 366',
};

/** What a list needs besides its page. */
const NEEDED: Record<string, string> = { 'routes/api.search': 'q=fuse+board' };
const ONE_PAGE = ['routes/api.search', 'routes/api.places'];

type Loader = (args: {
  request: Request;
  params: Record<string, string>;
  context: Record<string, never>;
}) => Promise<Response>;
const found = import.meta.glob<{ loader?: Loader }>(['/app/routes/api.*.ts', '!/app/routes/*.test.ts']);
const rows: Record<string, Partial<Record<Method, Access>>> = ROUTE_ACCESS;
const lists = Object.entries(rows).flatMap(([id, row]) =>
  id.startsWith('routes/api.') && row.GET && !(id in NO_LISTS) ? [{ id, access: row.GET }] : [],
);

let database: Database;
let mine: TestTenant;
let adminId: string;
let documentId: string;

beforeAll(async () => {
  await replaceEmbedder(wordOverlap);
  database = await openTestDatabase();
  mine = await createTestTenant('mine', { claimed: true });
  adminId = await createTestAdmin();
  for (let number = 1; number <= 30; number += 1)
    documentId = await shelve(mine, {
      title: `Manual ${number}`,
      heading: `The fuse board ${number}`,
      text: `Fuse board number ${number} is in cupboard ${number}.`,
    });
  const thirty = <T>(make: (number: number) => T) => Array.from({ length: 30 }, (_, index) => make(index + 1));
  const { tenantId, developmentId, houseId, homeownerId } = mine;
  const conversationId = v7();
  await withScope(systemScope('test'), async (tx) => {
    await tx.insert(documentVersions).values(
      thirty((number) => ({
        tenantId,
        id: v7(),
        documentId,
        version: number + 1,
        storageKey: 'key',
        filename: 'manual.pdf',
        kind: 'pdf' as const,
        sizeBytes: 1,
        sha256: 'sum',
        status: 'failed' as const,
      })),
    );
    const homes = thirty((number) => ({
      tenantId,
      id: v7(),
      developmentId,
      houseType: 'A',
      label: `${number} Short Avenue`,
      address: 'Midleton',
    }));
    await tx.insert(houses).values(homes);
    await tx
      .insert(homeowners)
      .values(homes.map(({ id, label }) => ({ tenantId, houseId: id, fullName: `Owner of ${label}` })));
    await tx.insert(pointsOfInterest).values(
      thirty((number) => ({
        tenantId,
        developmentId,
        id: v7(),
        source: 'seed',
        sourceId: String(number),
        category: 'cafe',
        name: `Café ${number}`,
        latitude: 51.9,
        longitude: -8.2,
        refreshedAt: new Date(),
      })),
    );
    await seedForThePlatform(tx, thirty);
    const passage = 'The boiler is covered for two years from the day of the handover. '.repeat(9);
    const changed = { cause: 'reads' as const, was: passage, wasPage: 1, now: passage, nowPage: 2, inVersion: 2 };
    await tx
      .insert(changedPassages)
      .values(thirty(() => ({ tenantId, id: v7(), developmentId, documentId, ...changed })));
    await tx.insert(conversations).values({ tenantId, id: conversationId, houseId, homeownerId });
    await tx.insert(messages).values(
      thirty((number) => ({
        tenantId,
        id: v7(),
        conversationId,
        houseId,
        homeownerId,
        role: 'user' as const,
        content: `Question ${number}`,
      })),
    );
    const answers = thirty((number) => ({ id: v7(), content: `Answer ${number}` }));
    const spoken = { tenantId, conversationId, houseId, homeownerId, role: 'assistant' as const };
    await tx.insert(messages).values(answers.map((answer) => ({ ...spoken, ...answer })));
    const given = { tenantId, developmentId, houseId, latencyMs: 5 };
    await tx.insert(answerTraces).values(answers.map(({ id }) => ({ ...given, messageId: id })));
    await tx
      .insert(jobStatus)
      .values(
        thirty(() => ({ id: v7(), tenantId, event: { name: 'document/uploaded', data: {} }, deadlineAt: new Date() })),
      );
  });
});
afterAll(async () => {
  await database.close();
  await replaceEmbedder();
});
beforeEach(async () => {
  resetRateLimits();
  // Thirty who have nothing left.
  for (let number = 1; number <= 30; number += 1) await count('sign-in-known', `place-${number}`);
  for (let uses = 0; uses < 5; uses += 1)
    for (let number = 1; number <= 30; number += 1) await count('surname', `house-${number}`);
});

type Thirty = <T>(make: (number: number) => T) => T[];

/** What the platform's own lists hold, besides what builders and owners make. */
async function seedForThePlatform(tx: Tx, thirty: Thirty): Promise<void> {
  const [message, code, at] = ['It broke', 'internal', new Date()];
  const support = { supportEmail: 'help@example.ie', supportPhone: '021 000 0000', brand: { accent: '#123456' } };
  await tx
    .insert(tenants)
    .values(thirty((n) => ({ id: v7(), slug: `builder-${n}`, name: `Builder ${n}`, ...support })));
  const site = { tenantId: mine.tenantId, address: 'Midleton', latitude: 51.9, longitude: -8.2, embeddingModel: 'm' };
  await tx.insert(developments).values(thirty((n) => ({ ...site, id: v7(), slug: `site-${n}`, name: `Site ${n}` })));
  const by = { actorKind: 'staff', actorId: mine.developerId };
  await tx.insert(auditLog).values(thirty(() => ({ id: v7(), tenantId: mine.tenantId, ...by, action: 'house.moved' })));
  const fault = { kind: 'api' as const, code, message, lastSeenAt: at };
  const decided = { state: 'resolved' as const, decidedAt: at, decidedBy: adminId, assignedTo: adminId };
  await tx.insert(errorLog).values(thirty((n) => ({ ...fault, ...decided, id: v7(), fingerprint: `list-${n}` })));
  const call = { operation: 'chat', model: 'm', code, message, latencyMs: 1, retry: false };
  await tx.insert(llmErrorLog).values(thirty(() => ({ id: v7(), ...call })));
  const rule = {
    rule: 'chat',
    points: 9,
    reason: 'They move in',
    setBy: adminId,
    endsAt: new Date(Date.now() + 3_600_000),
  };
  await tx.insert(limitOverrides).values(thirty(() => ({ id: v7(), tenantId: mine.tenantId, ...rule })));
  const fired = {
    rule: 'chat-slow',
    state: 'warning' as const,
    startedAt: at,
    seenAt: at,
    endedAt: at,
    process: 'web',
  };
  const seen = { acknowledgedAt: at, acknowledgedBy: adminId, note: message };
  await tx.insert(alertFirings).values(thirty(() => ({ id: v7(), ...fired, ...seen })));
  const quiet = { rule: 'chat-slow', reason: message, setBy: adminId, endsAt: rule.endsAt };
  await tx.insert(alertSilences).values(thirty(() => ({ id: v7(), ...quiet })));
  const none = { eventLoopMs: 0, heapBytes: 0, rssBytes: 0, poolOpen: 0, poolWaiting: 0, slow: [], errors: 0 };
  const routes = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`routes/page-${n}`, [n + 1, 0, n + 1]]));
  await tx.insert(loadSamples).values({ ...none, span: 'minute', at: new Date(), process: 'web', requests: 1, routes });
}

async function headersFor(access: Access): Promise<Record<string, string>> {
  const may = (role: Role) => access === 'public' || can(role, access as Permission);
  if (may('owner')) return { Authorization: `Bearer ${await homeownerTokenOf(mine)}` };
  return {
    Cookie: await staffCookieOf(
      may('manager') ? { userId: mine.developerId, tenantId: mine.tenantId } : { userId: adminId, tenantId: null },
    ),
  };
}

type Answer = { items?: unknown[]; next_cursor?: string | null; errors?: { field: string }[] };

async function call(
  { id, access }: (typeof lists)[number],
  query: string,
): Promise<{ status: number; type: string | null; body: Answer; bytes: number }> {
  const load = found[`/app/${id}.ts`];
  const { loader } = (await load?.()) ?? {};
  if (!loader) throw new Error(`${id} has no loader.`);
  const url = `http://localhost/api/list?${[NEEDED[id], query].filter(Boolean).join('&')}`;
  const response = await loader({
    request: new Request(url, { headers: await headersFor(access) }),
    params: { documentId },
    context: {},
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('Content-Type'),
    body: JSON.parse(text) as Answer,
    bytes: Buffer.byteLength(text),
  };
}

const FOREIGN_CURSORS = [
  'garbage',
  encodeCursor([]),
  encodeCursor(['x']),
  encodeCursor(['x', 'y']),
  encodeCursor(['x', 'y', 'z']),
  encodeCursor(["'; drop table chunks", 'x']),
  'x'.repeat(501),
];

describe('B1: every list of the API is paginated', () => {
  test('lists were found, and what is named as none has a route', () => {
    expect(lists.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'routes/api.chat.history',
        'routes/api.documents._index',
        'routes/api.admin.jobs._index',
      ]),
    );
    expect(Object.keys(NO_LISTS).filter((id) => !rows[id]?.GET)).toEqual([]);
  });

  test.each(lists)('$id gives 25 by default, as many as asked for, at most 100', async (route) => {
    const { status, body } = await call(route, '');
    expect([status, body.items?.length]).toEqual([200, 25]);
    expect((await call(route, 'limit=1')).body.items).toHaveLength(1);
    expect((await call(route, 'limit=100')).body.items?.length).toBeGreaterThanOrEqual(30);
  });

  test.each(lists)('B6: $id says of each thing no more than lists show', async (route) => {
    const { bytes, body } = await call(route, 'limit=100');
    expect(bytes / (body.items?.length ?? 0), 'bytes a thing, of short texts').toBeLessThan(800);
  });

  test.each(lists)('B4: $id asks the database as often for thirty things as for one', async (route) => {
    const statements = vi.spyOn(pg.Client.prototype, 'query');
    const asked = async (query: string) => {
      statements.mockClear();
      await call(route, query);
      return statements.mock.calls.length;
    };
    try {
      await call(route, 'limit=100');
      const forOne = await asked('limit=1');
      expect(forOne).toBeGreaterThan(0);
      expect(await asked('limit=100')).toBe(forOne);
    } finally {
      statements.mockRestore();
    }
  });

  test.each(lists)('$id refuses another limit and says so', async (route) => {
    for (const limit of ['0', '-1', '101', '1e9', '1.5', 'abc']) {
      const { status, type, body } = await call(route, `limit=${limit}`);
      expect([limit, status, type, body.errors?.map(({ field }) => field)]).toEqual([
        limit,
        422,
        'application/problem+json',
        ['limit'],
      ]);
    }
  });

  test.each(lists)('$id refuses a cursor that it did not give out', async (route) => {
    for (const cursor of FOREIGN_CURSORS) {
      const { status, type, body } = await call(route, `cursor=${encodeURIComponent(cursor)}`);
      expect([cursor, status, type, body.errors?.map(({ field }) => field)]).toEqual([
        cursor,
        422,
        'application/problem+json',
        ['cursor'],
      ]);
    }
  });

  test.each(lists.filter(({ id }) => !ONE_PAGE.includes(id)))(
    '$id leads through all pages, each thing once',
    async (route) => {
      const all = (await call(route, 'limit=100')).body.items ?? [];
      const paged: unknown[] = [];
      let cursor: string | null | undefined;
      do {
        const { body } = await call(route, `limit=7${cursor ? `&cursor=${cursor}` : ''}`);
        paged.push(...(body.items ?? []));
        cursor = body.next_cursor;
      } while (cursor);
      expect(paged).toEqual(all);
    },
  );
});

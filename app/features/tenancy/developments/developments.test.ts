import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import {
  createNeighbour,
  createTestAdmin,
  createTestTenant,
  homeownerTokenOf,
  requireAdmin,
  requireHomeowner,
  staffCookieOf,
} from '#app/features/identity/testing.ts';
import { readHomeownerClaims } from '#app/features/identity/sessions/homeowner-session.server.ts';
import { acceptHouse } from '#app/features/onboarding/accept-house.server.ts';
import { scanQrCode } from '#app/features/onboarding/scan-qr-code.server.ts';
import { readDevelopmentFigures } from '#app/features/operations/developments/read-development-figures.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import { qrTokens } from '#db/schema/homes.ts';
import { auditLog } from '#db/schema/observability.ts';
import { developments } from '#db/schema/tenancy.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import { reopenBuilder, retireBuilder } from '../retirement/retire-builder.server.ts';
import { describeBuilder } from '../builders/read-builder.server.ts';
import { listDevelopments } from '../list-developments.server.ts';
import { closeDevelopment, openDevelopment } from './close-development.server.ts';
import { describeDevelopment } from './read-development.server.ts';
import { changeDevelopment, createDevelopment } from './write-development.server.ts';
import { addHouseType, changeHouseType, removeHouseType } from './write-house-type.server.ts';

const world = twoBuilders();
const system = systemScope('test');
const asSystem = <T>(work: (tx: Tx) => Promise<T>) => withScope(system, work);
const asks = (headers: Record<string, string> = {}) => new Request('http://localhost/api/x', { headers });

let admin: PlatformScope;
let adminId: string;
beforeAll(async () => {
  adminId = await createTestAdmin();
  admin = await requireAdmin(asks({ Cookie: await staffCookieOf({ userId: adminId, tenantId: null }) }));
});

const GOOD = { name: 'Oak Rise', address: 'Main Street, Cobh', latitude: '51.85', longitude: '-8.29' };
let count = 0;
const create = (over: object = {}) =>
  createDevelopment(admin, { tenant: world.builder.tenantId, slug: `oak-rise-${(count += 1)}`, ...GOOD, ...over });
const auditOf = (id: string) =>
  asSystem((tx) =>
    tx
      .select({
        action: auditLog.action,
        tenantId: auditLog.tenantId,
        actorId: auditLog.actorId,
        details: auditLog.details,
      })
      .from(auditLog)
      .where(and(eq(auditLog.subjectId, id), eq(auditLog.subjectType, 'development')))
      .orderBy(auditLog.id)
      .limit(20),
  );

describe('H2: developments', () => {
  test('one is written down, searched with the model in use, and changed, with who did it', async () => {
    const id = await create();
    const before = await describeDevelopment(admin, id);
    const { seen, ...written } = before.details;
    expect(written).toEqual(GOOD);
    expect(before).toMatchObject({
      tenant: { id: world.builder.tenantId, retired: false },
      slug: `oak-rise-${count}`,
      embedding_model: embedder().model,
      types: [],
      closed: null,
    });
    await asSystem((tx) =>
      tx.update(developments).set({ placesRefreshedAt: new Date() }).where(eq(developments.id, id)),
    );
    await changeDevelopment(admin, id, { ...GOOD, seen, name: 'Oak Hill', latitude: '51.86', slug: 'another' });
    expect(await describeDevelopment(admin, id)).toMatchObject({
      slug: `oak-rise-${count}`,
      details: { name: 'Oak Hill', latitude: '51.86' },
    });
    const [row] = await asSystem((tx) =>
      tx.select({ at: developments.placesRefreshedAt }).from(developments).where(eq(developments.id, id)),
    );
    // What is near the former place is not near the new one.
    expect(row?.at.getTime()).toBe(0);
    const by = { tenantId: world.builder.tenantId, actorId: adminId };
    expect(await auditOf(id)).toEqual([
      { action: 'development.created', ...by, details: { name: 'Oak Rise', slug: `oak-rise-${count}` } },
      {
        action: 'development.changed',
        ...by,
        details: { name: 'Oak Hill', address: GOOD.address, latitude: 51.86, longitude: -8.29 },
      },
    ]);
  });

  test('what cannot be is said beside its field, and nothing is written', async () => {
    const before = (await listDevelopments(admin, { limit: 100 })).items.length;
    for (const [field, values] of Object.entries({
      tenant: ['', 'x', v7()],
      name: ['', 'x', 'x'.repeat(121), 'a\u001bb'],
      slug: ['', 'Oak Rise', 'oak--rise', world.other.developmentSlug],
      address: ['', 'x'.repeat(201)],
      latitude: ['', 'north', '-8.29', '90', 'Infinity'],
      longitude: ['', '51.85', '8.29', 'NaN'],
    }))
      for (const value of values)
        await expect(create({ [field]: value }), `${field} ${value}`).rejects.toMatchObject({
          status: 422,
          fields: [{ field }],
        });
    expect((await listDevelopments(admin, { limit: 100 })).items).toHaveLength(before);
  });

  test('of two who change it the second is told, and none of this address is 404', async () => {
    const id = await create();
    const { details } = await describeDevelopment(admin, id);
    await changeDevelopment(admin, id, { ...details, name: 'First' });
    await expect(changeDevelopment(admin, id, { ...details, name: 'Second' })).rejects.toMatchObject({ status: 409 });
    expect((await describeDevelopment(admin, id)).details.name).toBe('First');
    for (const wrong of [undefined, 'nonsense', v7()]) {
      await expect(describeDevelopment(admin, wrong)).rejects.toMatchObject({ status: 404 });
      await expect(changeDevelopment(admin, wrong, details)).rejects.toMatchObject({ status: 404 });
      await expect(closeDevelopment(admin, wrong, { seen: '', reason: 'Sold out, all of it.' })).rejects.toMatchObject({
        status: 404,
      });
      await expect(addHouseType(admin, wrong, { code: 'A', name: 'Ash' })).rejects.toMatchObject({ status: 404 });
    }
  });

  test('none is made for a retired builder', async () => {
    const { tenantId } = await createTestTenant('retired-one');
    await retireBuilder(admin, tenantId, { seen: '', reason: 'The contract has ended.' });
    await expect(create({ tenant: tenantId })).rejects.toMatchObject({ status: 422, fields: [{ field: 'tenant' }] });
    await reopenBuilder(admin, tenantId, { seen: (await describeBuilder(admin, tenantId)).retired?.at });
    await create({ tenant: tenantId });
  });

  test('house types are added, renamed, and removed while nothing is of them', async () => {
    const { builder } = world;
    const id = await create();
    for (const code of ['', 'A B', 'x'.repeat(21), 'É'])
      await expect(addHouseType(admin, id, { code, name: 'Ash' }), code).rejects.toMatchObject({
        status: 422,
        fields: [{ field: 'code' }],
      });
    await addHouseType(admin, id, { code: 'A', name: 'Ash', description: 'Terrace' });
    await addHouseType(admin, id, { code: 'B2', name: 'Birch' });
    await expect(addHouseType(admin, id, { code: 'b2', name: 'Birch' })).rejects.toMatchObject({
      status: 422,
      fields: [{ field: 'code', message: expect.stringContaining('B2') as string }],
    });
    const [, birch] = (await describeDevelopment(admin, id)).types;
    await changeHouseType(admin, id, { ...birch, name: 'Beech' });
    await expect(changeHouseType(admin, id, { ...birch, name: 'Elder' })).rejects.toMatchObject({ status: 409 });
    expect((await describeDevelopment(admin, id)).types.map(({ code, name }) => [code, name])).toEqual([
      ['A', 'Ash'],
      ['B2', 'Beech'],
    ]);
    await removeHouseType(admin, id, { code: 'B2' });
    await expect(removeHouseType(admin, id, { code: 'B2' })).rejects.toMatchObject({ status: 404 });
    // Of the builder's own development: a house is of A, and a document for B.
    await storeTestDocument(builder, { houseTypes: ['B'] });
    for (const [code, what] of Object.entries({ A: 'A house', B: 'A document' }))
      await expect(removeHouseType(admin, builder.developmentId, { code })).rejects.toMatchObject({
        status: 409,
        message: expect.stringContaining(what) as string,
      });
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      'development.created',
      'house-type.added',
      'house-type.added',
      'house-type.changed',
      'house-type.removed',
    ]);
  });
});

describe('H2: a development closed to new owners', () => {
  test('opens no house that nobody has taken, and all others as before; the last who decides is told', async () => {
    const home = await createTestTenant('closing');
    const neighbour = await createNeighbour(home);
    const { tenantId, developmentId: id } = home;
    const codes = new Map([home, neighbour].map(({ houseId }) => [houseId, randomToken()]));
    await asSystem((tx) =>
      tx
        .insert(qrTokens)
        .values([...codes].map(([houseId, code]) => ({ tenantId, id: v7(), houseId, tokenHash: hashToken(code) }))),
    );
    const claims = (await readHomeownerClaims(asks({ Authorization: `Bearer ${await homeownerTokenOf(home)}` })))!;
    const reason = 'The last of them was sold.';
    for (const tooShort of ['', 'sold'])
      await expect(closeDevelopment(admin, id, { seen: '', reason: tooShort })).rejects.toMatchObject({
        status: 422,
        fields: [{ field: 'reason' }],
      });
    await closeDevelopment(admin, id, { seen: '', reason });
    await expect(closeDevelopment(admin, id, { seen: '', reason })).rejects.toMatchObject({ status: 409 });
    const look = (houseId: string) => scanQrCode(asks(), codes.get(houseId));
    await expect(look(home.houseId)).rejects.toMatchObject({ status: 409 });
    await expect(acceptHouse(asks(), claims)).rejects.toMatchObject({ status: 409 });
    expect((await look(neighbour.houseId)).houseId).toBe(neighbour.houseId);
    const owner = await requireHomeowner(asks({ Authorization: `Bearer ${await homeownerTokenOf(neighbour)}` }));
    expect(owner.houseId).toBe(neighbour.houseId);
    const ids = async (state: 'open' | 'closed') =>
      (await listDevelopments(admin, { limit: 100, state })).items.map((item) => item.id);
    expect(await ids('closed')).toEqual([id]);
    expect(await ids('open')).not.toContain(id);
    const { closed } = await describeDevelopment(admin, id);
    expect(closed?.reason).toBe(reason);
    await openDevelopment(admin, id, { seen: closed?.at });
    await expect(openDevelopment(admin, id, { seen: closed?.at })).rejects.toMatchObject({ status: 409 });
    expect((await acceptHouse(asks(), claims)).cookie).toContain('homeowner_token=');
  });
});

describe('H2: how a development is', () => {
  test('its houses, who has taken them, its documents, what failed and its jobs, of its own alone', async () => {
    const home = await createTestTenant('counted', { claimed: true });
    await createNeighbour(home);
    const unread = { status: 'failed' as const };
    for (const status of ['ready', 'ready', 'queued', 'failed'] as const)
      await storeTestDocument(home, { status, title: `Guide ${status}` });
    await storeTestDocument(world.other, unread);
    const key = { tenantId: home.tenantId, developmentId: home.developmentId };
    const figures = await readDevelopmentFigures(admin, key);
    expect(figures.houses).toEqual({
      all: 2,
      claimed: 2,
      byType: [
        { code: 'A', houses: 1, claimed: 1 },
        { code: 'B', houses: 1, claimed: 1 },
      ],
    });
    expect(figures.documents).toEqual({ ready: 2, underWay: 1, failed: 1 });
    expect(figures.failed.map(({ title }) => title)).toEqual(['Guide failed']);
    expect(figures.usage).toMatchObject({ questions: 0, cost: null });
    expect(figures.jobs).toEqual([]);
    const empty = await create();
    const nothing = await readDevelopmentFigures(admin, { tenantId: world.builder.tenantId, developmentId: empty });
    expect(nothing.houses).toEqual({ all: 0, claimed: 0, byType: [] });
  });

  test('developments come by name or the newest first, as a search wants them', async () => {
    const made = [await create({ name: 'Zebra Court' }), await create({ name: 'zebra Lane' })];
    const found = await listDevelopments(admin, { limit: 10, q: 'ZEBRA', sort: '-created' });
    expect(found.items.map(({ id }) => id)).toEqual(made.toReversed());
    const one = await listDevelopments(admin, { limit: 1, q: 'zebra' });
    const two = await listDevelopments(admin, { limit: 1, q: 'zebra', cursor: one.next_cursor ?? '' });
    expect([...one.items, ...two.items].map(({ id }) => id).toSorted()).toEqual(made.toSorted());
    expect(two.next_cursor).toBeNull();
    const known = await asSystem((tx) =>
      tx.select({ id: developments.id }).from(developments).where(inArray(developments.id, made)).limit(3),
    );
    expect(known).toHaveLength(2);
  });
});

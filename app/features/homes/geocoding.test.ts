import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '#db/client.ts';
import { houses } from '#db/schema/homes.ts';
import { jobStatus, outbox } from '#db/schema/jobs.ts';
import { auditLog } from '#db/schema/observability.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { createTestTenant, developerOf, type TestTenant } from '#app/features/identity/testing.ts';
import type { GeocodedPlace, Geocoder, PostalAddress } from '#app/platform/maps/geocoder.ts';
import { correctHouseLocation } from './correct-house-location.server.ts';
import { geocodeHouse } from './geocode-house.server.ts';
import { enqueueGeocoding, requestGeocoding } from './request-geocoding.server.ts';

let database: Database;
let builder: TestTenant;
let other: TestTenant;
let houseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder');
  other = await createTestTenant('other');
});
afterAll(() => database.close());
beforeEach(async () => {
  houseId = v7();
  await asSystem((tx) =>
    tx.insert(houses).values({
      tenantId: builder.tenantId,
      id: houseId,
      developmentId: builder.developmentId,
      houseType: 'A',
      label: `House ${houseId}`,
      address: '2 Long Avenue, Midleton',
      eircode: 'P25 A7K2',
    }),
  );
});

const asSystem = <T>(work: Parameters<typeof withScope<T>>[1]) => withScope(systemScope('test'), work);
const job = (tenant = builder) => jobScope('house-geocode', tenant.tenantId);
const developer = (tenant = builder): TenantScope => developerOf(tenant);
const readHouse = async () => (await asSystem((tx) => tx.select().from(houses).where(eq(houses.id, houseId))))[0]!;
const auditOf = (action: string) =>
  asSystem((tx) => tx.select().from(auditLog).where(eq(auditLog.subjectId, houseId))).then((rows) =>
    rows.filter((row) => row.action === action),
  );

const HERE: GeocodedPlace = {
  latitude: 51.905,
  longitude: -8.19,
  precision: 'rooftop',
  source: 'nominatim',
  formattedAddress: '2, Long Avenue',
};
function fake(
  answer: GeocodedPlace | null | (() => Promise<GeocodedPlace>) = HERE,
): Geocoder & { asked: PostalAddress[] } {
  const asked: PostalAddress[] = [];
  return {
    kind: 'nominatim',
    asked,
    locate: (address) => (asked.push(address), typeof answer === 'function' ? answer() : Promise.resolve(answer)),
  };
}

describe('C2: geocodeHouse', () => {
  test('stores position, source, precision and time, and leaves a trace', async () => {
    const service = fake();
    const before = Date.now();
    expect(await geocodeHouse(job(), { houseId }, service)).toEqual({
      outcome: 'located',
      source: 'nominatim',
      precision: 'rooftop',
      formattedAddress: '2, Long Avenue',
    });
    expect(service.asked).toEqual([{ address: '2 Long Avenue, Midleton', eircode: 'P25 A7K2' }]);
    const house = await readHouse();
    expect(house).toMatchObject({
      latitude: 51.905,
      longitude: -8.19,
      locationSource: 'nominatim',
      locationPrecision: 'rooftop',
    });
    expect(house.locatedAt!.getTime()).toBeGreaterThanOrEqual(before);
    expect(house.locatedAt!.getTime()).toBeLessThanOrEqual(Date.now());
    expect(await auditOf('house.located')).toMatchObject([
      { actorKind: 'job', tenantId: builder.tenantId, details: { source: 'nominatim', precision: 'rooftop' } },
    ]);
  });

  test('asks again only when the address or the Eircode changed, or when told to', async () => {
    const service = fake();
    await geocodeHouse(job(), { houseId }, service);
    expect(await geocodeHouse(job(), { houseId }, service)).toEqual({ outcome: 'unchanged' });
    expect(service.asked).toHaveLength(1);
    await geocodeHouse(job(), { houseId, force: true }, service);
    expect(service.asked).toHaveLength(2);
    await asSystem((tx) => tx.update(houses).set({ eircode: 'P25 C4D9' }).where(eq(houses.id, houseId)));
    expect(await geocodeHouse(job(), { houseId }, service)).toMatchObject({ outcome: 'located' });
    expect(service.asked).toHaveLength(3);
  });

  test('a position from the seed stays without a look-up', async () => {
    await asSystem((tx) =>
      tx.update(houses).set({ latitude: 51.9, longitude: -8.2, locationSource: 'seed' }).where(eq(houses.id, houseId)),
    );
    const service = fake();
    expect(await geocodeHouse(job(), { houseId }, service)).toEqual({ outcome: 'unchanged' });
    expect(service.asked).toEqual([]);
  });

  test(
    'never overwrites a correction by staff: not when asked to look again, not when the address changed, not one ' +
      'made meanwhile',
    async () => {
      await correctHouseLocation(developer(), houseId, { latitude: '51.9011', longitude: '-8.2022' });
      await asSystem((tx) =>
        tx.update(houses).set({ address: '3 Long Avenue, Midleton' }).where(eq(houses.id, houseId)),
      );
      const service = fake();
      expect(await geocodeHouse(job(), { houseId, force: true }, service)).toEqual({ outcome: 'set-by-staff' });
      expect(service.asked).toEqual([]);

      await asSystem((tx) =>
        tx.update(houses).set({ locationSource: null, latitude: null, longitude: null }).where(eq(houses.id, houseId)),
      );
      const meanwhile = fake(async () => {
        await correctHouseLocation(developer(), houseId, { latitude: 51.9033, longitude: -8.2044 });
        return HERE;
      });
      expect(await geocodeHouse(job(), { houseId }, meanwhile)).toEqual({ outcome: 'set-by-staff' });
      expect(await readHouse()).toMatchObject({ latitude: 51.9033, longitude: -8.2044, locationSource: 'staff' });
    },
  );

  test('an answer for an address that changed meanwhile is not stored', async () => {
    const meanwhile = fake(async () => {
      await asSystem((tx) => tx.update(houses).set({ address: '9 Other Street, Cobh' }).where(eq(houses.id, houseId)));
      return HERE;
    });
    expect(await geocodeHouse(job(), { houseId }, meanwhile)).toEqual({ outcome: 'address-changed' });
    expect(await readHouse()).toMatchObject({ latitude: null, locationSource: null });
  });

  test.each([
    ['an unknown address', null, 'not-found', /does not know “2 Long Avenue, Midleton, P25 A7K2”.*by hand/],
    ['a place abroad', { ...HERE, latitude: 48.85, longitude: 2.35 }, 'invalid-input', /outside Ireland.*by hand/],
    [
      'the same street in another town',
      { ...HERE, latitude: 53.35, longitude: -6.26 },
      'invalid-input',
      /km from its development.*by hand/,
    ],
  ])('C5: %s fails for good with what to do, and stores nothing', async (_what, answer, code, message) => {
    await expect(geocodeHouse(job(), { houseId }, fake(answer))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await readHouse()).toMatchObject({ latitude: null, locatedAt: null });
  });

  test('E2: another tenant’s house is not there', async () => {
    await expect(geocodeHouse(job(other), { houseId }, fake())).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('C2: correctHouseLocation', () => {
  test('sets the position by hand and records who moved it from where', async () => {
    await geocodeHouse(job(), { houseId }, fake());
    expect(await correctHouseLocation(developer(), houseId, { latitude: '51.9011', longitude: '-8.2022' })).toEqual({
      latitude: 51.9011,
      longitude: -8.2022,
    });
    expect(await readHouse()).toMatchObject({
      latitude: 51.9011,
      longitude: -8.2022,
      locationSource: 'staff',
      locationPrecision: 'rooftop',
    });
    expect(await auditOf('house.location-corrected')).toMatchObject([
      {
        actorId: builder.developerId,
        details: { from: { latitude: 51.905, source: 'nominatim' }, to: { latitude: 51.9011, longitude: -8.2022 } },
      },
    ]);
  });

  test.each([
    [{ latitude: '-8.2022', longitude: '51.9011' }, /swapped/],
    [{ latitude: '51.9', longitude: '8.2' }, /minus sign/],
    [{ latitude: '', longitude: '' }, /number of degrees/],
    [{ latitude: 'here', longitude: '-8.2' }, /number of degrees/],
    [{ latitude: '91', longitude: '-8.2' }, /lie in Ireland/],
    [{ latitude: '53.35', longitude: '-6.26' }, /\d+ km from its development/],
    [{}, /number of degrees/],
  ])('%o is refused', async (input, message) => {
    await expect(correctHouseLocation(developer(), houseId, input)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(message),
      fields: [
        { field: expect.stringMatching(/itude/) },
        ...('latitude' in input && input.latitude ? [] : [{ field: 'longitude' }]),
      ],
    });
    expect(await readHouse()).toMatchObject({ latitude: null, locationSource: null });
  });

  test('E2: another tenant’s house, and no house at all, are 404', async () => {
    const position = { latitude: 51.9, longitude: -8.2 };
    await expect(correctHouseLocation(developer(other), houseId, position)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(correctHouseLocation(developer(), 'x', position)).rejects.toMatchObject({ code: 'not-found' });
    await expect(correctHouseLocation(developer(), undefined, position)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('C2, C7: requestGeocoding', () => {
  test('accepts a job with its outbox row, once', async () => {
    const { jobId } = await requestGeocoding(developer(), houseId, { force: true });
    await asSystem(async (tx) => {
      const [row] = await tx.select().from(jobStatus).where(eq(jobStatus.id, jobId));
      expect(row).toMatchObject({
        state: 'queued',
        tenantId: builder.tenantId,
        subjectType: 'house',
        subjectId: houseId,
        event: {
          name: 'house/geocode.requested',
          data: { tenant_id: builder.tenantId, house_id: houseId, force: true, job_id: jobId },
        },
      });
      expect(await tx.select().from(outbox).where(eq(outbox.jobId, jobId))).toHaveLength(1);
    });
    await expect(requestGeocoding(developer(), houseId)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('the job comes and goes with the transaction that changes the house', async () => {
    const changed = withScope(developer(), async (tx) => {
      await tx.update(houses).set({ address: '7 New Street, Midleton' }).where(eq(houses.id, houseId));
      await enqueueGeocoding(tx, developer(), houseId);
      throw new Error('the import stops here');
    });
    await expect(changed).rejects.toThrow('the import stops here');
    expect(await readHouse()).toMatchObject({ address: '2 Long Avenue, Midleton' });
    expect(await asSystem((tx) => tx.select().from(jobStatus).where(eq(jobStatus.subjectId, houseId)))).toEqual([]);
  });

  test('refuses a house set by hand, another tenant’s and none', async () => {
    await expect(requestGeocoding(developer(other), houseId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(requestGeocoding(developer(), 'nonsense')).rejects.toMatchObject({ code: 'not-found' });
    await correctHouseLocation(developer(), houseId, { latitude: 51.9, longitude: -8.2 });
    await expect(requestGeocoding(developer(), houseId)).rejects.toMatchObject({ code: 'conflict' });
    expect(await asSystem((tx) => tx.select().from(jobStatus).where(eq(jobStatus.subjectId, houseId)))).toEqual([]);
  });
});

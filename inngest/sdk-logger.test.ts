import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createTestTenant, developerOf, type TestTenant } from '#app/features/identity/testing.ts';
import { requestGeocoding } from '#app/features/homes/request-geocoding.server.ts';
import { ExtractionError } from '#app/features/ingestion/extraction/extraction-error.ts';
import type { GeocodedPlace } from '#app/platform/maps/geocoder.ts';
import { logger } from '#app/platform/logger.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { houseGeocode } from './functions/house-geocode.ts';
import { ended, startBench, type JobBench } from './functions/testing/job-bench.ts';
import { sdkLogger } from './sdk-logger.ts';

let database: Database;
let builder: TestTenant;
let bench: JobBench;
let locate: () => Promise<GeocodedPlace | null>;
const log = vi.spyOn(logger, 'log');

beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder');
  bench = await startBench([houseGeocode(() => ({ kind: 'google', locate: () => locate() }))]);
});
afterEach(() => log.mockClear());
afterAll(async () => {
  await bench.stop();
  await database.close();
});

type Line = { level: string; message: string; fields: Record<string, unknown> };
const lines = () =>
  log.mock.calls
    .map((call) => call as unknown[])
    .map(([level, message, fields]) => ({ level, message, fields: fields ?? {} }) as Line)
    .filter(({ level }) => level === 'warn' || level === 'error');
const geocode = async () => ended(await requestGeocoding(developerOf(builder), builder.houseId, { force: true }));

test.each([
  ['an address that nobody knows', async () => null],
  [
    'a fault of the file',
    () => Promise.reject(new ExtractionError('encrypted', 'The file is locked with a password.')),
  ],
])('%s is one line without a stack, which names the job', async (_what, answer) => {
  locate = answer;
  const row = await geocode();
  expect(row.state).toBe('failed');
  expect(lines()).toEqual([
    {
      level: 'warn',
      message: expect.stringContaining(row.error!),
      fields: expect.objectContaining({ kind: 'job', code: 'refused', job_id: row.id }),
    },
  ]);
  expect(lines()[0]?.fields).not.toHaveProperty('stack');
});

test('a fault in the code keeps its stack, at each try', async () => {
  locate = () => Promise.reject(new TypeError('of undefined'));
  expect((await geocode()).state).toBe('failed');
  expect(lines().filter(({ fields }) => String(fields.stack).includes('TypeError: of undefined'))).toHaveLength(5);
  const told = lines().filter(({ message }) => message === 'Inngest step error');
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter(({ fields }) => !String(fields.err).includes('\n    at '))).toEqual([]);
});

test('a refusal in a function that no job watches is said by the SDK, without its stack', () => {
  const refusal = Object.assign(new Error('No such thing.'), { name: 'NonRetriableError' });
  const cron = sdkLogger.child({ runID: 'r1', eventName: 'inngest/scheduled.timer' });
  cron.error({ err: refusal }, 'Inngest step error');
  cron.error({ err: refusal }, 'Inngest function error');
  expect(lines()).toEqual([
    {
      level: 'warn',
      message: 'Inngest function error',
      fields: { source: 'inngest', run_id: 'r1', event: 'inngest/scheduled.timer', err: 'No such thing.' },
    },
  ]);
});

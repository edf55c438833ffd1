import type { InngestFunction } from 'inngest';
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { developmentReindex } from '../development-reindex.ts';
import { documentIngest } from '../document-ingest.ts';
import { documentIngestEnd } from '../document-ingest-end.ts';
import type { FakeModel } from './fake-model.ts';
import { startBench, type JobBench } from './job-bench.ts';

// Beside `startBench`, which the processes that tests kill use too: vitest loads in a test file alone.

let database: Database;
let bench: JobBench | undefined;

/** A database of the test file's own; ends after each test what it has started of the bench. */
export function useJobBench(): void {
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterEach(stop);
  afterAll(() => database.close());
}

/** Runs the functions until the end of the test, or until `stop`. */
export async function start(functions: InngestFunction.Any[]): Promise<JobBench> {
  bench = await startBench(functions);
  return bench;
}

/** Runs what reads documents, with this search model. */
export const startReading = (model: FakeModel) =>
  start([documentIngest(() => model), documentIngestEnd, developmentReindex(() => model)]);

export async function stop(): Promise<void> {
  await bench?.stop();
  bench = undefined;
}

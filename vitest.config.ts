import { globSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Tests start many processes of ours: what they load is compiled once.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/node-compile');

const files = globSync('{app,db,inngest,perf}/**/*.test.{ts,tsx}');
const textOf = (file: string) => readFileSync(file, 'utf8');
/** Fixtures that open a database for the test file that imports them. */
const openers = globSync('{app,db,inngest,perf}/**/{testing,testing-*}/*.ts')
  .filter((file) => textOf(file).includes('await openTestDatabase('))
  .map((file) => file.slice(file.lastIndexOf('/testing') + 1));
/**
 * Tests that open a database, by themselves or by such a fixture: they run on PGlite everywhere, and in CI once more on
 * native PostgreSQL (`npm run test:native`).
 */
const integration = files.filter((file) => {
  const text = textOf(file);
  return ['openTestDatabase', ...openers.map((opener) => `${opener}'`)].some((part) => text.includes(part));
});
/**
 * Of these, what is proved beside the database, in processes that read and recognise or in guards and passwords:
 * native PostgreSQL would show nothing that the smaller tests of the same functions do not, and the plans of every
 * query (db/bounded-queries.test.ts).
 */
const ONCE = [
  'inngest/functions/document-recognise.many.test.ts',
  'inngest/functions/reading-cases.test.ts',
  'app/features/assistant/scanned-pages-asked.test.ts',
  'app/features/assistant/answering-with-model/hostile-model.test.ts',
  'app/features/identity/rbac-matrix.test.ts',
  'app/features/identity/list-routes.test.ts',
  'app/features/identity/staff-sign-in/slow-sign-in.test.ts',
];
const onNative = process.env.DATABASE_URL ? integration.filter((file) => !ONCE.includes(file)) : integration;
/** Tests that kill a process and start it again, on the embedded database of a folder. */
const crash = files.filter((file) => file.endsWith('.crash.test.ts'));
const unit = files.filter((file) => !integration.includes(file) && !crash.includes(file));

/** Folders whose tests measure, trace, watch or schedule what belongs to a whole process, or count what it caches. */
const OF_A_PROCESS = [
  'inngest/',
  'perf/',
  'app/server/',
  'app/platform/',
  'app/features/jobs/',
  'app/features/observability/',
  'app/features/operations/',
];
const REPLACES =
  /\breplace[A-Z]\w*\(|\bvi\.(?:mock|doMock|hoisted|stub|spyOn|useFake)|\bprocess\.env\b|createLocalEmbedder/;
/**
 * Has a process to itself. The others come one after the other in few processes, so that the modules and the embedded
 * database are compiled once for many: a third of the processor's time.
 */
const isApart = (file: string) => OF_A_PROCESS.some((part) => file.startsWith(part)) || REPLACES.test(textOf(file));
const apart = (list: string[]) => list.filter(isApart);
const together = (list: string[]) => list.filter((file) => !isApart(file));

/** The files that take longest, longest first: begun last, one of them would keep all others waiting for it. */
const LONGEST = [
  'db/bounded-queries.test.ts',
  'app/features/identity/rbac-matrix.test.ts',
  'inngest/functions/document-recognise.many.test.ts',
  'inngest/functions/document-recognise.test.ts',
  'inngest/functions/mail-send.crash.test.ts',
  'inngest/functions/document-ingest.crash.test.ts',
  'inngest/functions/document-recognise.crash.test.ts',
  'app/features/ingestion/extraction/recognise-pages.test.ts',
  'app/features/ingestion/extraction/extract-document.server.test.ts',
  'inngest/functions/reading-cases.test.ts',
  'app/features/onboarding/session-life.test.ts',
  'app/features/assistant/scanned-pages-asked.test.ts',
  'app/features/ingestion/extraction/pdf/tables/head-over.test.ts',
  'inngest/functions/document-ingest.beside.test.ts',
  'app/features/ingestion/extraction/pdf/pdf-marks.test.ts',
  'app/features/ingestion/extraction/pdf/pdf-cases.test.ts',
  'perf/eval/estates/house-types.test.ts',
  'app/features/ingestion/extraction/pdf/pdf-layout.test.ts',
  'inngest/functions/handover-papers.test.ts',
  'app/features/identity/staff-sign-in/slow-sign-in.test.ts',
  'app/features/ingestion/extraction/extract-flow.test.ts',
  'inngest/functions/document-ingest.failures.test.ts',
  'inngest/functions/analytics-rollup.test.ts',
  'inngest/functions/document-ingest.test.ts',
  'app/features/ingestion/extraction/slow-texts.test.ts',
  'inngest/functions/embedding-provider.test.ts',
];

/** The longest first, in a fresh clone too; then as vitest has it: by the last run's durations, else by size. */
class LongestFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONGEST.findIndex((file) => moduleId.endsWith(file));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(specifications)).toSorted((one, other) => rank(one) - rank(other));
  }
}

const shared = {
  environment: 'node' as const,
  env: {
    NODE_ENV: 'test' as const,
    DATA_DIR: join(tmpdir(), `openhouse-test-${process.pid}`),
    LOG_DIR: join(tmpdir(), `openhouse-test-${process.pid}`, 'logs'),
    LOG_LEVEL: 'silent',
    SESSION_SECRET: 'test-only-secret-test-only-secret-0123456789',
  },
  setupFiles: ['app/platform/testing/console-guard.ts'],
  // What hangs is ended; how long a test takes on a busy machine decides nothing.
  testTimeout: 300_000,
  hookTimeout: 900_000,
  expect: { poll: { timeout: 60_000 } },
};
const onImage = { ...shared, globalSetup: ['db/testing-image.ts'] };

/** Unit and integration tests; people's journeys belong to Playwright. */
export default defineConfig({
  test: {
    // One more than the two cores that CI has: tests wait for processes, timers and files a quarter of their time.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { ...shared, name: 'unit', include: together(unit), isolate: false } },
      { test: { ...shared, name: 'unit-apart', include: apart(unit) } },
      { test: { ...onImage, name: 'integration', include: together(onNative), isolate: false } },
      { test: { ...onImage, name: 'integration-apart', include: apart(onNative) } },
      { test: { ...onImage, name: 'crash', include: crash } },
    ],
  },
});

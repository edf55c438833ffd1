import { globSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const files = globSync('{app,db,inngest,perf}/**/*.test.{ts,tsx}');
/**
 * Tests that open a database: they run on PGlite everywhere, and in CI once more on native PostgreSQL (`npm run
 * test:native`).
 */
const integration = files.filter((file) => readFileSync(file, 'utf8').includes('openTestDatabase'));

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
  testTimeout: 90_000,
  hookTimeout: 180_000,
};

/** Unit and integration tests; people's journeys belong to Playwright. */
export default defineConfig({
  test: {
    // One more than the two cores that CI has: tests wait for processes, timers and files a quarter of their time.
    maxWorkers: 3,
    projects: [
      { test: { ...shared, name: 'unit', include: files.filter((file) => !integration.includes(file)) } },
      { test: { ...shared, name: 'integration', include: integration, globalSetup: ['db/testing-image.ts'] } },
    ],
  },
});

import { defineConfig } from 'vitest/config';

/** Unit and integration tests; e2e belongs to Playwright. */
export default defineConfig({
  test: {
    include: ['{app,db,inngest,perf}/**/*.test.{ts,tsx}'],
    environment: 'node',
    env: { NODE_ENV: 'test', LOG_LEVEL: 'silent', SESSION_SECRET: 'test-only-secret-test-only-secret-0123456789' },
    testTimeout: 30_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
  },
});

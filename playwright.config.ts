import { defineConfig, devices } from '@playwright/test';
import { findChromium } from './e2e/support/find-chromium.ts';

const port = Number(process.env.E2E_PORT ?? 4317);
const browser = await findChromium();

/**
 * Acceptance (section J): people's journeys against the production build, in a real browser, on a database of their
 * own.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['list'], ['html', { open: 'never' }], ['json', { outputFile: 'reports/acceptance/latest.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    // The intro's own tests ask for motion.
    contextOptions: { reducedMotion: 'reduce' },
    baseURL: `http://localhost:${port}`,
    // What a service worker fetches no test can answer for; the test of what works offline allows it.
    serviceWorkers: 'block',
    launchOptions: { executablePath: browser.executablePath, args: browser.args },
    // Without a picture of each moment: drawing them costs every journey, and a failure has its screenshot.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node_modules/.bin/node e2e/support/serve.ts',
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 900_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'pipe',
    env: { PORT: String(port) },
  },
});

import { join } from 'node:path';
import winston from 'winston';
import { openLogs } from '#app/features/observability/open-logs.server.ts';
import { reportError } from '#app/features/observability/report-error.server.ts';
import { closeLogger, logger } from '#app/platform/logger.ts';
import type { SuiteName } from '../../lib/load-input.ts';
import type { Failure } from './collect-points.ts';

/** So many are written one by one; the report counts all. */
const MOST = 200;

/** Writes a run's failures through the application's error tracker (A3), into `<reports>/<suite>/logs`. */
export async function logFailures(reports: string, suite: SuiteName, failures: readonly Failure[]): Promise<void> {
  if (failures.length === 0) return;
  // The terminal has the summary.
  for (const transport of logger.transports)
    if (transport instanceof winston.transports.Console) transport.silent = true;
  const { release } = await openLogs({ directory: join(reports, suite, 'logs'), role: 'load-test' });
  for (const { step, kind, status, requestId, about, detail } of failures.slice(0, MOST)) {
    reportError({
      kind: 'api',
      code: 'load-test',
      row: false,
      error: new Error(`${step}: ${kind}`),
      fields: { suite, status, about, detail, seen_request_id: requestId },
    });
  }
  await closeLogger();
  release();
}

import { writeSync } from 'node:fs';
import type { Pool } from 'pg';
import type { LeftBehind } from '#app/platform/data-lock.ts';
import { measureDatabase } from '#app/features/observability/measure-database.server.ts';
import { openLogs } from '#app/features/observability/open-logs.server.ts';
import { recordEmbeddingCall } from '#app/features/observability/record-embedding-call.server.ts';
import { reportError } from '#app/features/observability/report-error.server.ts';
import { startWritingRecords, writeRecords } from '#app/features/observability/write-records.server.ts';
import { observeEmbeddings } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { closeLogger, flushLogger, logger } from '#app/platform/logger.ts';
import { redactText } from '#app/platform/redact.ts';
import { flushSentry } from '#app/platform/sentry.ts';
import { startTracing } from '#app/platform/tracing.ts';

const LAST_WORDS_MS = 2_000;

/**
 * Opens the log files of this process (D6) and makes sure that what kills it is written down first. `stop` is the
 * last step of a shutdown; `left` is there when the last run ended without one. Throws when LOG_DIR is not usable.
 */
export async function startLogs(): Promise<{ stop: () => Promise<void>; left?: LeftBehind }> {
  const { release, left } = await openLogs({ directory: env.LOG_DIR, role: `web-${env.PORT}` });
  process.once('uncaughtException', dieLoudly);
  const stop = async () => {
    process.off('uncaughtException', dieLoudly);
    await flushSentry(LAST_WORDS_MS);
    await closeLogger();
    release();
  };
  return { stop, left };
}

/**
 * Sends traces where OTEL_EXPORTER_OTLP_ENDPOINT is set (D8). The returned function sends the last ones: call it when
 * nothing works any more.
 */
export async function startTraces(): Promise<() => Promise<void>> {
  const stop = await startTracing({
    endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    ratio: env.OTEL_TRACES_SAMPLER_ARG,
    instance: `web-${env.PORT}`,
    onTrouble: (detail) =>
      logger.warn('the collector of OTEL_EXPORTER_OTLP_ENDPOINT does not take traces; they are dropped', { detail }),
  });
  return () => stop(LAST_WORDS_MS);
}

/**
 * Times the database, takes down what embeddings cost, and writes the error tracker's rows to it. The returned function
 * writes what is left: call it before the pool ends.
 */
export function startErrorTracker(pools: Iterable<Pool>): () => Promise<void> {
  for (const pool of pools) measureDatabase(pool);
  observeEmbeddings(recordEmbeddingCall);
  return startWritingRecords().stop;
}

/**
 * An error that nobody caught, a rejected promise among them: the process is in an unknown state and ends, but says
 * why.
 */
function dieLoudly(thrown: unknown): void {
  sayNow(thrown);
  reportError({ kind: 'api', code: 'uncaught', error: thrown });
  logger.error('the process ends after an error that nobody caught');
  setTimeout(() => process.exit(1), LAST_WORDS_MS);
  // oxlint-disable-next-line typescript/no-floating-promises -- the process ends within LAST_WORDS_MS either way
  void sayLastWords();
}

async function sayLastWords(): Promise<void> {
  // The file first: a database that hangs may not keep the reason from it.
  await Promise.allSettled([flushLogger(), writeRecords(), flushSentry(LAST_WORDS_MS)]);
  process.exit(1);
}

/** To standard error before anything else happens, which may not happen any more. */
function sayNow(thrown: unknown): void {
  const reason = thrown instanceof Error ? (thrown.stack ?? `${thrown.name}: ${thrown.message}`) : String(thrown);
  try {
    writeSync(2, `OpenHouse AI ends after an error that nobody caught: ${redactText(reason)}\n`);
  } catch {
    // Nobody listens; the log file has it.
  }
}

import {
  insertLlmErrors,
  insertLlmUsage,
  upsertErrors,
  type ErrorRow,
  type LlmErrorRow,
  type LlmUsageRow,
} from '#db/queries/observability/records.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { logger } from '#app/platform/logger.ts';
import { recordDroppedRows } from '#app/platform/metrics.ts';
import { remember } from '#app/platform/remember.ts';

/*
 * Rows of error_log, llm_error_log and llm_usage are gathered in memory and written in batches, so that a storm of
 * errors neither holds a request up nor grows the memory, and so that a report made inside somebody's transaction is
 * never part of it.
 */

const MAX_ERRORS = 500;
const MAX_ROWS = 5_000;
const BATCH = 200;
const INTERVAL_MS = 500;
const MAX_BACKOFF_MS = 30_000;

type Records = {
  errors: Map<string, ErrorRow>;
  llmErrors: LlmErrorRow[];
  llmUsage: LlmUsageRow[];
  dropped: number;
  failures: number;
  notBefore: number;
  writing: Promise<boolean> | undefined;
};

const records = remember('records', (): Records => ({
  errors: new Map(),
  llmErrors: [],
  llmUsage: [],
  dropped: 0,
  failures: 0,
  notBefore: 0,
  writing: undefined,
}));

/** Takes an error to be written soon; the same fingerprint again only counts up. */
export function recordErrorRow(row: ErrorRow): void {
  const known = records.errors.get(row.fingerprint);
  if (known)
    Object.assign(known, row, { id: known.id, firstSeenAt: known.firstSeenAt, count: known.count + row.count });
  else if (records.errors.size < MAX_ERRORS) records.errors.set(row.fingerprint, row);
  else drop('error_log', 1);
}

export function recordLlmErrorRow(row: LlmErrorRow): void {
  if (records.llmErrors.length < MAX_ROWS) records.llmErrors.push(row);
  else drop('llm_error_log', 1);
}

export function recordLlmUsageRow(row: LlmUsageRow): void {
  if (records.llmUsage.length < MAX_ROWS) records.llmUsage.push(row);
  else drop('llm_usage', 1);
}

function drop(table: string, rows: number): void {
  records.dropped += rows;
  recordDroppedRows(table, rows);
}

/**
 * Starts writing every half second. `stop` writes what is left, as far as the database takes it; call it before the
 * pool ends.
 */
export function startWritingRecords(): { stop(): Promise<void> } {
  const timer = setInterval(() => {
    // Rows that nobody was promised; it never rejects, and `stop` writes the rest.
    // oxlint-disable-next-line typescript/no-floating-promises
    if (Date.now() >= records.notBefore && !records.writing) void writeRecords();
  }, INTERVAL_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await writeRecords();
    },
  };
}

/** Writes all that is waiting. False when the database did not take it: it is kept for the next try. Never throws. */
export async function writeRecords(): Promise<boolean> {
  await records.writing;
  records.writing = writeAll();
  try {
    return await records.writing;
  } finally {
    records.writing = undefined;
  }
}

async function writeAll(): Promise<boolean> {
  if (records.dropped > 0) {
    logger.warn('rows of the error tracker were dropped: more came than the database took', {
      stream: 'errors',
      rows: records.dropped,
    });
    records.dropped = 0;
  }
  while (records.errors.size + records.llmErrors.length + records.llmUsage.length > 0) {
    const batch = takeBatch();
    const failure = await tryToWrite(batch);
    if (failure && isAboutTheData(failure)) await writeOneByOne(batch);
    else if (failure) {
      putBack(batch);
      records.failures += 1;
      records.notBefore = Date.now() + Math.min(MAX_BACKOFF_MS, INTERVAL_MS * 2 ** records.failures);
      logger.warn('the error tracker cannot write to the database; its rows wait', {
        failures: records.failures,
        detail: failure.message,
      });
      return false;
    }
  }
  records.failures = 0;
  records.notBefore = 0;
  return true;
}

type Batch = { errors: ErrorRow[]; llmErrors: LlmErrorRow[]; llmUsage: LlmUsageRow[] };

function takeBatch(): Batch {
  const errors = [...records.errors.values()].slice(0, BATCH);
  for (const row of errors) records.errors.delete(row.fingerprint);
  errors.sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  return { errors, llmErrors: records.llmErrors.splice(0, BATCH), llmUsage: records.llmUsage.splice(0, BATCH) };
}

/** What came in the meantime is newer: an error's facts stay its, the counts add up. */
function putBack(batch: Batch): void {
  for (const row of batch.errors) {
    const newer = records.errors.get(row.fingerprint);
    if (newer) Object.assign(newer, { id: row.id, firstSeenAt: row.firstSeenAt, count: newer.count + row.count });
    else recordErrorRow(row);
  }
  records.llmErrors.unshift(...batch.llmErrors);
  records.llmUsage.unshift(...batch.llmUsage);
}

async function tryToWrite(batch: Batch): Promise<Error | undefined> {
  try {
    await withScope(
      systemScope('error-tracker'),
      async (tx) => {
        await upsertErrors(tx, batch.errors);
        await insertLlmErrors(tx, batch.llmErrors);
        await insertLlmUsage(tx, batch.llmUsage);
      },
      { timeoutMs: 5_000 },
    );
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A row that the database will never take (SQLSTATE classes 22 and 23) must not hold up the others. */
function isAboutTheData(failure: Error): boolean {
  const code = (failure as { code?: unknown }).code ?? (failure.cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^2[23]/.test(code);
}

async function writeOneByOne(batch: Batch): Promise<void> {
  const nothing: Batch = { errors: [], llmErrors: [], llmUsage: [] };
  for (const row of batch.errors) if (await tryToWrite({ ...nothing, errors: [row] })) drop('error_log', 1);
  for (const row of batch.llmErrors) if (await tryToWrite({ ...nothing, llmErrors: [row] })) drop('llm_error_log', 1);
  for (const row of batch.llmUsage) if (await tryToWrite({ ...nothing, llmUsage: [row] })) drop('llm_usage', 1);
}

import { desc, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '#db/client.ts';
import { errorLog, llmErrorLog, llmUsage } from '#db/schema/observability.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { AppError } from '#app/platform/errors.ts';
import { logger } from '#app/platform/logger.ts';
import { metricsAsJson } from '#app/platform/metrics.ts';
import { requestContext, runWithRequestContext } from '#app/platform/request-context.ts';
import { logApiError } from './log-api-error.server.ts';
import { logDatabaseError } from './log-database-error.server.ts';
import { logLlmError } from './log-llm-error.server.ts';
import { recordLlmUsage } from './record-llm-usage.server.ts';
import { fingerprint, reportError } from './report-error.server.ts';
import { recordLlmUsageRow, startWritingRecords, writeRecords } from './write-records.server.ts';

let database: Database;
const scope = systemScope('test');
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await writeRecords();
  await withScope(scope, async (tx) => {
    await tx.delete(errorLog);
    await tx.delete(llmErrorLog);
    await tx.delete(llmUsage);
  });
});

const tenantId = v7();
const inRequest = <T>(work: () => T): T =>
  runWithRequestContext(
    {
      requestId: 'req-12345678',
      method: 'POST',
      path: '/api/chat',
      route: 'routes/api.chat',
      ip: '127.0.0.1',
      userAgent: '',
      tenantId,
      actor: 'homeowner:1',
    },
    work,
  );
const errors = () => withScope(scope, (tx) => tx.select().from(errorLog).orderBy(desc(errorLog.count)));
const logged = () => vi.spyOn(logger, 'log').mockImplementation(() => logger);
const counter = async (name: string, labels: Record<string, string>) => {
  const metric = (await metricsAsJson()).find((entry) => entry.name === name) as
    | { values: { value: number; labels: Record<string, string> }[] }
    | undefined;
  return (
    metric?.values.find((value) => Object.entries(labels).every(([key, label]) => value.labels[key] === label))
      ?.value ?? 0
  );
};

describe('D1: errors of the API', () => {
  test('a fault is one row with its request, redacted, and counts up when it happens again', async () => {
    const fail = (id: number) => new Error(`could not mail mary@example.ie about ${id}`);
    for (let time = 0; time < 3; time += 1) inRequest(() => logApiError(fail(time)));
    await writeRecords();
    inRequest(() => logApiError(fail(9)));
    await writeRecords();
    expect(await errors()).toEqual([
      expect.objectContaining({
        count: 4,
        kind: 'api',
        code: 'internal',
        route: 'routes/api.chat',
        method: 'POST',
        requestId: 'req-12345678',
        tenantId,
        userId: 'homeowner:1',
        message: 'Error: could not mail [e-mail] about 9',
        stack: expect.stringContaining('error-tracker.test.ts'),
      }),
    ]);
  });

  test('what a caller did wrong is counted, but no row', async () => {
    const before = await counter('errors_total', { kind: 'api', code: 'not-found' });
    logApiError(new AppError('not-found', 'There is no such thing.'));
    await writeRecords();
    expect(await errors()).toEqual([]);
    expect(await counter('errors_total', { kind: 'api', code: 'not-found' })).toBe(before + 1);
  });

  test('an error that passes two reporters is one', async () => {
    const error = new Error('once');
    logApiError(error);
    logApiError(error);
    logApiError(new AppError('upstream-failed', 'Sorry.', { cause: error }));
    await writeRecords();
    expect((await errors()).map((row) => row.count)).toEqual([1]);
  });

  test('the line of the errors log carries code, route and stack', () => {
    const log = logged();
    inRequest(() =>
      logApiError(new AppError('upstream-failed', 'The mail server is away.', { cause: new Error('ECONNREFUSED') })),
    );
    expect(log).toHaveBeenCalledWith(
      'error',
      'Error: ECONNREFUSED',
      expect.objectContaining({
        stream: 'errors',
        kind: 'api',
        code: 'upstream-failed',
        route: 'routes/api.chat',
        status: 502,
        stack: expect.stringContaining('caused Error: ECONNREFUSED'),
      }),
    );
    log.mockRestore();
  });

  test.each([
    undefined,
    null,
    'text',
    42,
    { a: 1 },
    Object.create(null),
    new Error('bad \0 byte \ud800'),
    Object.assign(new Error('x'), { stack: undefined }),
  ])('whatever is thrown (%s) is reported and written', async (thrown) => {
    expect(logApiError(thrown).status).toBe(500);
    await writeRecords();
    expect(await errors()).toHaveLength(1);
  });

  const of = (more: Partial<Parameters<typeof fingerprint>[0]>) =>
    fingerprint({ kind: 'api', code: 'internal', route: 'r', stack: '', ...more });
  const stack =
    'Error: no row 17\n    at work$2 (file:///srv/build/server/index.js:14175:15)\n    at node:internal/x:1:1\n' +
    '    at async action (file:///srv/build/server/index.js:20:1)';

  test('the same place with other ids, figures, lines and folders is the same fingerprint', () => {
    const later = stack
      .replace('17', '18')
      .replace('work$2', 'work$11')
      .replaceAll(/:\d+:\d+/g, ':9:9');
    expect(of({ stack: later.replaceAll('/srv/', '/opt/app/') })).toBe(of({ stack }));
    expect(of({ stack: 'Error: “a.pdf” is locked' })).toBe(of({ stack: 'Error: “b 2.pdf” is locked' }));
    const id = 'Error: no row 0193a1b2-1234-7abc-8def-012345678901';
    expect(of({ stack: id })).toBe(of({ stack: id.replace('012345678901', '999999999999') }));
  });

  test('another place, caller, class, code or route is another one', () => {
    const stacks = [stack, stack.replace('work$2', 'rest'), stack.replace('action', 'loader'), `Type${stack}`];
    const all = stacks.flatMap((text) =>
      ['r', 's'].flatMap((route) => ['internal', 'x'].map((code) => of({ stack: text, route, code }))),
    );
    expect(new Set(all).size).toBe(16);
    expect(of({ stack: 'Error: no row' })).not.toBe(of({ stack: 'Error: no table' }));
  });

  test('a failed statement is known by itself, however many values its lists have', () => {
    const statement = 'select 1 from a where id in ($1, $2, $3) and b = $4';
    expect(of({ stack, statement: statement.replace('$1, $2, $3', '$1').replace('$4', '$2') })).toBe(
      of({ stack, statement }),
    );
    expect(of({ stack: `Type${stack}`, statement })).toBe(of({ stack, statement }));
    expect(of({ stack, statement: statement.replace('from a', 'from b') })).not.toBe(of({ stack, statement }));
  });
});

describe('D1, D6: errors of the database', () => {
  const fails = (statement: string) =>
    withScope(scope, (tx) => tx.execute(sql.raw(statement))).then(
      () => undefined,
      (error: unknown) => error,
    );

  test('D2: a database that refuses connections is 503 with Retry-After, whatever asked it', async () => {
    vi.spyOn(database.platformPool, 'connect').mockImplementationOnce(() =>
      Promise.reject(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })),
    );
    const thrown = await withScope(scope, (tx) => tx.select().from(errorLog)).catch((error: unknown) => error);
    expect(logApiError(thrown)).toMatchObject({ status: 503, retryAfter: 5 });
  });

  test('a faulty query is a row under its SQLSTATE, from logApiError too', async () => {
    expect(logApiError(await fails('select * from no_such_table')).code).toBe('internal');
    await writeRecords();
    expect(await errors()).toEqual([
      expect.objectContaining({
        kind: 'database',
        code: 'sql-42P01',
        message: expect.stringContaining('no_such_table'),
      }),
    ]);
  });

  test('writers in conflict get 409 and are no row; a time-out is 504; a lost connection 503', async () => {
    await withScope(scope, (tx) =>
      tx
        .insert(llmErrorLog)
        .values({ id: tenantId, operation: 'chat', model: 'm', code: 'c', message: 'm', latencyMs: 1, retry: false }),
    );
    const twice = await withScope(scope, (tx) =>
      tx
        .insert(llmErrorLog)
        .values({ id: tenantId, operation: 'chat', model: 'm', code: 'c', message: 'm', latencyMs: 1, retry: false }),
    ).catch((error: unknown) => error);
    expect(logDatabaseError(twice).status).toBe(409);
    expect(
      logDatabaseError(Object.assign(new Error('canceling statement'), { code: '57014', severity: 'ERROR' })).status,
    ).toBe(504);
    expect(logDatabaseError(new Error('timeout exceeded when trying to connect'))).toMatchObject({
      status: 503,
      retryAfter: 5,
    });
    await writeRecords();
    expect((await errors()).map((row) => row.code).sort()).toEqual(['sql-57014', 'sql-connection']);
  });

  test('a report inside a transaction that is rolled back stays', async () => {
    await withScope(scope, async () => {
      reportError({ kind: 'job', code: 'step-failed', error: new Error('inside'), route: 'ingest' });
      throw new Error('rolled back');
    }).catch(() => {});
    await writeRecords();
    expect(await errors()).toEqual([expect.objectContaining({ kind: 'job', route: 'ingest' })]);
  });
});

describe('D5: models', () => {
  test('a failure is a row and a metric; a use is a row with its cost', async () => {
    inRequest(() => {
      logLlmError({
        operation: 'chat',
        model: 'gpt-4o-mini',
        error: Object.assign(new Error('Incorrect API key provided: sk-abcdefgh12345678'), {
          status: 429,
          code: 'rate_limit_exceeded',
        }),
        latencyMs: 120.4,
        retry: true,
      });
      recordLlmUsage({
        operation: 'chat',
        model: 'gpt-4o-mini-2024-07-18',
        promptTokens: 1_000_000,
        completionTokens: 1_000_000,
        latencyMs: 900,
        firstTokenMs: 200,
      });
      recordLlmUsage({ operation: 'embedding', model: 'local', promptTokens: 12, completionTokens: 0, latencyMs: 9 });
      expect(requestContext()?.timings).toEqual({ model: 909 });
    });
    await writeRecords();
    expect(await withScope(scope, (tx) => tx.select().from(llmErrorLog))).toEqual([
      expect.objectContaining({
        tenantId,
        model: 'gpt-4o-mini',
        code: 'rate_limit_exceeded',
        status: 429,
        latencyMs: 120,
        retry: true,
        requestId: 'req-12345678',
        message: 'Incorrect API key provided: [redacted]',
      }),
    ]);
    expect(
      (await withScope(scope, (tx) => tx.select().from(llmUsage).orderBy(llmUsage.promptTokens))).map((row) => [
        row.model,
        row.cost,
        row.firstTokenMs,
      ]),
    ).toEqual([
      ['local', null, null],
      ['gpt-4o-mini-2024-07-18', 0.75, 200],
    ]);
    expect(await errors()).toEqual([]);
    expect(await counter('model_tokens_total', { model: 'local', kind: 'prompt' })).toBe(12);
  });
});

describe('D1: a storm', () => {
  test('5,000 errors at once are one row with the exact count', async () => {
    const log = logged();
    for (let index = 0; index < 5_000; index += 1)
      reportError({ kind: 'api', code: 'internal', error: new Error('storm') });
    await writeRecords();
    log.mockRestore();
    expect((await errors()).map((row) => row.count)).toEqual([5_000]);
  });

  test('more kinds of errors than the memory may hold are dropped and counted', async () => {
    const log = logged();
    const before = await counter('error_tracker_dropped_total', { table: 'error_log' });
    for (let index = 0; index < 700; index += 1)
      reportError({ kind: 'api', code: 'internal', error: 'text', route: `route-${index}` });
    expect(await counter('error_tracker_dropped_total', { table: 'error_log' })).toBe(before + 200);
    await writeRecords();
    log.mockRestore();
    expect(await errors()).toHaveLength(500);
  });

  test('while the database is away rows wait, counts add up, and nothing is thrown', async () => {
    const connect = vi
      .spyOn(database.platformPool, 'connect')
      .mockImplementation(() => Promise.reject(new Error('timeout exceeded when trying to connect')) as never);
    reportError({ kind: 'api', code: 'internal', error: 'away', route: 'r' });
    expect(await writeRecords()).toBe(false);
    reportError({ kind: 'api', code: 'internal', error: 'away', route: 'r' });
    expect(await writeRecords()).toBe(false);
    connect.mockRestore();
    const writing = startWritingRecords();
    await writing.stop();
    expect((await errors()).map((row) => row.count)).toEqual([2]);
  });

  test('a row that the database refuses does not hold up the others', async () => {
    recordLlmUsageRow({
      id: v7(),
      operation: 'chat',
      model: 'bad',
      promptTokens: 2 ** 40,
      completionTokens: 0,
      latencyMs: 1,
    });
    recordLlmUsage({ operation: 'chat', model: 'good', promptTokens: 1, completionTokens: 1, latencyMs: 1 });
    reportError({ kind: 'api', code: 'internal', error: 'beside', route: 'r' });
    expect(await writeRecords()).toBe(true);
    expect((await withScope(scope, (tx) => tx.select().from(llmUsage))).map((row) => row.model)).toEqual(['good']);
    expect(await errors()).toHaveLength(1);
  });
});

import { Inngest } from 'inngest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { CASES } from './conformance/cases.ts';
import { openNotebook, readNotebook, until } from './conformance/notebook.ts';
import { LocalSendMiddleware } from './local-send.ts';
import { startLocalEngine, type LocalEngine } from './start-local-engine.ts';
import { sdkLogger } from '../sdk-logger.ts';

const PACE = { backoffMs: [60, 120] as const };
const client = new Inngest({
  id: 'conformance',
  isDev: true,
  checkpointing: false,
  middleware: [LocalSendMiddleware],
  logger: sdkLogger,
  internalLogger: sdkLogger,
});
const books = CASES.map(() => openNotebook());
let database: Database;
let engine: LocalEngine;

beforeAll(async () => {
  database = await openTestDatabase();
  const functions = CASES.flatMap((entry, index) => entry.functions(client, books[index] ?? openNotebook()));
  engine = await startLocalEngine({ client, functions, backoffMs: PACE.backoffMs, maxConcurrency: 16 });
});
afterAll(async () => {
  await engine.stop();
  await database.close();
});

const send = async (events: (typeof CASES)[number]['events']) => {
  await withScope(systemScope('test'), (tx) => engine.accept(tx, events));
  engine.wake();
};

describe('C5: the local engine keeps to the conformance table', () => {
  test.concurrent.each(
    CASES.map((entry, index) => ({ entry, book: books[index] ?? openNotebook(), name: entry.name })),
  )('$name', async ({ entry, book }) => {
    const notes = () => readNotebook(book);
    await send(entry.events);
    if (entry.followUp) {
      const { when, events } = entry.followUp;
      await until(
        () => notes().whats.includes(when),
        10_000,
        () => book.notes,
      );
      await send(events);
    }
    await until(
      () => entry.until(notes()),
      15_000,
      () => book.notes,
    );
    expect(entry.observe(notes(), PACE)).toEqual(entry.expected);
  });

  test('what must never happen has not happened by the end of all cases', () => {
    const seen = CASES.flatMap((entry, index) =>
      (entry.never ?? [])
        .filter((what) => books[index]?.notes.some((note) => note.what === what))
        .map((what) => `${entry.name}: ${what}`),
    );
    expect(CASES.flatMap((entry) => entry.never ?? []).length).toBeGreaterThan(2);
    const twice = CASES.filter(
      (entry, index) => (books[index]?.notes.filter((note) => entry.atMostOnce?.includes(note.what)).length ?? 0) > 1,
    );
    expect(twice.map((entry) => entry.name)).toEqual([]);
    expect(seen).toEqual([]);
  });
});

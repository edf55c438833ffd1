import { Inngest } from 'inngest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { env } from '#app/platform/env.ts';
import { sdkLogger } from '../sdk-logger.ts';
import { CASES } from './conformance/cases.ts';
import { openNotebook, readNotebook, until } from './conformance/notebook.ts';
import { serveFunctions } from './conformance/served-functions.ts';

/** A server's table of waits is 15 s, 30 s …; it may be a little early by its own clock. */
const PACE = { backoffMs: [14_500, 29_000] as const };
const books = CASES.map(() => openNotebook());
const bookOf = (index: number) => books[index] ?? openNotebook();
let served: { close(): Promise<void> } | undefined;

describe.skipIf(!env.INNGEST_BASE_URL)('C5: an Inngest server keeps to the same conformance table', () => {
  const client = new Inngest({
    id: 'conformance',
    checkpointing: false,
    isDev: !env.INNGEST_SIGNING_KEY,
    baseUrl: env.INNGEST_BASE_URL,
    eventKey: env.INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    logger: sdkLogger,
    internalLogger: sdkLogger,
  });
  beforeAll(async () => {
    served = await serveFunctions(
      client,
      CASES.flatMap((entry, index) => entry.functions(client, bookOf(index))),
    );
  });
  afterAll(() => served?.close());

  test.concurrent.each(CASES.map((entry, index) => ({ entry, book: bookOf(index), name: entry.name })))(
    '$name',
    async ({ entry, book }) => {
      const notes = () => readNotebook(book);
      const limit = 1000 * (60 + (entry.serverSeconds ?? 30));
      await client.send(entry.events);
      if (entry.followUp) {
        const { when, events } = entry.followUp;
        await until(
          () => notes().whats.includes(when),
          limit,
          () => book.notes,
        );
        await client.send(events);
      }
      await until(
        () => entry.until(notes()),
        limit,
        () => book.notes,
      );
      expect(entry.observe(notes(), PACE)).toEqual(entry.expected);
    },
  );

  test('what must never happen has not happened by the end of all cases', () => {
    const seen = CASES.flatMap((entry, index) =>
      (entry.never ?? []).filter((what) => bookOf(index).notes.some((note) => note.what === what)),
    );
    const twice = CASES.filter(
      (entry, index) => bookOf(index).notes.filter((note) => entry.atMostOnce?.includes(note.what)).length > 1,
    );
    expect(twice.map((entry) => entry.name)).toEqual([]);
    expect(seen).toEqual([]);
  });
});

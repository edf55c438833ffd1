import { expect, test } from 'vitest';
import { crashBatch } from './testing/crash-batch.ts';

const DOCUMENTS = 8;
const KILLS = 5;
/** Lives of 2, 3, 4 … commits, which go on where the one before was killed. */
const KILLS_AT_COMMITS = 10;

test('C7: killed at random moments, each document of a batch is ready once, no passage twice', async () => {
  const { report, killed } = await crashBatch({ documents: DOCUMENTS, kills: KILLS });
  expect(killed).toBeGreaterThan(0);
  expect(report.jobs).toEqual({ succeeded: DOCUMENTS });
  expect(report.versions).toEqual({ ready: DOCUMENTS });
  expect(report.runs).toEqual({ completed: DOCUMENTS });
  expect(report.mostEndings).toBe(1);
  expect(report.passages).toHaveLength(DOCUMENTS);
  expect(new Set(report.passages).size).toBe(1);
  expect(report.passages[0]).toBeGreaterThan(4);
  expect([report.unevenVectors, report.unsearched, report.queue, report.outbox]).toEqual([0, 0, 0, 0]);
});

test(
  'C7, C8: killed right after one commit after the other, each reading ends once, ready or failed, and leaves nothing',
  { timeout: 480_000 },
  async () => {
    // Each life gets a little further in what the one before has left.
    const { report, killed } = await crashBatch({
      documents: 3,
      brokenEvery: 3,
      kills: KILLS_AT_COMMITS,
      atCommit: (life) => 2 + life,
    });
    expect(killed).toBe(KILLS_AT_COMMITS);
    expect(report.jobs).toEqual({ failed: 1, succeeded: 2 });
    expect(report.versions).toEqual({ failed: 1, ready: 2 });
    expect(report.mostEndings).toBe(1);
    expect(report.passages.toSorted((a, b) => a - b)[0]).toBe(0);
    expect(new Set(report.passages).size).toBe(2);
    expect([report.unevenVectors, report.unsearched, report.queue, report.outbox]).toEqual([0, 0, 0, 0]);
  },
);

test(
  'C7: killed right after one commit after the other, of documents that say the same one is live and the others wait',
  { timeout: 480_000 },
  async () => {
    const { report, killed } = await crashBatch({ documents: 3, alike: true, kills: 8, atCommit: (life) => 2 + life });
    expect(killed).toBe(8);
    expect(report.jobs).toEqual({ succeeded: 3 });
    expect(report.versions).toEqual({ ready: 3 });
    expect(report.held).toBe(2);
    expect(report.passages.toSorted((a, b) => a - b).map((passages) => passages > 4)).toEqual([false, false, true]);
    expect([report.unevenVectors, report.unsearched, report.queue, report.outbox]).toEqual([0, 0, 0, 0]);
  },
);

import { expect, test } from 'vitest';
import { crashBatch } from './testing/crash-batch.ts';

const DOCUMENTS = 6;
const KILLS = 4;
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

test('C7, C8: killed after each commit, every reading ends once: read, held for a choice, or failed', async () => {
  // Three files that say the same, and one that is no document. Each life gets a little further in what is left.
  const { report, killed } = await crashBatch({
    documents: 4,
    alike: true,
    brokenEvery: 4,
    kills: KILLS_AT_COMMITS,
    atCommit: (life) => 2 + life,
  });
  expect(killed).toBe(KILLS_AT_COMMITS);
  expect(report.jobs).toEqual({ failed: 1, succeeded: 3 });
  expect(report.versions).toEqual({ failed: 1, ready: 3 });
  expect(report.mostEndings).toBe(1);
  expect(report.held).toBe(2);
  const passages = report.passages.toSorted((a, b) => a - b);
  expect(passages.slice(0, 3)).toEqual([0, 0, 0]);
  expect(passages[3]).toBeGreaterThan(4);
  expect([report.unevenVectors, report.unsearched, report.queue, report.outbox]).toEqual([0, 0, 0, 0]);
});

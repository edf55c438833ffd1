import { expect, test } from 'vitest';
import { crashBatch } from './testing/crash-batch.ts';

const DOCUMENTS = 8;
const KILLS = 5;

test(
  'C7: a batch survives kill -9 at random moments: every document is ready once, no passage doubled or missing',
  { timeout: 240_000 },
  async () => {
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
  },
);

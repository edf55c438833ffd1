import { expect, test } from 'vitest';
import { crashBatch } from './testing/crash-batch.ts';

const SCANS = 4;

test(
  'C7, C10: killed after each scanned page that it stored, a document is whole once, and no page is recognised twice',
  { timeout: 900_000 },
  async () => {
    const { report, killed, recognised } = await crashBatch({
      documents: 1,
      scans: SCANS,
      kills: SCANS - 1,
      atCommit: () => 1,
    });
    expect(killed).toBe(SCANS - 1);
    // Each life found what the ones before had stored, and left it where it was.
    expect(recognised.map((found) => found.length)).toEqual([0, 1, 2, 3]);
    expect(report.recognised).toHaveLength(SCANS);
    for (const found of recognised) expect(report.recognised).toEqual(expect.arrayContaining(found));
    expect(report.jobs).toEqual({ succeeded: 2 });
    expect(report.versions).toEqual({ ready: 1 });
    expect(report.mostEndings).toBe(1);
    expect(report.passages[0]).toBeGreaterThan(SCANS);
    expect([report.unevenVectors, report.unsearched, report.queue, report.outbox]).toEqual([0, 0, 0, 0]);
  },
);

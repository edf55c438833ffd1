import { expect, test } from 'vitest';
import type { ExtractedPage } from '../extracted-document.ts';
import { DOUBT } from '../process/child-protocol.ts';
import { saysScansWait } from '#app/features/documents/pages/scans-wait.ts';
import { describeGaps } from './describe-gaps.ts';

const page = (number: number, text: string, more: Partial<ExtractedPage> = {}): ExtractedPage => ({
  number,
  text,
  headings: [],
  headingLevels: [],
  hasText: text !== '',
  ...more,
});

test('C10: what was hard to make out of a scan is told, with its pages and how owners see it', () => {
  const pages = [
    page(1, `Main switch 63${DOUBT} A`, { confidence: 88 }),
    page(2, 'Main switch 80 A', { confidence: 92 }),
    page(3, `Earth 0.4${DOUBT} ohm`, { confidence: 81 }),
    // What was set as text is not doubted, whatever stands there.
    page(4, `As printed${DOUBT}`),
  ];
  const [warning, ...more] = describeGaps(pages, 'pdf', { all: [1, 2, 3], waiting: [], unread: [] });
  expect(more).toEqual([]);
  expect(warning).toMatch(
    /^Words or figures of a scan were hard to make out \(pages 1, 3\); owners see them with \(\?\)\./,
  );
});

test('C10: scans that wait cannot be quoted until they are read; one that could not be is to be scanned again', () => {
  const pages = [page(1, 'Words'), page(2, ''), page(3, ''), page(4, '')];
  expect(describeGaps(pages, 'pdf', { all: [2, 3, 4], waiting: [2, 3], unread: [4] })).toEqual([
    '2 of 4 pages are scans that have not been read (pages 2–3). Answers cannot quote them until they are.',
    expect.stringMatching(/^1 of 4 pages could not be read well enough to be quoted \(page 4\)\./),
  ]);
});

test('C10, G3: of one page it is said without a count, of many in ranges, and known for what it is', () => {
  const waiting = (numbers: number[], all: number) => {
    const pages = Array.from({ length: all }, (_, index) => page(index + 1, ''));
    return describeGaps(pages, 'pdf', { all: numbers, waiting: numbers, unread: [] });
  };
  expect(waiting([1], 1)).toEqual(['The page is a scan that has not been read. Answers cannot quote it until it is.']);
  const forty = Array.from({ length: 40 }, (_, index) => index + 1);
  expect(waiting([...forty, 43, 45, 46], 60)[0]).toContain('(pages 1–40, 43, 45–46)');
  for (const warning of [...waiting([1], 1), ...waiting(forty, 60)]) expect(saysScansWait(warning)).toBe(true);
  const unread = describeGaps([page(1, '')], 'pdf', { all: [1], waiting: [], unread: [1] });
  expect(unread).toEqual([expect.stringMatching(/^The page could not be read well enough to be quoted\. If/)]);
  expect(saysScansWait(unread[0]!)).toBe(false);
});

test('C5, G3: a blank page is no gap; one of pictures alone is told, and nobody is sent to OCR', () => {
  const pages = [page(1, 'Words'), page(2, ''), page(3, '', { findings: [{ kind: 'picture' }] })];
  const warnings = describeGaps(pages, 'pdf');
  expect(warnings).toEqual([expect.stringMatching(/^1 of 3 pages has pictures or drawings and no text \(page 3\)\./)]);
  expect(warnings.join()).not.toContain('OCR');
  for (const kind of ['pdf', 'docx', 'txt', 'md'] as const) expect(describeGaps(pages.slice(0, 2), kind)).toEqual([]);
});

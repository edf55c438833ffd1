import { expect, test } from 'vitest';
import type { ExtractedPage } from '../extracted-document.ts';
import { DOUBT } from '../process/child-protocol.ts';
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

test('C10: scans that wait are not searchable yet, and one that could not be read is told to be scanned again', () => {
  const pages = [page(1, 'Words'), page(2, ''), page(3, ''), page(4, '')];
  expect(describeGaps(pages, 'pdf', { all: [2, 3, 4], waiting: [2, 3], unread: [4] })).toEqual([
    '2 of 4 pages are scans and not searchable yet (pages 2, 3). Their text has not been recognised so far.',
    expect.stringMatching(/^1 of 4 pages could not be read well enough to be quoted \(page 4\)\./),
  ]);
});

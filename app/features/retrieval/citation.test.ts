import { expect, test } from 'vitest';
import { citationOf } from './citation.ts';
import { mergeNeighbours } from './merge-neighbours.ts';
import type { RankedPassage } from './rank-passages.ts';

const passage = (facts: Partial<RankedPassage>): RankedPassage => ({
  chunkId: 'c',
  documentId: 'd',
  versionId: 'v',
  title: 'T',
  page: 3,
  ordinal: 0,
  heading: 'H',
  text: 'x',
  cosine: 0.5,
  score: 0.5,
  ...facts,
});

test('F4: a citation names a page as the contract does, and what differs beside it', () => {
  expect(citationOf(passage({}), 'x')).toEqual({
    document_id: 'd',
    title: 'T',
    page: 3,
    quote: 'x',
    url: '/documents/d/download#page=3',
  });
  expect(citationOf(passage({ lastPage: 4, pageLabel: '1–2' }), 'x')).toMatchObject({
    page: 3,
    last_page: 4,
    page_label: '1–2',
    url: '/documents/d/download#page=3',
  });
  expect(citationOf(passage({ lastPage: 3, pageLabel: null }), 'x')).not.toHaveProperty('last_page');
});

test('F4: all that an answer shows of a passage is in its citation', () => {
  const rows = Array.from({ length: 40 }, (_, row) => `Row ${row} | what it is | where it stands | who looks after it`);
  expect(citationOf(passage({}), rows.join('\n')).quote).toBe(rows.join('\n'));
});

test.each([[['near', 'over']], [['over', 'near']]])(
  'C9: of passages that were merged, found %j, only what goes on overleaf is cited with both pages',
  (found) => {
    const all: Record<string, RankedPassage> = {
      near: passage({ ordinal: 1, text: '1. Close the tap.\n2. Wait.', pageLabel: '1' }),
      over: passage({ ordinal: 2, text: '3. Open the drain.\n4. Ring us.', lastPage: 4, pageLabel: '1–2' }),
    };
    const [merged, ...rest] = mergeNeighbours(found.map((name) => all[name]!));
    expect(rest).toEqual([]);
    const cited = (quote: string) => citationOf(merged!, quote);
    expect(cited('2. Wait.')).toMatchObject({ page: 3, page_label: '1' });
    expect(cited('2. Wait.')).not.toHaveProperty('last_page');
    expect(cited('2. Wait.\n3. Open the drain.')).toMatchObject({ page: 3, last_page: 4, page_label: '1–2' });
  },
);

test('C10: a quote from a scan says so, from passages that were merged too', () => {
  expect(citationOf(passage({ recognised: true }), 'x')).toMatchObject({ recognised: true });
  expect(citationOf(passage({ recognised: false }), 'x')).not.toHaveProperty('recognised');
  const [merged] = mergeNeighbours([
    passage({ ordinal: 1, recognised: false }),
    passage({ ordinal: 2, recognised: true }),
  ]);
  expect(citationOf(merged!, 'x')).toMatchObject({ recognised: true });
});

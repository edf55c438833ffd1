import { describe, expect, test } from 'vitest';
import { addScores, scoreDocument, scorePage, type ReadPage } from './score.ts';
import { figuresOf, verdictsOf } from './thresholds.ts';
import type { Block, TruthPage } from './truth.ts';

const page = (blocks: Block[], more: Partial<TruthPage> = {}): TruthPage => ({ blocks, ...more });
const text = (value: string): Block => ({ kind: 'text', text: value });
const read = (value: string, more: Partial<ReadPage> = {}): ReadPage => ({ text: value, rows: [], ...more });
const LEFT = text('The pump stands in the hall behind a panel.');
const RIGHT = text('Close the blue valve before winter comes again.');

describe('words', () => {
  test('a whole text has all of its words', () => {
    expect(scorePage(page([LEFT]), read('The pump stands in the hall behind a panel.')).words).toEqual({
      right: 9,
      of: 9,
    });
  });

  test('a word that is missing, glued or hyphenated is not found', () => {
    const score = scorePage(page([text('Turn the recuperator once')]), read('Turn the recupera- toronce'));
    expect(score.words).toEqual({ right: 2, of: 4 });
    expect(score.misses[0]).toBe('words: recuperator once');
  });

  test('a word that stands twice is wanted twice', () => {
    expect(scorePage(page([text('tick tick tick')]), read('tick tick')).words).toEqual({ right: 2, of: 3 });
  });

  test('a raised digit is not one on the line', () => {
    expect(scorePage(page([text('10² m²')]), read('10² m²')).words).toEqual({ right: 4, of: 4 });
    expect(scorePage(page([text('10² m²')]), read('102 m2')).words).toEqual({ right: 0, of: 4 });
  });

  test('quotes, dashes and ligatures may be written either way', () => {
    expect(scorePage(page([text('the fitter’s office')]), read("the ﬁtter's oﬃce")).words).toEqual({ right: 3, of: 3 });
  });
});

describe('order', () => {
  test('columns that are read across lose their order, and no word', () => {
    const across = 'The pump stands Close the blue in the hall valve before winter behind a panel. comes again.';
    const score = scorePage(page([LEFT, RIGHT]), read(across));
    expect(score.words).toEqual({ right: 17, of: 17 });
    // The left column, and of the right one what still follows it.
    expect(score.order).toEqual({ right: 11, of: 17 });
  });

  test('a whole that may stand anywhere keeps its own order', () => {
    const truth = page([LEFT, { ...RIGHT, anywhere: true }]);
    const inside = 'The pump stands Close the blue valve before winter comes again. in the hall behind a panel.';
    expect(scorePage(truth, read(inside)).order).toEqual({ right: 17, of: 17 });
    const shuffled = 'The pump stands again comes winter before valve blue the Close in the hall behind a panel.';
    expect(scorePage(truth, read(shuffled)).order!.right).toBeLessThan(12);
  });
});

describe('cells', () => {
  const rows = [
    ['', 'Type A', 'Type B'],
    ['Pump', 'PX-1', 'PX-2'],
    ['Fan', 'FX-1', 'FX-2'],
  ];
  const truth = page([{ kind: 'table', rows }]);
  const cells = (given: string[][]) => scorePage(truth, read('', { rows: given })).cells;

  test('all in their places', () => expect(cells(rows)).toEqual({ right: 8, of: 8 }));
  test('a heading row that lost its empty first cell is wrong', () => {
    expect(cells([['Type A', 'Type B'], ...rows.slice(1)])).toEqual({ right: 6, of: 8 });
  });
  test('neighbours that ran together are wrong, and so is what follows them', () => {
    expect(cells([rows[0]!, ['Pump PX-1', 'PX-2'], rows[2]!])).toEqual({ right: 5, of: 8 });
  });
  test('rows in another order count for one of the orders', () => {
    expect(cells([rows[2]!, rows[1]!])).toEqual({ right: 3, of: 8 });
  });
  test('lines without cells are no table', () => expect(cells([])).toEqual({ right: 0, of: 8 }));

  test('a merged cell stands in each row that it covers; across columns it may also stand once', () => {
    const merged = page([
      {
        kind: 'table',
        rows: [
          ['Ground', 'Hall'],
          [['Ground'], 'Pantry'],
          ['Hours', ['Hours', '']],
        ],
      },
    ]);
    const of = (given: string[][]) => scorePage(merged, read('Ground Hall Pantry Hours', { rows: given }));
    expect(
      of([
        ['Ground', 'Hall'],
        ['Ground', 'Pantry'],
        ['Hours', ''],
      ]).cells,
    ).toEqual({ right: 6, of: 6 });
    expect(
      of([
        ['Ground', 'Hall'],
        ['Ground', 'Pantry'],
        ['Hours', 'Hours'],
      ]).cells,
    ).toEqual({ right: 6, of: 6 });
    expect(
      of([
        ['Ground', 'Hall'],
        ['', 'Pantry'],
        ['Hours', ''],
      ]).cells,
    ).toEqual({ right: 5, of: 6 });
    expect(of([]).words).toEqual({ right: 4, of: 4 });
  });
});

describe('headings', () => {
  const truth = page([{ kind: 'heading', text: 'Care' }, LEFT, { kind: 'heading', text: 'Maker Ltd', soft: true }]);
  const headings = (given: string[]) => scorePage(truth, read('', { headings: given })).headings;

  test('right, lost and wrong ones', () => {
    expect(headings(['CARE'])).toEqual({ right: 2, of: 2 });
    expect(headings([])).toEqual({ right: 0, of: 1 });
    expect(headings(['Care', 'The pump stands'])).toEqual({ right: 2, of: 3 });
  });
  test('a soft one is neither wanted nor wrong', () =>
    expect(headings(['Maker Ltd', 'Care'])).toEqual({ right: 2, of: 2 }));
  test('a reader that tells none is not scored', () => expect(scorePage(truth, read('')).headings).toBeUndefined());
});

describe('what does not belong', () => {
  const truth = page([LEFT], { absent: ['Xqdorfix'], running: ['Guide', 'Page 2 of 9'], loose: ['SPECIMEN'] });

  test('invisible and invented words are told apart; words of the page beside may be carried over', () => {
    const score = scorePage(truth, read('The Xqdorfix SPECIMEN blue pumpstands'), [page([RIGHT])]);
    expect(score).toMatchObject({ invisible: ['Xqdorfix'], invented: ['pumpstands'] });
  });
  test('running lines that were left', () => {
    expect(scorePage(truth, read('Guide\nThe pump\nPage 2 of 9')).running).toEqual({ right: 0, of: 2 });
    expect(scorePage(truth, read('The Guide pump\n2 of 9')).running).toEqual({ right: 2, of: 2 });
  });
  test('roles and labels', () => {
    const cover = page([LEFT], { role: 'cover', label: 'iv' });
    expect(scorePage(cover, read('', { role: 'cover', label: 'iv' }))).toMatchObject({
      roles: { right: 1, of: 1 },
      labels: { right: 1, of: 1 },
    });
    expect(scorePage(cover, read('', { role: undefined, label: '4' }))).toMatchObject({
      roles: { right: 0, of: 1 },
      labels: { right: 0, of: 1 },
    });
    expect(scorePage(page([LEFT]), read('', { role: 'cover' })).roles).toEqual({ right: 0, of: 1 });
  });
});

describe('documents', () => {
  const truth = {
    kinds: ['overleaf'],
    producer: 'hand',
    pages: [page([LEFT]), page([], { scan: true }), page([RIGHT])],
    overleaf: [{ text: 'a panel. Close the', page: 1, lastPage: 3 }],
  };
  const pages = [read('The pump stands in the hall behind a panel.'), read(''), read('Close the')];
  const passage = { page: 1, lastPage: 3, text: 'behind a panel. Close the blue valve' };

  test('pages that were not read count in full, scans by themselves', () => {
    const scores = scoreDocument(truth, { pages: [] });
    expect(scores.map((each) => each.page)).toEqual([1, 3]);
    expect(addScores(scores.map(({ score }) => score)).words).toEqual({ right: 0, of: 17 });
  });
  test('what goes on overleaf stands in one passage that names both pages', () => {
    const overleaf = (passages: { page: number; lastPage?: number; text: string }[]) =>
      addScores(scoreDocument(truth, { pages, passages }).map(({ score }) => score)).overleaf;
    expect(overleaf([passage])).toEqual({ right: 1, of: 1 });
    expect(overleaf([{ page: 1, text: passage.text }])).toEqual({ right: 0, of: 1 });
    expect(overleaf([{ ...passage, text: 'Close the blue valve' }])).toEqual({ right: 0, of: 1 });
  });
});

test('a figure under its mark, or one that cannot be taken, is missed', () => {
  const figures = figuresOf(scorePage(page([LEFT], { absent: ['Xq'] }), read('The pump Xq')));
  const passed = (thresholds: Parameters<typeof verdictsOf>[2]) =>
    verdictsOf('all', figures, thresholds).map((verdict) => verdict.passed);
  expect(passed({ words: { atLeast: 2 / 9 }, invisible: { atMost: 1 } })).toEqual([true, true]);
  expect(passed({ words: { atLeast: 0.23 }, invisible: { atMost: 0 } })).toEqual([false, false]);
  expect(passed({ cells: { atLeast: 0 } })).toEqual([false]);
});

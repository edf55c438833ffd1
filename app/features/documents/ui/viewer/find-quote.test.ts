import { describe, expect, it } from 'vitest';
import { findQuote } from './find-quote.ts';

const marked = (pieces: string[], quote: string) =>
  findQuote(pieces, quote).map(({ piece, start, end }) => pieces[piece]!.slice(start, end));

describe('F4: findQuote', () => {
  it('marks a quote that runs over several pieces', () => {
    const page = ['Your fuse board is ', 'under the stairs', ', behind the door. Keep', ' it clear.'];
    expect(marked(page, 'fuse board is under the stairs, behind the door.')).toEqual([
      'fuse board is',
      'under the stairs',
      'behind the door',
    ]);
  });

  it('bears hyphenation, ligatures, accents, case and other quotation marks', () => {
    expect(
      marked(['Open the venti-', 'lation unit’s ﬁlter flap, Seán'], "ventilation unit's FILTER flap, Sean"),
    ).toEqual(['venti', 'lation unit’s ﬁlter flap, Seán']);
  });

  it('finds the parts of a quote cut by an ellipsis', () => {
    expect(
      marked(
        ['Close the stopcock first. Then ring us. Open every tap in the house.'],
        'Close the stopcock first … Open every tap in the house',
      ),
    ).toEqual(['Close the stopcock first', 'Open every tap in the house']);
  });

  it('falls back to the sentences that are there', () => {
    expect(
      marked(
        ['The main switch is rated 63 A. Nothing else here.'],
        'The main switch is rated 63 A. A sentence of another page.',
      ),
    ).toEqual(['The main switch is rated 63 A']);
  });

  it('marks nothing when nothing is there, or the page has no text', () => {
    expect(findQuote(['A page about gardens'], 'Where the fuse board is')).toEqual([]);
    expect(findQuote([], 'Where the fuse board is')).toEqual([]);
    expect(findQuote(['A page about gardens'], '')).toEqual([]);
    expect(findQuote(['a b c'], '… —')).toEqual([]);
  });

  it('keeps pairs of code units together', () => {
    expect(marked(['A house 🏠 with 𝟔𝟑 amps'], 'with 63 amps')).toEqual(['with 𝟔𝟑 amps']);
  });
});

import { describe, expect, it } from 'vitest';

import { splitSentences } from './split-sentences.ts';

describe('splitSentences', () => {
  it('does not stop at abbreviations, numbers or units', () => {
    expect(
      splitSentences('Set approx. 1.5 bar, e.g. in winter, i.e. when cold. See No. 7 on p. 12. Then stop.'),
    ).toEqual(['Set approx. 1.5 bar, e.g. in winter, i.e. when cold.', 'See No. 7 on p. 12.', 'Then stop.']);
  });

  it('tells "No. 7" from a sentence that ends in "no"', () => {
    expect(splitSentences('If the answer is no. Then call us.')).toEqual(['If the answer is no.', 'Then call us.']);
  });

  it('takes list items and table rows whole', () => {
    expect(
      splitSentences(
        '1. Open the door. Look inside.\n• Press the test button. Wait.\nWay 6 | Immersion. 20 A | Landing. Press',
      ),
    ).toEqual([
      '1. Open the door. Look inside.',
      '• Press the test button. Wait.',
      'Way 6 | Immersion. 20 A | Landing. Press',
    ]);
  });

  it('keeps the opening hours and names together', () => {
    expect(splitSentences('Mr. O’Brien is in Mon. to Fri. from 8.30 to 17.30. Ring first!')).toEqual([
      'Mr. O’Brien is in Mon. to Fri. from 8.30 to 17.30.',
      'Ring first!',
    ]);
  });

  it('C9: leaves the mark that ends struck text with it', () => {
    expect(splitSentences('~~The code is 72.~~ The code is 96. It ~~is~~ was so.~~Not this.~~')).toEqual([
      '~~The code is 72.~~',
      'The code is 96.',
      'It ~~is~~ was so.',
      '~~Not this.~~',
    ]);
  });

  it('gives nothing for nothing', () => {
    expect(splitSentences(' \n ')).toEqual([]);
  });
});

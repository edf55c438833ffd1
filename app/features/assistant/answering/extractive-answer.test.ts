import { describe, expect, test } from 'vitest';
import { extractiveAnswer } from './extractive-answer.ts';
import { passageBlocks } from '#app/features/retrieval/passage-units.ts';
import type { ScoredPassage } from './score-units.server.ts';

let counter = 0;
/** A passage whose unit that holds `best` scores highest. */
function passage(text: string, best: string, facts: Partial<ScoredPassage> = {}): ScoredPassage {
  const blocks = passageBlocks(text);
  const units = blocks
    .flatMap((block) => block.units)
    .map((unit) => ({ ...unit, cosine: 0.5, otherHouses: false, score: unit.text.includes(best) ? 0.9 : 0.3 }));
  counter += 1;
  return {
    chunkId: `c${counter}`,
    documentId: `d${counter}`,
    versionId: 'v',
    title: 'Guide',
    page: 3,
    ordinal: counter,
    heading: 'Heading',
    text,
    cosine: 0.6,
    score: 0.7,
    blocks,
    units,
    best: units.find((unit) => unit.text.includes(best)),
    ...facts,
  };
}

describe('F4: the words of the documents', () => {
  test('whole sentences under their heading, with mark, page and verbatim quote', () => {
    const answer = extractiveAnswer(
      'Where is it?',
      [passage('The board is under the stairs. Nothing else.', 'board', { documentId: 'doc', page: 7 })],
      'A',
    );
    expect(answer).toEqual({
      text: 'From your documents:\n\n**Heading**\n\nThe board is under the stairs. [1]',
      citations: [
        {
          document_id: 'doc',
          title: 'Guide',
          page: 7,
          quote: 'The board is under the stairs.',
          url: '/documents/doc/download#page=7',
        },
      ],
    });
  });

  test('a numbered procedure keeps all its steps and its lead', () => {
    const text = extractiveAnswer(
      'How do I reset it?',
      [passage('Do this:\n1. Push down.\n2. Wait.\n3. Push up.', 'Wait')],
      'A',
    )?.text;
    expect(text).toContain('Do this:\n\n1. Push down.\n2. Wait.\n3. Push up. [1]');
  });

  test('a sentence that leads to steps brings them along', () => {
    const text = extractiveAnswer(
      'How do I reset it?',
      [passage('The switch tripped. Reset it so:\n1. Push down.\n2. Push up.', 'Reset it so')],
      'A',
    )?.text;
    expect(text).toContain('Reset it so:\n\n1. Push down.\n2. Push up. [1]');
  });

  test('a table row comes with its header, rows of other house types stay out', () => {
    const given = passage('Type | Place\nA | Stairs\nB | Utility room', 'Stairs');
    for (const unit of given.units) unit.score = 0.9;
    expect(extractiveAnswer('Where?', [given], 'A')?.text).toContain(
      '| Type | Place |\n| --- | --- |\n| A | Stairs |\n\n[1]',
    );
    expect(extractiveAnswer('Where?', [given], 'A')?.text).not.toContain('Utility');
  });

  test('a second passage is quoted when it is nearly as good, and not twice the same', () => {
    const first = passage('One answer.', 'One');
    const near = passage('Another answer.', 'Another', { score: 0.69 });
    const same = passage('One answer.', 'One', { score: 0.7 });
    const far = passage('Far off.', 'Far', { score: 0.4 });
    expect(extractiveAnswer('q', [first, same, near], 'A')?.citations).toHaveLength(2);
    expect(extractiveAnswer('q', [first, same, near], 'A')?.text).toContain('Another answer. [2]');
    expect(extractiveAnswer('q', [first, far], 'A')?.citations).toHaveLength(1);
  });

  test('E9: a document cannot write marks or markup of its own', () => {
    const text = extractiveAnswer('q', [passage('See [2] and *this* and `that`.', 'See')], 'A')?.text ?? '';
    expect(text).toContain('See \\[2] and \\*this\\* and \\`that\\`. [1]');
  });

  test('what speaks of other houses only is no answer; neither is nothing', () => {
    const other = passage('Type B has it in the utility room.', 'Type B');
    expect(extractiveAnswer('q', [{ ...other, best: { ...other.units[0]!, otherHouses: true } }], 'A')).toBeNull();
    expect(extractiveAnswer('q', [], 'A')).toBeNull();
  });

  test('a very long quote is cut at a sentence with an ellipsis', () => {
    const long = Array.from(
      { length: 12 },
      (_, index) => `${index + 1}. ${'Turn the handle slowly to the left. '.repeat(3).trim()}`,
    ).join('\n');
    const quote = extractiveAnswer('How do I?', [passage(long, '1. ')], 'A')?.citations[0]?.quote ?? '';
    expect(quote.length).toBeLessThanOrEqual(601);
    expect(quote).toMatch(/[.\n]…$|\.…$/);
  });
});

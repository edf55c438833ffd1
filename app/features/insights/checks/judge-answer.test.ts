import { describe, expect, test } from 'vitest';
import type { CheckAnswer } from '#db/queries/insights/checks.ts';
import { judgeAnswer } from './judge-answer.ts';

const QUESTION = 'Where is the stopcock?';
const DECLINED: CheckAnswer = { answered: false, text: 'That is not in your documents.', citations: [] };

const said = (text: string, { document = 'guide', page = 3 } = {}): CheckAnswer => ({
  answered: true,
  text,
  citations: [{ document_id: document, title: document, page, quote: text, url: '/' }],
});
const APPROVED = said('The stopcock is in the cupboard under the kitchen sink. Turn it clockwise to close it.');

describe('G11: what became of an approved answer', () => {
  test.each([
    ['the same words', APPROVED, 'same'],
    [
      'the same words on another page, broken into other lines',
      said(APPROVED.text.replace('. ', '.\n\n'), { page: 5 }),
      'same',
    ],
    [
      'other words of the same fact',
      said('Find the stopcock in a cupboard beneath the kitchen sink; closing: clockwise.'),
      'changed',
    ],
    ['declined now', DECLINED, 'lost'],
    ['the same words of another document', said(APPROVED.text, { document: 'leaflet' }), 'lost'],
    [
      'another sentence about the thing on the very page',
      said('The stopcock is tested once a year by a plumber.'),
      'lost',
    ],
  ] as const)('%s', (_, now, outcome) => {
    expect(judgeAnswer(QUESTION, APPROVED, now)).toBe(outcome);
  });

  test('another figure is a change of the same fact', () => {
    const approved = said('Set the hot water to 50 °C, never above 60 °C.');
    expect(judgeAnswer('How hot is the water?', approved, said('Set the hot water to 55 °C, never above 65 °C.'))).toBe(
      'changed',
    );
  });

  test('words that every answer has around its quote, and a heading, keep nothing', () => {
    const told = (quote: string): CheckAnswer => ({
      ...said(quote),
      text: `From your documents:\n\nPart 1\n\n${quote}`,
    });
    expect(judgeAnswer('Where is it?', told('Under a green lid.'), told('Oil the wheels.'))).toBe('lost');
  });

  test('what was declined and is answered now is gained; nobody has approved a new one', () => {
    expect(judgeAnswer(QUESTION, DECLINED, APPROVED)).toBe('gained');
    expect(judgeAnswer(QUESTION, DECLINED, DECLINED)).toBe('same');
    expect(judgeAnswer(QUESTION, null, APPROVED)).toBe('new');
  });

  test('answers that say nothing beyond their question are compared by all that they say', () => {
    expect(judgeAnswer('Is the stopcock red?', said('The stopcock is red.'), said('Red is the stopcock.'))).toBe(
      'changed',
    );
  });
});

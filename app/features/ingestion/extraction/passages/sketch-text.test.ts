import { expect, test } from 'vitest';
import { SKETCH } from '../process/child-protocol.ts';
import { sketchText } from './sketch-text.ts';
import { findTwin, shareOf } from '../../find-twin.ts';

/** A manual of `paragraphs` about `subject`, each paragraph with words of its own. */
function manual(subject: string, paragraphs: number): string[] {
  return Array.from({ length: paragraphs }, (_, n) => {
    const words = Array.from({ length: 40 }, (_word, index) => `${subject}${(n * 7919 + index * 104_729) % 3_001}`);
    return `${words.join(' ')}.`;
  });
}

const share = (one: string[], other: string[]) => shareOf(sketchText(one) ?? '', sketchText(other) ?? '');

test('C9: a text that changed in a few paragraphs is near, another manual is not', () => {
  const heating = manual('heat', 60);
  const changed = heating.map((paragraph, n) => (n % 10 === 3 ? `Changed: ${manual('new', 70)[n]}` : paragraph));
  expect(share(heating, heating)).toBe(1);
  expect(share(heating, changed)).toBeGreaterThan(0.6);
  expect(share(heating, manual('water', 60))).toBeLessThan(0.1);
});

test('the share of a sketch is the share of the word sequences, within what 128 values can tell', () => {
  const words = Array.from({ length: 4_000 }, (_, n) => `w${n}`);
  for (const kept of [0.25, 0.5, 0.75]) {
    const other = words.map((word, n) => (n < words.length * kept ? word : `other${n}`));
    const truth = kept / (2 - kept);
    expect(Math.abs(share([words.join(' ')], [other.join(' ')]) - truth)).toBeLessThan(0.13);
  }
});

test('layout, case and page breaks are no difference; a word or two are no text', () => {
  const [text = ''] = [manual('pump', 5).join(' ')];
  const half = text.indexOf(' ', text.length / 2);
  expect(share([text], [text.slice(0, half).toUpperCase(), `\n\n| ${text.slice(half)}`])).toBe(1);
  expect(sketchText(['The stopcock is under the sink.'])).toBeNull();
  expect(sketchText([text])).toMatch(SKETCH);
});

test('what is live is preferred to what is only likely to be, then the likest', () => {
  const own = sketchText(manual('tap', 40)) ?? '';
  const near = sketchText(manual('tap', 36)) ?? '';
  const others = [
    { documentId: 'draft', live: false, sketch: own },
    { documentId: 'near', live: true, sketch: near },
    { documentId: 'foreign', live: true, sketch: sketchText(manual('roof', 40)) ?? '' },
  ];
  expect(findTwin(own, others)?.documentId).toBe('near');
  expect(findTwin(own, [others[0]!, others[2]!])).toEqual({ documentId: 'draft', share: 1 });
  expect(findTwin(own, [others[2]!])).toBeUndefined();
});

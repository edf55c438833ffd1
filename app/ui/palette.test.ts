import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/*
 * Both palettes of theme.css, light and dark, by WCAG 2.2: text 4.5 to 1 (1.4.3), the outlines of controls and marks
 * 3 to 1 (1.4.11).
 */

const css = readFileSync(new URL('./theme.css', import.meta.url), 'utf8');
const block = (opening: string): Map<string, string> => {
  const from = css.indexOf(opening);
  expect(from, opening).toBeGreaterThan(0);
  const text = css.slice(from, css.indexOf('--shadow-card', from));
  return new Map([...text.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]));
};
const light = block('@theme {');
const dark = new Map([...light, ...block('prefers-color-scheme: dark')]);

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const luminance = (colour: string) => {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
};
const contrast = (one: string, other: string) => {
  const [bright, dim] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright! + 0.05) / (dim! + 0.05);
};

const GROUNDS = ['ivory', 'paper', 'sand'];
const TEXT: [string, string[]][] = [
  ['ink', [...GROUNDS, 'gold-wash', 'green-wash', 'amber-wash', 'red-wash', 'slate-wash']],
  ['ink-soft', GROUNDS],
  ['gold-ink', [...GROUNDS, 'gold-wash']],
  ['green', [...GROUNDS, 'green-wash']],
  ['amber', [...GROUNDS, 'amber-wash']],
  ['red', [...GROUNDS, 'red-wash']],
  ['slate', [...GROUNDS, 'slate-wash']],
  ['on-gold', ['gold', 'gold-bright']],
  ['on-red', ['red', 'red-deep']],
];
const OUTLINES: [string, string[]][] = [
  ['edge', ['ivory', 'paper']],
  ['gold', ['ivory', 'paper']],
  // The ring of the focus.
  ['gold-ink', [...GROUNDS, 'gold-wash']],
];

test('F8: both palettes name the same colours, but for the one that is the same in both', () => {
  const names = [...light.keys()].filter((name) => name !== 'on-gold');
  expect(names.length).toBeGreaterThan(20);
  expect([...block('prefers-color-scheme: dark').keys()].toSorted()).toEqual(names.toSorted());
});

test('F8: what stands apart from the style sheet has its grounds', () => {
  const copies = ['../root.tsx', '../../public/offline.html', '../server/edge/answer-error.ts'];
  for (const copy of copies) {
    const text = readFileSync(new URL(copy, import.meta.url), 'utf8');
    for (const palette of [light, dark]) expect(text, copy).toContain(palette.get('ivory')!);
  }
});

test.each([
  ['light', light],
  ['dark', dark],
])('F8: text and outlines of the %s palette stand out', (_name, palette) => {
  const weak = [...TEXT.map((row) => [...row, 4.5] as const), ...OUTLINES.map((row) => [...row, 3] as const)].flatMap(
    ([name, grounds, least]) =>
      grounds
        .map((ground) => ({ name, ground, is: contrast(palette.get(name)!, palette.get(ground)!), least }))
        .filter(({ is }) => is < least),
  );
  expect(weak).toEqual([]);
});

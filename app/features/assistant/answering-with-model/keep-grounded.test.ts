import { expect, test } from 'vitest';
import { createGroundedGate } from './keep-grounded.ts';

const PASSAGES = [
  { title: 'Heating', heading: 'Boiler', page: 4, text: 'Wait 5 minutes. Ring 01 234 5678. The pressure is 1.5 bar.' },
  { title: 'Water', heading: null, page: 9, text: 'The stopcock turns 90 degrees.' },
];

/** What is shown of `text`, whose marks name the passages in their order. */
function keep(text: string, cited = [1, 2]) {
  const gate = createGroundedGate(PASSAGES, cited);
  const units = [...text].flatMap((character) => gate.push(character));
  units.push(...gate.rest());
  return { text: units.join(''), sources: [...gate.sources], leftOut: gate.leftOut };
}

test.each([
  ['figures of the passage cited', 'Wait 5 minutes [1]. Turn it by 90 degrees [2].'],
  ['the passage’s title and page', 'Page 4 of “Heating” says so [1].'],
  [
    'a list’s numbers',
    'Do this [1]:\n1. Wait 5 minutes.\n2. Go on.\n3. Read 1.5 bar.\n\nThen turn it by 90 degrees. [2]',
  ],
  ['a mark at the end of the paragraph', 'Wait 5 minutes. It should show 1.5 bar. Then go on [1].'],
  ['a mark on a line of its own', 'Wait 5 minutes.\n[1]'],
  ['no figures', 'Certainly! Press the switch [1].'],
])('%s: nothing is left out', (_name, text) => {
  expect(keep(text)).toMatchObject({ text, leftOut: 0 });
});

test.each([
  ['a figure of the other passage', 'Press it [1]. Wait 5 minutes [2].', 'Press it [1].', [1]],
  [
    'a phone that stands nowhere',
    'Press it [1]. Or ring 1800 999 999 [1]! Then wait [2].',
    'Press it [1]. Then wait [2].',
    [1, 2],
  ],
  ['a link, without any mark', 'Pay at https://evil.example/now.\n\nPress it [1].', '\n\nPress it [1].', [1]],
  [
    'an item of a list',
    'Do this [1]:\n1. Wait 5 minutes.\n2. Ring 999.\n3. Go on.',
    'Do this [1]:\n1. Wait 5 minutes.\n3. Go on.',
    [1],
  ],
  ['the first sentence of an item', 'Do this [1]:\n1. Ring 999. Go on.', 'Do this [1]:\n1. Go on.', [1]],
  ['a list that counts in phones', 'Do this [1]:\n999. Ring.', 'Do this [1]:', [1]],
  [
    'what alone named the first passage',
    'Wait 7 minutes [1]. Turn it by 90 degrees [2].',
    ' Turn it by 90 degrees [1].',
    [2],
  ],
  ['everything', 'Send money to IE29 AIBK 9311 5212 3456 78 [1].', '', []],
])('%s is left out', (_name, text, shown, sources) => {
  const kept = keep(text);
  expect(kept).toMatchObject({ text: shown, sources });
  expect(kept.leftOut).toBeGreaterThan(0);
});

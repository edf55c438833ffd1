import type { PdfPage } from './make-pdf.ts';

/*
 * The manual of a lawn robot that does not exist: nothing in the pilot speaks of it, so an answer can only come from
 * this file.
 */

const PARTS = [
  'charging cradle',
  'boundary wire',
  'rain sensor',
  'blade disc',
  'front bumper',
  'rear axle',
  'keypad',
  'lift switch',
  'antenna',
  'side brush',
  'grass comb',
  'status lamp',
  'carrying handle',
] as const;
const TASKS = [
  (part: string) => ({
    heading: `Fitting the ${part}`,
    paragraphs: [
      `The ${part} comes in the second tray of the box. Lay the Mossgrazer on its back on a towel before you begin.`,
      `Push the ${part} into its seat until it clicks, then tighten both screws by hand. Never use a power driver.`,
    ],
  }),
  (part: string) => ({
    heading: `Cleaning the ${part}`,
    paragraphs: [
      `Brush dry grass from the ${part} once a week in summer. A damp cloth is enough; a pressure washer damages ` +
        'the seal of the Mossgrazer.',
      `Let the ${part} dry for an hour in the shade before the next round.`,
    ],
  }),
  (part: string) => ({
    heading: `Checking the ${part}`,
    paragraphs: [
      `Look at the ${part} at the start of each season. Hairline cracks are harmless; a gap wider than a coin is not.`,
      `A loose ${part} makes the Mossgrazer hum. Tighten it, and listen again on the next round.`,
    ],
  }),
  (part: string) => ({
    heading: `Replacing the ${part}`,
    paragraphs: [
      `A new ${part} is sold in pairs. Switch the Mossgrazer off with the red key and wait until its lamp is dark.`,
      `Pull the worn ${part} straight out. Do not twist it, since its tongue breaks off.`,
    ],
  }),
];

/** Page, from 1, of the one passage that the tests ask for. */
export const FROG_PAGE = 37;
export const FROG_QUESTION = 'What does the Mossgrazer do when it meets a frog?';
export const FROG_ANSWER = /backs away by forty centimetres/;

/** 52 pages. */
export const ROBOT_MANUAL: readonly PdfPage[] = PARTS.flatMap((part) => TASKS.map((task) => task(part))).map(
  (page, index) =>
    index === FROG_PAGE - 1
      ? {
          heading: 'Frogs and hedgehogs',
          paragraphs: [
            'When the Mossgrazer meets a frog, it stops its blades, backs away by forty centimetres and waits ' +
              'for two minutes.',
            'A hedgehog that is asleep is gone round in a wide arc; the lamp then blinks in amber.',
          ],
        }
      : page,
);

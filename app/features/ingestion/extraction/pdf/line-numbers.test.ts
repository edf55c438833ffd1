import { expect, it } from 'vitest';
import { useMadePdfs } from '../testing/read-made.ts';

/* C9, C11: numbers in the margin that count the lines of a text are no steps. */

const readMade = useMadePdfs();
const DEED = [
  'The deed obliges every owner to keep the shared lane free of',
  'vehicles between ten at night and six. Whoever blocks it pays',
  'a fine to the trust. The lane gate is painted every fourth year',
  'by the trust at its cost. The hedge beside the lane is cut by',
  'the owner of house nine before the first of June. No drain may',
  'be led into the brook without a letter of the county council.',
];

it.each([
  ['each line', 1],
  ['each second line', 2],
])('%s has its number: the text is one, and the numbers are told', async (_name, every) => {
  const lines = every === 1 ? DEED : [...DEED, ...DEED];
  const { pages } = await readMade((doc) => {
    doc.fontSize(11);
    for (const [at, line] of lines.entries()) {
      if ((at + 1) % every === 0) doc.text(String(at + 1), 60, 100 + at * 20, { lineBreak: false });
      doc.text(line, 90, 100 + at * 20, { lineBreak: false });
    }
  });
  expect(pages[0]?.text).toBe(lines.join(' '));
  expect(pages[0]?.findings).toEqual([{ kind: 'running-line', text: `${every} – ${lines.length}` }]);
});

it('numbered steps keep their numbers', async () => {
  const steps = ['Open the valve', 'Fill the pot to the mark', 'Wait until it is still', 'Press the key', 'Close it'];
  const { pages } = await readMade((doc) => {
    doc.fontSize(11);
    for (const [at, step] of steps.entries()) {
      doc.text(String(at + 1), 60, 100 + at * 20, { lineBreak: false });
      doc.text(step, 90, 100 + at * 20, { lineBreak: false });
    }
  });
  expect(pages[0]?.text).toBe(steps.map((step, at) => `${at + 1}. ${step}`).join('\n'));
});

import { describe, expect, it } from 'vitest';

import type { ExtractedPage } from '../extracted-document.ts';
import { removeRepeatedLines } from './remove-repeated-lines.ts';

const page = (number: number, text: string, headings: string[] = []): ExtractedPage => ({
  number,
  text,
  headings,
  headingLevels: headings.map(() => 1),
  hasText: text.length > 0,
});
const bodies = [
  'Water is shut off below the sink.',
  'Heat comes from the pump.',
  'Bins go out on Thursday.',
  'Alarms are tested weekly.',
  'Parking is by number.',
  'Windows lock by key.',
];

describe('C1: removeRepeatedLines', () => {
  it('removes a constant header and a numbered footer, and nothing else', () => {
    const pages = bodies.map((body, i) =>
      page(i + 1, `Longview Homes | Home user guide\n\n${body}\n\nPage ${i + 3} of 40`),
    );
    expect(removeRepeatedLines(pages).map((p) => p.text)).toEqual(bodies);
  });

  it('removes headers that alternate between left and right pages', () => {
    const many = Array.from({ length: 10 }, (_, i) =>
      page(i + 1, `${i % 2 ? 'Home user guide' : 'Longview Park'}\n\nBody ${'abcdefghij'[i]} of this page.`),
    );
    expect(removeRepeatedLines(many)[0]?.text).toBe('Body a of this page.');
    expect(removeRepeatedLines(many)[1]?.text).toBe('Body b of this page.');
  });

  it('removes headers that name the chapter and end in a page number', () => {
    const pages = bodies.map((body, i) =>
      page(i + 1, `Chapter ${i < 3 ? '1: Water' : '2: Heating'} ${i + 11}\n\n${body}`),
    );
    expect(removeRepeatedLines(pages).map((p) => p.text)).toEqual(bodies);
  });

  it('keeps headings that count, numbers that do not run, and lines inside a page', () => {
    const pages = bodies.map((body, i) =>
      page(
        i + 1,
        `Step ${i + 1}\n\n${body}\n\nTorque ${[4, 9, 2, 7, 7, 1][i]} Nm\n\nsame line\n\nunlike ${body}\n\nagain ` +
          `${body}\n\nlast ${body}`,
        [`Step ${i + 1}`],
      ),
    );
    const out = removeRepeatedLines(pages);
    expect(out[2]?.headings).toEqual(['Step 3']);
    expect(out[2]?.text).toContain('Torque 2 Nm');
    expect(out[2]?.text).toContain('same line');
  });

  it('keeps the head of a long table that is carried to each page', () => {
    const rows = (from: number) => [1, 2, 3, 4].map((n) => `Valve ${from + n} | hall ${from * n}`);
    const pages = bodies.map((_, i) => page(i + 1, ['Part | Place', ...rows(i * 10)].join('\n')));
    expect(removeRepeatedLines(pages)).toEqual(pages);
  });

  it.each([
    ['what counts with the pages', (i: number) => `Plot ${i + 1}`],
    ['a room for each', (i: number) => `${['Hall', 'Kitchen', 'Study', 'Landing', 'Loft', 'Shed'][i]} ${i + 1}`],
    ['parts of another number', (i: number) => `Valve ${i + 1} of 40`],
  ])('keeps %s', (_what, headOf) => {
    const pages = bodies.map((body, i) => page(i + 1, `${headOf(i)}\n\n${body}`));
    expect(removeRepeatedLines(pages)).toEqual(pages);
  });

  it('tells what it removes', () => {
    const pages = bodies.map((body, i) => page(i + 1, `Longview Homes\n\n${body}\n\n${i + 1} / ${bodies.length}`));
    const [, second] = removeRepeatedLines(pages);
    expect(second?.findings).toEqual([
      { kind: 'running-line', text: 'Longview Homes' },
      { kind: 'running-line', text: `2 / ${bodies.length}` },
    ]);
  });

  it('leaves short documents alone', () => {
    const pages = bodies.slice(0, 3).map((body, i) => page(i + 1, `Header\n\n${body}`));
    expect(removeRepeatedLines(pages)).toBe(pages);
  });
});

import { describe, expect, it } from 'vitest';

import { chunkPages } from './chunk-pages.ts';
import { splitSentences } from '../language/split-sentences.ts';
import { seededRandom } from '#app/platform/seeded-random.ts';
import { SENTENCES } from '../testing/fixtures.ts';

const page = (number: number, text: string, headings: [string, number][] = []) => ({
  number,
  text,
  headings: headings.map(([title]) => title),
  headingLevels: headings.map(([, level]) => level),
});
const prose = (sentences: number) =>
  Array.from({ length: sentences }, (_, i) => `${i}: ${SENTENCES[i % SENTENCES.length]}`).join(' ');

describe('C1: chunkPages', () => {
  it('keeps a question with its answer', () => {
    const lamp = 'The lamp in the hall hangs high.';
    for (let lines = 20; lines < 34; lines += 1) {
      const text = [
        ...Array.from({ length: lines }, (_, at) => `${at} ${lamp}`),
        'Who empties the tank?',
        'Borrow Drains, in March.',
        ...Array.from({ length: 20 }, (_, at) => `${at} ${lamp}`),
      ].join('\n\n');
      const [chunk] = chunkPages([page(1, text)]).filter((one) => one.text.includes('Who empties'));
      expect(chunk?.text, `${lines} lines`).toContain('Who empties the tank?\n\nBorrow Drains, in March.');
    }
  });

  it('carries headings over to later pages and nests them by level', () => {
    const chunks = chunkPages([
      page(1, 'Heating\n\nIntro.\n\nFaults\n\nReset it.', [
        ['Heating', 1],
        ['Faults', 2],
      ]),
      page(2, 'More about faults.\n\nWater\n\nStopcock below the sink.', [['Water', 1]]),
    ]);
    expect(
      chunks.map(({ page: number, heading, headingPath, text }) => ({ number, heading, headingPath, text })),
    ).toEqual([
      { number: 1, heading: 'Heating', headingPath: ['Heating'], text: 'Intro.' },
      { number: 1, heading: 'Faults', headingPath: ['Heating', 'Faults'], text: 'Reset it.' },
      { number: 2, heading: 'Faults', headingPath: ['Heating', 'Faults'], text: 'More about faults.' },
      { number: 2, heading: 'Water', headingPath: ['Water'], text: 'Stopcock below the sink.' },
    ]);
    expect(chunks.map((chunk) => chunk.ordinal)).toEqual([0, 1, 2, 3]);
  });

  it('splits long prose at sentences, within the limit, with one sentence of overlap', () => {
    const chunks = chunkPages([page(1, prose(40))]);
    expect(chunks.length).toBeGreaterThan(2);
    for (const chunk of chunks) expect(chunk.text.length).toBeLessThanOrEqual(1400);
    const firsts = chunks.slice(1).map((chunk) => splitSentences(chunk.text)[0]);
    const lasts = chunks.slice(0, -1).map((chunk) => splitSentences(chunk.text).at(-1));
    expect(firsts).toEqual(lasts);
  });

  it('keeps table rows whole and repeats the header row', () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i + 1} | Circuit number ${i + 1} of this fuse board | 20 A`);
    const chunks = chunkPages([page(1, ['Way | Serves | Rating', ...rows].join('\n'))]);
    expect(chunks.length).toBeGreaterThan(1);
    for (const chunk of chunks) expect(chunk.text.startsWith('Way | Serves | Rating\n')).toBe(true);
    expect(chunks.flatMap((chunk) => chunk.text.split('\n').slice(1))).toEqual(rows);
  });

  it('puts a row that a page break cuts in two together, under its name and with both pages', () => {
    const cut = [
      page(1, 'Fault | What to do\nHum | Ignore it.\nSiren | Hold the pin for one'),
      page(2, '| minute. Then turn the key.\nKnock | Call us.'),
    ];
    expect(chunkPages(cut).map(({ page: first, lastPage, text }) => [first, lastPage, text])).toEqual([
      [1, 2, 'Fault | What to do\nHum | Ignore it.\nSiren | Hold the pin for one minute. Then turn the key.'],
      [2, undefined, 'Fault | What to do\nKnock | Call us.'],
    ]);
    // A row of its own under a name that is not repeated.
    const own = [page(1, 'Floor | Room\nGround | Hall'), page(2, '| Kitchen\nFirst | Bath')];
    expect(chunkPages(own)[0]?.text).toBe('Floor | Room\nGround | Hall');
  });

  it('repeats both rows of a head that has two, overleaf too', () => {
    const head = '| Summer | | Winter |\n| Peak | Off | Peak | Off';
    const rows = Array.from({ length: 90 }, (_, i) => `House number ${i + 1} of the road | ${i} | 12 | 13 | 14`);
    const texts = chunkPages([page(1, [head, ...rows.slice(0, 60)].join('\n')), page(2, rows.slice(60).join('\n'))]);
    expect(texts.length).toBeGreaterThan(2);
    for (const { text } of texts) expect(text.startsWith(`${head}\nHouse`)).toBe(true);
  });

  it('merges short neighbours of one section', () => {
    const items = Array.from({ length: 6 }, (_, i) => `${i + 1}. Step ${i + 1} of the reset.`);
    const [chunk, ...others] = chunkPages([page(1, `To reset the pump:\n\n${items.join('\n')}`)]);
    expect(others).toEqual([]);
    expect(chunk?.text).toContain(items.join('\n'));
  });

  it('gives a page of headings alone a chunk, and a page without text none', () => {
    expect(chunkPages([page(1, 'Home user guide', [['Home user guide', 1]]), page(2, '')])).toEqual([
      { ordinal: 0, page: 1, heading: 'Home user guide', headingPath: ['Home user guide'], text: 'Home user guide' },
    ]);
  });

  it('joins what a page break cuts in two, and nothing else', () => {
    const chunks = chunkPages([
      page(1, 'A whole one.\n\nOpen the'),
      page(2, 'amber tap. Then wait.\n\nAnother.'),
      page(3, 'Closed by a full stop.'),
    ]);
    expect(chunks.map(({ page: first, lastPage, text }) => [first, lastPage, text])).toEqual([
      [1, 2, 'A whole one.\n\nOpen the amber tap.'],
      [2, undefined, 'Then wait.\n\nAnother.'],
      [3, undefined, 'Closed by a full stop.'],
    ]);
  });

  it('ends a list or a label at the page’s foot where the next page begins anew, with a figure too', () => {
    const line = '24 hour emergency line 01 234 5678';
    const more = '7 days a week, holidays too';
    for (const end of ['• Gas certificate\n• Warranty card', 'Emergency numbers', '• אישור גז']) {
      const pages = [page(1, `Keep these:\n\n${end}`), page(2, `${line}\n\n${more}`)];
      const texts = chunkPages(pages).map((chunk) => [chunk.page, chunk.lastPage, chunk.text]);
      expect(texts, end).toEqual([
        [1, undefined, expect.stringMatching(new RegExp(`${end.split('\n').at(-1)}$`))],
        [2, undefined, `${line}\n\n${more}`],
      ]);
    }
    expect(chunkPages([page(1, '• Turn the red tap to'), page(2, 'the left\n\nwarm water\n\ncold water')])).toEqual([
      expect.objectContaining({ page: 1, lastPage: 2, text: '• Turn the red tap to the left' }),
      expect.objectContaining({ page: 2, text: 'warm water\n\ncold water' }),
    ]);
    const [joined] = chunkPages([page(1, 'It is old. The pump runs at'), page(2, '1,400 turns a minute.')]);
    expect(joined?.text).toContain('runs at 1,400 turns');
  });

  it('makes no passage of a cover or of contents, unless there is nothing else', () => {
    const cover = { ...page(1, 'Grebe 40'), role: 'cover' as const };
    expect(chunkPages([cover, page(2, 'Washed in May.')]).map((chunk) => chunk.page)).toEqual([2]);
    expect(chunkPages([cover]).map((chunk) => chunk.text)).toEqual(['Grebe 40']);
  });

  it('loses no word, passes no limit and repeats itself exactly, whatever the page', () => {
    const random = seededRandom(7);
    const pages = Array.from({ length: 40 }, (_, i) => {
      const blocks = Array.from({ length: 1 + Math.floor(random() * 12) }, (_, b) => {
        const kind = random();
        const mark = `w${i}x${b}`;
        if (kind < 0.2)
          return Array.from(
            { length: 1 + Math.floor(random() * 30) },
            (_, r) => `${mark}r${r} | ${'cell '.repeat(1 + Math.floor(random() * 9)).trim()}`,
          ).join('\n');
        if (kind < 0.4)
          return Array.from(
            { length: 1 + Math.floor(random() * 9) },
            (_, r) => `• ${mark}i${r} ${SENTENCES[r % 5]}`,
          ).join('\n');
        if (kind < 0.5) return `${mark}${'y'.repeat(Math.floor(random() * 4000))}`;
        return `${mark} ${prose(Math.floor(random() * 20))}`;
      });
      return page(i + 1, blocks.join('\n\n'));
    });
    const chunks = chunkPages(pages);
    expect(chunkPages(pages)).toEqual(chunks);
    for (const chunk of chunks) {
      expect(chunk.text.length).toBeGreaterThan(0);
      expect(chunk.text.length).toBeLessThanOrEqual(1400);
    }
    const textOf = (some: typeof chunks) => some.map((chunk) => chunk.text.replace(/\s+/g, '')).join(' ');
    for (const source of pages) {
      const own = textOf(chunks.filter((chunk) => chunk.page === source.number));
      const turned = textOf(chunks.filter((chunk) => chunk.page !== source.number && chunk.lastPage === source.number));
      const marks = source.text.match(/w\d+x\d+(?:[ri]\d+)?/g) ?? [];
      const sentences = splitSentences(source.text).filter((sentence) => sentence.length < 300);
      for (const parts of [marks, sentences.map((sentence) => sentence.replace(/\s+/g, ''))]) {
        // Only what a page begins with may stand with the page before alone, in a passage that names both.
        const first = parts.findIndex((part) => own.includes(part));
        for (const part of parts.slice(0, Math.max(first, 0))) expect(turned).toContain(part);
        for (const part of parts.slice(Math.max(first, 0))) expect(own).toContain(part);
      }
    }
  });
});

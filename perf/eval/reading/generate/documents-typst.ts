import type { Block } from '../truth.ts';
import { apart, chapter, forBoth, heading, text, type Markup } from './markup.ts';

const escape = (value: string) => value.replace(/[\\#$*_@<>`~[\]/]/gu, '\\$&');

export function blockToTypst(block: Block): string {
  if (block.kind === 'heading') return `= ${escape(block.text)}\n`;
  if (block.kind === 'text') return `${escape(block.text)}\n`;
  const cells = block.rows.map((row) => row.map((cell) => `[${escape([cell].flat()[0]!)}]`).join(', ')).join(',\n ');
  return `#table(columns: ${block.rows[0]!.length},\n ${cells}\n)\n`;
}

export function toTypst(markup: Markup): string {
  const body =
    markup.source ?? markup.pages.map((page) => page.blocks.map(blockToTypst).join('\n')).join('\n#pagebreak()\n');
  return `#set page("a4")\n#set text(lang: "en")\n${markup.look ?? ''}\n${body}`;
}

/** Pages that Typst sets: notes, columns, hyphens, contents, turned tables. */
export const TYPST_DOCUMENTS: [Markup, Markup][] = [
  forBoth((content, variant) => {
    const blocks = [
      heading(content.heading()),
      text(content.prose(9)),
      heading(content.heading()),
      text(content.prose(12)),
    ];
    const look = `#set page(columns: ${variant ? 3 : 2}, flipped: ${variant === 1})
#set par(justify: true)
#set text(hyphenate: false)`;
    return { name: 'columns', kinds: ['columns'], pages: [{ blocks }], look };
  }, 21),
  forBoth((content) => {
    const blocks = [heading(content.heading()), text(content.prose(9)), text(content.prose(9))];
    const look = '#set page(columns: 3, margin: 1.6cm)\n#set par(justify: true)\n#set text(hyphenate: true, size: 9pt)';
    return { name: 'hyphenated', kinds: ['hyphen', 'columns'], pages: [{ blocks }], look };
  }, 22),
  forBoth((content) => {
    const title = content.heading();
    const [a, b] = [content.sentence(), content.sentence()];
    const notes = [content.sentence(), content.sentence()];
    const more = content.prose(4);
    const noted = [a, b].map((sentence, index) => `${escape(sentence)}#footnote[${escape(notes[index]!)}]`);
    const source = `= ${title}\n${noted.join(' ')}\n\n${escape(more)}\n`;
    const blocks = [heading(title), text(`${a} ${b}`), text(more), ...notes.map((note) => apart(text(note)))];
    return { name: 'footnotes', kinds: ['footnote'], pages: [{ blocks, loose: ['1', '2', '¹', '²'] }], source };
  }, 23),
  forBoth((content, variant) => {
    const blocks = chapter(content, 7, 4);
    const look = variant
      ? '#set table(stroke: none)\n#show table.cell.where(y: 0): strong'
      : '#set table(stroke: (x, y) => (bottom: 0.5pt), inset: 3pt)';
    return { name: 'tables', kinds: ['table', 'borderless'], pages: [{ blocks }], look };
  }, 24),
  forBoth((content, variant) => {
    const title = content.heading();
    const rows = content.table(6, 4);
    const [a, b] = [content.prose(3), content.prose(3)];
    const turned = blockToTypst({ kind: 'table', rows }).slice(1);
    const rotated = `#rotate(${variant ? 90 : -90}deg, reflow: true, ${turned})`;
    const source = `= ${title}\n${escape(a)}\n\n${rotated}\n\n${escape(b)}\n`;
    const blocks: Block[] = [heading(title), text(a), { kind: 'table', rows, anywhere: true }, text(b)];
    return { name: 'turned-table', kinds: ['turned', 'table'], pages: [{ blocks }], source };
  }, 25),
  forBoth((content, variant) => {
    const head = `${content.name()} Court`;
    const chapters = [0, 1, 2].map(() => chapter(content, 4, 3));
    const look = variant
      ? `#set page(header: [${head} #h(1fr) Issue 3], numbering: "i")`
      : `#set page(header: align(right)[${head}], numbering: "1 / 1")`;
    const foot = (page: number) => (variant ? ['i', 'ii', 'iii'][page]! : `${page + 1} / 3`);
    const pages = chapters.map((blocks, page) => ({
      blocks,
      running: [head, ...(variant ? ['Issue 3'] : []), foot(page)],
    }));
    return { name: 'running', kinds: ['running', 'page-numbers', 'table'], pages, look };
  }, 26),
  forBoth((content, variant) => {
    const titles = [0, 1, 2].map(() => content.heading());
    const bodies = titles.map(() => content.prose(6));
    const source = `#outline()\n#pagebreak()\n${titles
      .map((title, index) => `= ${title}\n${escape(bodies[index]!)}\n`)
      .join('\n#pagebreak()\n')}`;
    const contents = {
      blocks: [
        { kind: 'heading' as const, text: 'Contents', soft: true },
        ...titles.map((title, index) => text(`${variant ? `${index + 1}. ` : ''}${title} ${index + 2}`)),
      ],
      role: 'contents' as const,
    };
    const look = `#set page(numbering: none)\n#set heading(numbering: ${variant ? '"1."' : 'none'})`;
    const rest = titles.map((title, index) => ({
      blocks: [heading(`${variant ? `${index + 1}. ` : ''}${title}`), text(bodies[index]!)],
    }));
    return { name: 'outline', kinds: ['contents'], pages: [contents, ...rest], source, look };
  }, 27),
  forBoth((content) => {
    const title = content.heading();
    const a = content.prose(3);
    const source = `= ${title}\n${escape(a)}\n
The wall has a U-value of $0.18 "W/m"^2 "K"$ and the loop holds $4 times 10^3$ litres.\n
#smallcaps[Keep dry] at all times. The office file is official and efficient.\n`;
    const blocks = [
      heading(title),
      text(a),
      text('The wall has a U-value of 0.18 W/m²K and the loop holds 4 10³ litres.'),
      text('at all times. The office file is official and efficient.'),
    ];
    const loose = ['×', 'Keep', 'dry', 'keep', 'DRY', 'KEEP'];
    return { name: 'mathematics', kinds: ['equation', 'ligatures'], pages: [{ blocks, loose }], source };
  }, 28),
  forBoth((content, variant) => {
    const rows = content.table(30, 4);
    const [head, ...rest] = rows;
    const before = content.prose(variant ? 20 : 26);
    const cells = rest.flat().map((cell) => `[${escape(cell)}]`);
    const cut = variant ? 17 : 15;
    const top = `#table(columns: 4, table.header(${head!.map((cell) => `[${cell}]`).join(', ')})`;
    const part = (from: number, to?: number) => `${top},\n${cells.slice(from, to).join(', ')})`;
    const source = `${escape(before)}\n\n#v(1fr)\n${part(0, cut * 4)}\n#pagebreak()\n${part(cut * 4)}\n`;
    const pages = [
      { blocks: [text(before), { kind: 'table' as const, rows: [head!, ...rest.slice(0, cut)] }] },
      { blocks: [{ kind: 'table' as const, rows: [head!, ...rest.slice(cut)] }] },
    ];
    return { name: 'table-overleaf', kinds: ['table', 'overleaf'], pages, source };
  }, 29),
];

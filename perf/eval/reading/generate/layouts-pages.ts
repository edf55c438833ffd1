import type { TruthPage } from '../truth.ts';
import { Canvas, drawGrid, heading, table, text } from './canvas.ts';
import type { Content } from './content.ts';
import { bodyOf, boldOf, type Layout } from './styles.ts';

const roman = (value: number) => ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii'][value - 1]!;

/** Pages of prose with a foot that tells the page's number in one style. */
function numbered(kind: string, foot: (page: number, of: number) => string, where: 'foot' | 'head' = 'foot'): Layout {
  return async (content, variant) => {
    const canvas = new Canvas();
    const body = bodyOf(variant);
    const small = { ...body, size: 8.5, leading: 10 };
    const pages = [1, 2, 3, 4].map((page): TruthPage => {
      canvas.doc.addPage();
      const [title, a, b] = [content.heading(), content.prose(4), content.prose(3)];
      canvas.put(title, 60, 80, boldOf(variant, 15));
      canvas.flow(b, 60, canvas.flow(a, 60, 112, 470, body) + 9, 470, body);
      const line = foot(page, 4);
      const x = variant ? (page % 2 === 0 ? 60 : 530 - canvas.width(line, small)) : 298 - canvas.width(line, small) / 2;
      canvas.put(line, x, where === 'foot' ? 800 : 36, small);
      return { blocks: [heading(title), text(a), text(b)], running: [line] };
    });
    return canvas.finish(kind, { kinds: ['page-numbers'], pages });
  };
}

/** A running head close above a heading and a table, on each page. */
const headHeadingTable: Layout = async (content, variant) => {
  const canvas = new Canvas();
  const body = bodyOf(variant);
  const name = `${content.name()} Park`;
  const manual = `${content.name()} heating manual`;
  const pages = [1, 2, 3].map((page): TruthPage => {
    canvas.doc.addPage();
    canvas.put(name, 60, 30, { ...body, size: 8.5 });
    canvas.put(manual, 330, 30, { ...body, size: 8.5 });
    const title = content.heading();
    canvas.put(title, 60, variant ? 48 : 58, boldOf(variant, 14));
    const rows = content.table(5, 3);
    const low = drawGrid(canvas, rows, {
      x: 60,
      y: variant ? 68 : 84,
      widths: [180, 130, 140],
      rules: variant ? 'none' : 'rows',
      pad: 4,
      style: body,
    });
    const after = content.prose(3);
    canvas.flow(after, 60, low + 12, 470, body);
    const foot = `${manual}, page ${page}`;
    canvas.put(foot, 60, 805, { ...body, size: 8 });
    return { blocks: [heading(title), table(rows), text(after)], running: [name, manual, foot] };
  });
  return canvas.finish('head-heading-table', { kinds: ['running', 'table'], pages });
};

/** One record a page whose title counts with the pages: content, however alike it looks. */
function counting(kind: string, title: (page: number) => string, first: number): Layout {
  return async (content, variant) => {
    const canvas = new Canvas();
    const body = bodyOf(variant);
    const pages = [0, 1, 2, 3].map((page): TruthPage => {
      canvas.doc.addPage();
      const head = title(first + page);
      canvas.put(head, 60, variant ? 40 : 60, boldOf(variant, 16));
      const rows = [
        ['Meter', content.code()],
        ['Key safe', content.code()],
        ['Colour of the door', `${content.name()} red`],
      ];
      const low = drawGrid(canvas, rows, { x: 60, y: 95, widths: [150, 150], rules: 'all', pad: 4, style: body });
      const after = content.prose(2);
      canvas.flow(after, 60, low + 12, 470, body);
      return { blocks: [heading(head), table(rows), text(after)] };
    });
    return canvas.finish(kind, { kinds: ['counting'], pages });
  };
}

const frontMatter: Layout = async (content, variant) => {
  const canvas = new Canvas();
  const body = bodyOf(variant);
  const chapters = Array.from({ length: 6 }, () => ({ title: content.heading(), text: content.prose(5) }));
  const maker = `${content.name()} Homes`;
  const title = `${content.name()} Court: the owner's manual`;
  canvas.doc.addPage();
  canvas.doc.rect(0, 0, 596, 300).fill('#e9e2d2');
  canvas.put(maker, 60, 120, { ...body, size: 12 });
  canvas.flow(title, 60, 160, 470, { ...boldOf(variant, 30), leading: 36 });
  canvas.put('Edition of May 2026', 60, 270, body);
  const cover: TruthPage = {
    blocks: [
      { kind: 'heading', text: maker, soft: true },
      { kind: 'heading', text: title, soft: true },
      text('Edition of May 2026'),
    ],
    role: 'cover',
  };
  canvas.doc.addPage();
  canvas.put('Contents', 60, 60, boldOf(variant, 18));
  let y = 100;
  const entries = chapters.map((chapter, index) => {
    const page = String(index + 3);
    const entry = variant ? chapter.title : `${index + 1}. ${chapter.title}`;
    canvas.put(entry, 60, y, body);
    if (!variant) {
      const from = 64 + canvas.width(entry, body);
      canvas.put('.'.repeat(Math.floor((505 - from) / canvas.width('.', body))), from, y, body);
    }
    canvas.put(page, 515, y, body);
    y += 20;
    return { text: entry, page };
  });
  const contents: TruthPage = {
    blocks: [
      { kind: 'heading', text: 'Contents', soft: true },
      ...entries.map((entry) => text(`${entry.text} ${entry.page}`)),
    ],
    role: 'contents',
  };
  const rest = chapters.map((chapter, index): TruthPage => {
    canvas.doc.addPage();
    const head = variant ? chapter.title : `${index + 1}. ${chapter.title}`;
    canvas.put(head, 60, 70, boldOf(variant, 16));
    canvas.flow(chapter.text, 60, 105, 470, body);
    canvas.put(String(index + 3), 295, 800, { ...body, size: 9 });
    return { blocks: [heading(head), text(chapter.text)], running: [String(index + 3)] };
  });
  return canvas.finish('front-matter', { kinds: ['cover', 'contents'], pages: [cover, contents, ...rest] });
};

/** A sentence, or a list, that goes on overleaf under a running head. */
function overleaf(kind: 'sentence' | 'list' | 'hyphen'): Layout {
  return async (content: Content, variant) => {
    const canvas = new Canvas();
    const body = bodyOf(variant);
    const head = `${content.name()} handbook`;
    const known = 'recirculation';
    const first = [
      content.prose(6),
      kind === 'hyphen' ? `The ${known} pump hums. ${content.sentence()}` : content.prose(4),
    ];
    const long =
      kind === 'hyphen'
        ? `In a cold week the ${content.name()} engineer checks the whole ${known} of the warm water by hand.`
        : `If the ${content.name()} lamp stays on for ${content.number(3, 9)} minutes you must shut ` +
          `the ${content.name()} lever and wait for the fitter.`;
    const second = [content.prose(5), content.prose(3)];
    const items = Array.from({ length: 6 }, (_, index) => `${index + 1}. ${content.sentence()}`);
    const page = () => {
      canvas.doc.addPage();
      canvas.put(head, 60, 36, { ...body, size: 8.5 });
    };
    const foot = (number: number) => canvas.put(String(number), 295, 805, { ...body, size: 8.5 });
    page();
    let y = 80;
    for (const each of first) y = canvas.flow(each, 60, y, 470, body) + 9;
    y = Math.max(y, 700);
    const running = (number: number) => [head, String(number)];
    if (kind === 'list') {
      for (const item of items.slice(0, 3)) y = canvas.flow(item, 60, y, 470, body) + 4;
      foot(1);
      page();
      y = 70;
      for (const item of items.slice(3)) y = canvas.flow(item, 60, y, 470, body) + 4;
      canvas.flow(second[0]!, 60, y + 8, 470, body);
      foot(2);
      return canvas.finish('list-overleaf', {
        kinds: ['overleaf', 'list'],
        pages: [
          { blocks: [...first, ...items.slice(0, 3)].map(text), running: running(1) },
          { blocks: [...items.slice(3), second[0]!].map(text), running: running(2) },
        ],
      });
    }
    const words = long.split(' ');
    const at = kind === 'hyphen' ? words.indexOf(known) : Math.ceil(words.length / 2);
    const upper = words.slice(0, at).join(' ');
    const lower = words.slice(kind === 'hyphen' ? at + 1 : at).join(' ');
    canvas.flow(kind === 'hyphen' ? `${upper} recircu-` : upper, 60, 770, 470, body);
    foot(1);
    page();
    y = canvas.flow(kind === 'hyphen' ? `lation ${lower}` : lower, 60, 70, 470, body) + 9;
    for (const each of second) y = canvas.flow(each, 60, y, 470, body) + 9;
    foot(2);
    const halves = kind === 'hyphen' ? { loose: ['recircu-', 'recircu', 'lation', known] } : {};
    return canvas.finish(`${kind}-overleaf`, {
      kinds: ['overleaf'],
      pages: [
        { blocks: [...first, upper].map(text), running: running(1), ...halves },
        { blocks: [lower, ...second].map(text), running: running(2), ...halves },
      ],
      overleaf: [{ text: long, page: 1, lastPage: 2 }],
    });
  };
}

export const PAGE_LAYOUTS: Record<string, Layout> = {
  'number-of': numbered('number-of', (page, of) => `Page ${page} of ${of}`),
  'number-dashes': numbered('number-dashes', (page) => `– ${page} –`),
  'number-roman': numbered('number-roman', (page) => roman(page)),
  'number-slash': numbered('number-slash', (page, of) => `${page}/${of}`, 'head'),
  'number-section': numbered('number-section', (page) => `B-${page}`),
  'number-sentence': numbered('number-sentence', (page) => `Rev. C of 3 May 2026 | Sheet ${page + 10}`),
  'head-heading-table': headHeadingTable,
  'counting-plots': counting('counting-plots', (page) => `Plot ${page}`, 1),
  'counting-steps': counting('counting-steps', (page) => `Step ${page}: open the valve`, 1),
  'counting-flats': counting('counting-flats', (page) => `Apartment ${page}`, 21),
  'front-matter': frontMatter,
  'sentence-overleaf': overleaf('sentence'),
  'list-overleaf': overleaf('list'),
  'hyphen-overleaf': overleaf('hyphen'),
};

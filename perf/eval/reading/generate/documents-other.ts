import type { Block } from '../truth.ts';
import { apart, chapter, forBoth, heading, text, type Markup } from './markup.ts';

const escape = (value: string) => value.replace(/[%&$#_{}]/gu, '\\$&');

export function blockToLatex(block: Block): string {
  if (block.kind === 'heading') return `\\section*{${escape(block.text)}}\n`;
  if (block.kind === 'text') return `${escape(block.text)}\n`;
  const rows = block.rows.map((row) => row.map((cell) => escape([cell].flat()[0]!)).join(' & '));
  const [head, ...rest] = rows;
  const columns = 'l'.repeat(block.rows[0]!.length);
  const body = `\\hline ${head} \\\\ \\hline\n${rest.join(' \\\\\n')} \\\\ \\hline`;
  return `\\noindent\\begin{tabular}{${columns}}\n${body}\n\\end{tabular}\n`;
}

export function toLatex(markup: Markup): string {
  const body =
    markup.source ?? markup.pages.map((page) => page.blocks.map(blockToLatex).join('\n')).join('\n\\newpage\n');
  return `\\documentclass[a4paper,10pt]{article}\n\\usepackage[utf8]{inputenc}\n\n\\pagestyle{empty}
\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{6pt}
${markup.look ?? ''}
\\begin{document}
${body}
\\end{document}
`;
}

/** Pages that pdfTeX sets: letters placed one by one, ligatures, hyphens. */
export const LATEX_DOCUMENTS: [Markup, Markup][] = [
  forBoth((content) => {
    const blocks = [
      heading(content.heading()),
      text(content.prose(10)),
      heading(content.heading()),
      text(content.prose(9)),
    ];
    return { name: 'two-columns', kinds: ['columns', 'hyphen'], pages: [{ blocks }], look: '\\twocolumn' };
  }, 41),
  forBoth((content) => {
    const title = 'The final office of the efficient fitter';
    const note = content.sentence();
    const [a, b] = [content.prose(4), content.prose(3)];
    const source = `\\section*{${title}}
${escape(a)}\\footnote{${escape(note)}}\n
${escape(b)} It holds \\(40\\,\\mathrm{kg/m}^{2}\\) at most.\n`;
    const blocks = [heading(title), text(a), text(`${b} It holds 40 kg/m² at most.`), apart(text(note))];
    return {
      name: 'footnote',
      kinds: ['footnote', 'ligatures', 'superscript'],
      pages: [{ blocks, loose: ['1', '¹'] }],
      source,
    };
  }, 42),
  forBoth(
    (content) => ({ name: 'table', kinds: ['table', 'borderless'], pages: [{ blocks: chapter(content, 7, 4) }] }),
    43,
  ),
  forBoth((content, variant) => {
    const pages = [0, 1, 2].map((page) => ({
      blocks: [heading(content.heading()), text(content.prose(7)), text(content.prose(6))],
      running: [String(page + 1)],
    }));
    const look = variant ? '\\pagestyle{plain}\\pagenumbering{roman}' : '\\pagestyle{plain}';
    if (variant) pages.forEach((page, index) => (page.running = [['i', 'ii', 'iii'][index]!]));
    return { name: 'plain-pages', kinds: ['page-numbers', 'hyphen'], pages, look };
  }, 44),
];

/** Pages that LibreOffice prints from HTML: tagged, with its own tables and lists. */
export const OFFICE_DOCUMENTS: [Markup, Markup][] = [
  forBoth((content) => {
    const pages = [{ blocks: [...chapter(content, 6, 4), ...chapter(content, 4, 3)] }];
    return { name: 'chapters', kinds: ['table'], pages };
  }, 51),
  forBoth((content, variant) => {
    const items = Array.from({ length: 6 }, () => content.sentence());
    const title = content.heading();
    const tag = variant ? 'ul' : 'ol';
    const source = `<h2>${title}</h2><${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${tag}>`;
    const blocks = [
      heading(title),
      ...items.map((item, index) => text(variant ? `• ${item}` : `${index + 1}. ${item}`)),
    ];
    return { name: 'list', kinds: ['list'], pages: [{ blocks }], source };
  }, 52),
  forBoth((content) => {
    const title = content.heading();
    const floor = `${content.name()} floor`;
    const rooms = Array.from({ length: 3 }, () => [`Room ${content.name()}`, content.code()]);
    const after = content.prose(3);
    const source = `<h2>${title}</h2>
<table border="1" cellspacing="0"><tr><th>Floor</th><th>Room</th><th>Filter</th></tr>${rooms
      .map(
        (row, index) =>
          `<tr>${index ? '' : `<td rowspan="3">${floor}</td>`}${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
      )
      .join('')}</table><p>${after}</p>`;
    const rows = [['Floor', 'Room', 'Filter'], ...rooms.map((row, index) => [index ? [floor] : floor, ...row])];
    return {
      name: 'rowspan',
      kinds: ['table', 'merged'],
      pages: [{ blocks: [heading(title), { kind: 'table', rows }, text(after)] }],
      source,
    };
  }, 53),
];

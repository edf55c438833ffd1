import { Canvas, drawGrid, heading, table, text, type Grid } from './canvas.ts';
import type { Content } from './content.ts';
import { bodyOf, boldOf, type Layout } from './styles.ts';

/** A page with prose, one table and prose. */
function tablePage(
  kinds: string[],
  draw: (content: Content, variant: 0 | 1) => { rows: string[][]; grid: Partial<Grid> },
): Layout {
  return async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    const [before, after] = [content.prose(3), content.prose(3)];
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const y = canvas.flow(before, 60, 95, 475, body) + 12;
    const { rows, grid } = draw(content, variant);
    const head = { ...boldOf(variant, body.size), leading: body.leading };
    const widths = rows[0]!.map((_, column) => (column === 0 ? 160 : 315 / (rows[0]!.length - 1)));
    const low = drawGrid(canvas, rows, { x: 60, y, widths, rules: 'all', pad: 5, style: body, head, ...grid });
    canvas.flow(after, 60, low + 14, 475, body);
    const blocks = [heading(title), text(before), table(rows), text(after)];
    return canvas.finish(kinds[0]!, { kinds: ['table', ...kinds], pages: [{ blocks }] });
  };
}

export const TABLE_LAYOUTS: Record<string, Layout> = {
  'tight-grid': tablePage(['tight-grid'], (content, variant) => {
    const rows = content.table(6, 5);
    const style = bodyOf(variant, { size: 9, leading: 11 });
    // Each column as wide as its widest text: the gutter is a rule and two points.
    const ruler = new Canvas();
    ruler.doc.addPage();
    const fit = rows[0]!.map(
      (_, column) => Math.max(...rows.map((row) => ruler.width(row[column]!, { ...style, font: 'bold' }))) + 3.2,
    );
    return { rows, grid: { widths: fit, pad: 1.2, style, head: style } };
  }),

  borderless: tablePage(['borderless'], (content) => ({
    rows: content.table(7, 4),
    grid: { rules: 'none', pad: 4 },
  })),

  'rules-between-rows': tablePage(['rules-between-rows'], (content) => ({
    rows: content.table(6, 4),
    grid: { rules: 'rows', pad: 4 },
  })),

  'shaded-rows': tablePage(['shaded-rows'], (content) => ({
    rows: content.table(6, 3),
    grid: { rules: 'none', pad: 4, shaded: true },
  })),

  'empty-first-head': tablePage(['empty-first-head'], (content, variant) => ({
    rows: content.table(5, 4).map((row, index) => (index === 0 ? ['', ...row.slice(1)] : row)),
    grid: { rules: variant ? 'rows' : 'all' },
  })),

  'wrapped-cells': tablePage(['wrapped-cells'], (content, variant) => ({
    rows: [
      ['Fault', 'What to do', 'Who helps'],
      ...Array.from({ length: 5 }, () => [
        `${content.name()} shows ${content.code()}`,
        content.sentence(),
        `${content.name()} Ltd, ${content.number(100, 999)} ${content.number(1000, 9999)}`,
      ]),
    ],
    grid: { widths: [110, 235, 130], rules: variant ? 'rows' : 'all', middle: true },
  })),

  'painted-by-column': tablePage(['painted-by-column'], (content, variant) => ({
    rows: content.table(6, 4),
    grid: { rules: variant ? 'none' : 'all', byColumn: true },
  })),

  figures: tablePage(['figures-right'], (content) => ({
    rows: [
      ['Room', 'Area m²', 'Heat W', 'Flow l/min'],
      ...Array.from({ length: 7 }, () => [
        `${content.pick(['Study', 'Hall', 'Bedroom', 'Kitchen', 'Attic'])} ${content.name()}`,
        (content.number(40, 320) / 10).toFixed(1),
        content.number(200, 1900).toLocaleString('en-IE'),
        (content.number(5, 40) / 10).toFixed(1),
      ]),
    ],
    grid: { rules: 'rows', right: [1, 2, 3], pad: 4 },
  })),

  'holes-in-rows': tablePage(['holes-in-rows'], (content, variant) => ({
    rows: content
      .table(7, 4)
      .map((row, index) => row.map((cell, column) => ((index * 3 + column) % 5 === 4 ? '' : cell))),
    grid: { rules: variant ? 'none' : 'all' },
  })),

  'key-and-value': tablePage(['key-and-value'], (content) => ({
    rows: Array.from({ length: 6 }, () => [
      `${content.name()} ${content.pick(['pressure', 'voltage', 'weight', 'flow'])}`,
      `${content.number(2, 400)} ${content.pick(['bar', 'kg', 'V', 'l/min'])}`,
    ]),
    grid: { widths: [220, 140], rules: 'all' },
  })),

  'rows-merged': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const lefts = [60, 180, 340, 460];
    const groups = [content.name(), content.name()].map((name) => ({
      name: `${name} floor`,
      rows: Array.from({ length: 3 }, () => [
        `${content.pick(['Hall', 'Attic', 'Study'])} ${content.name()}`,
        content.code(),
      ]),
    }));
    const head = ['Floor', 'Room', 'Part'];
    let y = 100;
    const high = 20;
    head.forEach((cell, column) => canvas.put(cell, lefts[column]! + 4, y + 4, boldOf(variant, body.size)));
    canvas.rule(60, y, 460, y);
    y += high;
    for (const group of groups) {
      canvas.rule(60, y, 460, y);
      canvas.put(group.name, 64, variant ? y + high + 4 : y + 4, body);
      group.rows.forEach((row, index) => {
        if (index > 0) canvas.rule(180, y, 460, y);
        row.forEach((cell, column) => canvas.put(cell, lefts[column + 1]! + 4, y + 4, body));
        y += high;
      });
    }
    canvas.rule(60, y, 460, y);
    for (const x of lefts) canvas.rule(x, 100, x, y);
    const rows = [
      head,
      ...groups.flatMap((group) => group.rows.map((row, index) => [index ? [group.name] : group.name, ...row])),
    ];
    const after = content.prose(3);
    canvas.flow(after, 60, y + 16, 470, body);
    const blocks = [heading(title), table(rows), text(after)];
    return canvas.finish('rows-merged', { kinds: ['table', 'merged'], pages: [{ blocks }] });
  },

  'columns-merged': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const bold = boldOf(variant, body.size);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const lefts = [60, 190, 280, 370, 460, 550];
    const groups = [`${content.name()} house`, `${content.name()} house`];
    const subs = ['Upstairs', 'Downstairs', 'Upstairs', 'Downstairs'];
    const rows = Array.from({ length: 5 }, () => [
      `${content.name()} ${content.pick(['sockets', 'lamps', 'valves'])}`,
      ...subs.map(() => String(content.number(2, 99))),
    ]);
    const high = 20;
    let y = 100;
    canvas.put(groups[0]!, 230, y + 4, bold);
    canvas.put(groups[1]!, 410, y + 4, bold);
    for (const [line, cells] of [['', ...subs], ...rows].entries()) {
      y += high;
      cells.forEach((cell, column) => canvas.put(cell, lefts[column]! + 4, y + 4, line === 0 ? bold : body));
      canvas.rule(line === 0 ? 190 : 60, y, 550, y);
    }
    y += high;
    canvas.rule(60, 100, 550, 100);
    canvas.rule(60, y, 550, y);
    for (const [index, x] of lefts.entries()) canvas.rule(x, index === 2 || index === 4 ? 120 : 100, x, y);
    const either = (index: number) => [groups[index]!, ''];
    const truth = [['', either(0), either(0), either(1), either(1)], ['', ...subs], ...rows];
    const blocks = [heading(title), table(truth)];
    return canvas.finish('columns-merged', { kinds: ['table', 'merged'], pages: [{ blocks }] });
  },

  'section-rows': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const [before, after] = [content.prose(2), content.prose(2)];
    const lefts = [60, 230, 350, 480];
    let y = canvas.flow(before, 60, 60, 470, body) + 12;
    const top = y;
    const truth: (string | string[])[][] = [];
    const line = (cells: string[], bold: boolean) => {
      canvas.rule(60, y, 480, y);
      const style = bold ? boldOf(variant, body.size) : body;
      cells.forEach((cell, column) => canvas.put(cell, lefts[column]! + 5, y + 4, style));
      truth.push(cells.length === 1 ? [cells[0]!, [cells[0]!, ''], [cells[0]!, '']] : cells);
      y += 19;
    };
    line(['Item', 'Maker', 'Code'], true);
    for (let section = 0; section < 2; section += 1) {
      line([`Ground ${content.name()}`], true);
      for (let row = 0; row < 3; row += 1)
        line([`${content.pick(['Lamp', 'Fan', 'Vent'])} ${content.name()}`, content.name(), content.code()], false);
    }
    canvas.rule(60, y, 480, y);
    canvas.rule(60, top, 60, y);
    canvas.rule(480, top, 480, y);
    canvas.flow(after, 60, y + 14, 470, body);
    const blocks = [text(before), table(truth), text(after)];
    return canvas.finish('section-rows', { kinds: ['table', 'merged'], pages: [{ blocks }] });
  },

  'two-tables-abreast': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant, { size: 9, leading: 12 });
    const title = content.heading();
    canvas.put(title, 50, 60, boldOf(variant, 16));
    const left = content.table(5, 2);
    const right = content.table(variant ? 6 : 4, 2);
    const grid = { y: 100, rules: 'all' as const, pad: 4, style: body };
    drawGrid(canvas, left, { ...grid, x: 50, widths: [130, 90] });
    drawGrid(canvas, right, { ...grid, x: 320, y: 104, widths: [130, 90] });
    const blocks = [heading(title), table(left), table(right)];
    return canvas.finish('two-tables-abreast', { kinds: ['table', 'abreast'], pages: [{ blocks }] });
  },

  'table-overleaf': async (content, variant) => {
    const canvas = new Canvas();
    const body = bodyOf(variant);
    const head = { ...boldOf(variant, body.size), leading: body.leading };
    const [first, ...rest] = content.table(24, 4);
    const before = content.prose(6);
    const after = content.prose(3);
    const grid = { x: 60, widths: [160, 100, 95, 120], rules: variant ? ('rows' as const) : ('all' as const), pad: 5 };
    canvas.doc.addPage();
    const y = Math.max(canvas.flow(before, 60, 60, 475, body) + 12, 500);
    drawGrid(canvas, [first!, ...rest.slice(0, 10)], { ...grid, y, style: body, head });
    canvas.doc.addPage();
    // Variant 0 prints the heading row again, variant 1 does not: its second part has none.
    const over = variant ? rest.slice(10) : [first!, ...rest.slice(10)];
    const low = drawGrid(canvas, over, { ...grid, y: 60, style: body, ...(variant ? {} : { head }) });
    canvas.flow(after, 60, low + 14, 475, body);
    return canvas.finish('table-overleaf', {
      kinds: ['table', 'overleaf'],
      pages: [
        { blocks: [text(before), table([first!, ...rest.slice(0, 10)])] },
        { blocks: [table(over), text(after)] },
      ],
    });
  },
};

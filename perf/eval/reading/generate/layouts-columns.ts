import { A4, Canvas, drawGrid, heading, table, text, type Made } from './canvas.ts';
import { bodyOf, boldOf, type Layout } from './styles.ts';

/** Columns, and what stands beside, between or across them. */
export const COLUMN_LAYOUTS: Record<string, Layout> = {
  'two-columns': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant, { align: variant ? 'justify' : 'left' });
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 18));
    const left = [content.prose(7), content.prose(6)];
    const right = [content.prose(5), content.prose(7)];
    let y = 100;
    for (const paragraph of left) y = canvas.flow(paragraph, 60, y, 225, body) + 9;
    y = 103.7;
    // Another leading: the columns share no baseline.
    for (const paragraph of right)
      y = canvas.flow(paragraph, 310, y, 225, { ...body, leading: body.leading * 1.07 }) + 7;
    const blocks = [heading(title), ...[...left, ...right].map(text)];
    return canvas.finish('two-columns', { kinds: ['columns'], pages: [{ blocks }] });
  },

  'three-columns': async (content, variant) => {
    const canvas = new Canvas(variant ? { size: 'A4', layout: 'landscape' } : {});
    canvas.doc.addPage();
    const body = bodyOf(variant, { size: 9, leading: 12 });
    const wide = variant ? 230 : 152;
    const title = content.heading();
    canvas.put(title, 50, 50, boldOf(variant, 16));
    const columns = [0, 1, 2].map((column) => ({
      column,
      heading: content.heading(),
      text: content.prose(variant ? 9 : 6),
    }));
    for (const each of columns) {
      const x = 50 + each.column * (wide + 18);
      const y = canvas.flow(each.heading, x, 90 + each.column * 2.3, wide, { ...boldOf(variant, 12), leading: 15 });
      canvas.flow(each.text, x, y + 4, wide, body);
    }
    const blocks = [heading(title), ...columns.flatMap((each) => [heading(each.heading), text(each.text)])];
    return canvas.finish('three-columns', { kinds: ['columns'], pages: [{ blocks }] });
  },

  'column-beside-figure': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 17));
    const first = content.prose(8);
    const second = content.prose(5);
    const x = variant ? 310 : 60;
    const figure = variant ? 60 : 330;
    let y = canvas.flow(first, x, 100, 230, body) + 10;
    const { doc } = canvas;
    doc.rect(figure, 100, 200, 170).lineWidth(1).strokeColor('#333').stroke();
    doc.rect(figure + 40, 130, 60, 80).fill('#c9d4dd');
    const labels = [content.name(), content.name()];
    canvas.put(labels[0]!, figure + 48, 160, { ...body, size: 8 });
    canvas.put(labels[1]!, figure + 130, 215, { ...body, size: 8 });
    doc
      .moveTo(figure + 100, 170)
      .lineTo(figure + 130, 215)
      .stroke();
    const caption = `Figure 4: the ${content.name()} pump seen from the left`;
    const small = { ...body, size: body.size - 2, leading: body.leading - 2, font: 'italic' };
    canvas.flow(caption, figure, 278, 200, small);
    y = Math.max(y, 330);
    canvas.flow(second, 60, y, 475, body);
    const blocks = [
      heading(title),
      text(first),
      { ...text(caption), anywhere: true },
      { ...text(labels.join(' ')), anywhere: true },
      text(second),
    ];
    return canvas.finish('column-beside-figure', { kinds: ['figure', 'caption'], pages: [{ blocks }] });
  },

  'narrow-sidebar': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    const side = variant ? 60 : 440;
    const main = variant ? 180 : 60;
    canvas.put(title, main, 60, boldOf(variant, 17));
    const paragraphs = [content.prose(6), content.prose(5), content.prose(4)];
    let y = 95;
    for (const each of paragraphs) y = canvas.flow(each, main, y, 355, body) + 8;
    const tips = [content.sentence(), content.sentence()];
    let at = 140.5;
    const small = { ...body, size: 8, leading: 10.5 };
    for (const tip of tips) at = canvas.flow(tip, side, at, 95, small) + 14;
    const blocks = [
      heading(title),
      ...paragraphs.map(text),
      ...tips.map((tip) => ({ ...text(tip), anywhere: true as const })),
    ];
    return canvas.finish('narrow-sidebar', { kinds: ['sidebar'], pages: [{ blocks }] });
  },

  'table-across-columns': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const [a, b, c, d] = [content.prose(6), content.prose(5), content.prose(6), content.prose(4)];
    const low = Math.max(canvas.flow(a, 55, 70, 232, body), canvas.flow(b, 308, 70, 232, body)) + 14;
    const rows = content.table(4, 4);
    const lower = drawGrid(canvas, rows, {
      x: 55,
      y: low,
      widths: [150, 110, 100, 125],
      rules: variant ? 'rows' : 'all',
      pad: 4,
      style: body,
      head: { ...boldOf(variant, body.size), leading: body.leading },
    });
    canvas.flow(c, 55, lower + 14, 232, body);
    canvas.flow(d, 308, lower + 14, 232, body);
    const blocks = [text(a), text(b), table(rows), text(c), text(d)];
    return canvas.finish('table-across-columns', { kinds: ['columns', 'table'], pages: [{ blocks }] });
  },

  'callout-between-columns': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 55, boldOf(variant, 16));
    const [a, b] = [content.prose(9), content.prose(9)];
    const callout = `Warning: ${content.sentence()}`;
    canvas.flow(a, 60, 95, 190, body);
    canvas.flow(b, 350, 95, 190, body);
    canvas.doc.rect(262, 150, 76, 130).fill(variant ? '#fbe3d0' : '#eeeeee');
    canvas.flow(callout, 267, 156, 68, { ...body, size: 8, leading: 10, font: variant ? 'bold' : 'Helvetica-Bold' });
    const blocks = [heading(title), text(a), text(b), { ...text(callout), anywhere: true }];
    return canvas.finish('callout-between-columns', { kinds: ['columns', 'callout'], pages: [{ blocks }] });
  },

  'drop-cap': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 17));
    const [a, b] = [content.prose(5), content.prose(5)];
    const high = 2 * body.leading + body.size;
    canvas.put(a[0]!, 60, 98, { ...body, size: high, leading: high });
    const beside = canvas.width(a[0]!, { ...body, size: high }) + 5;
    const narrow = canvas.lines(a.slice(1), 440 - beside, body).slice(0, 3);
    const rest = a.slice(1 + narrow.join(' ').length).trim();
    let y = canvas.flow(narrow, 60 + beside, 102, 440 - beside, body);
    y = canvas.flow(rest, 60, y, 440, body) + 9;
    canvas.flow(b, 60, y, 440, body);
    const blocks = [heading(title), text(a), text(b)];
    return canvas.finish('drop-cap', { kinds: ['drop-cap'], pages: [{ blocks }] });
  },

  'list-in-columns': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 17));
    const items = Array.from({ length: 8 }, () => content.sentence());
    const mark = (index: number) => (variant ? `${String.fromCharCode(97 + index)})` : `${index + 1}.`);
    let y = 100;
    items.forEach((item, index) => {
      if (index === 4) y = 100;
      const x = index < 4 ? 60 : 312;
      canvas.put(mark(index), x, y, body);
      y = canvas.flow(item, x + 20, y, 205, body) + 6;
    });
    const blocks = [heading(title), ...items.map((item, index) => text(`${mark(index)} ${item}`))];
    return canvas.finish('list-in-columns', { kinds: ['columns', 'list'], pages: [{ blocks }] });
  },
};

/** Text that stands on its side or on its head, on pages that are turned or not. */
export const TURNED_LAYOUTS: Record<string, Layout> = {
  'sideways-page': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const [title, a, b] = [content.heading(), content.prose(7), content.prose(6)];
    const { doc } = canvas;
    if (variant) doc.rotate(90).translate(0, -A4.width);
    else doc.rotate(-90).translate(-A4.height, 0);
    canvas.put(title, 60, 50, boldOf(variant, 18));
    let y = canvas.flow(a, 60, 90, 700, body) + 10;
    y = canvas.flow(b, 60, y, 700, body) + 12;
    const rows = content.table(4, 4);
    drawGrid(canvas, rows, { x: 60, y, widths: [190, 150, 120, 160], rules: 'all', pad: 4, style: body });
    const blocks = [heading(title), text(a), text(b), table(rows)];
    return canvas.finish('sideways-page', { kinds: ['turned'], pages: [{ blocks }] });
  },

  'upside-down': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    canvas.doc.rotate(180, { origin: [A4.width / 2, A4.height / 2] });
    const [title, a, b] = [content.heading(), content.prose(6), content.prose(7)];
    canvas.put(title, 60, 60, boldOf(variant, 18));
    let y = 100;
    if (variant) {
      canvas.flow(a, 60, y, 225, body);
      canvas.flow(b, 310, y + 3, 225, body);
    } else {
      y = canvas.flow(a, 60, y, 460, body) + 10;
      canvas.flow(b, 60, y, 460, body);
    }
    return canvas.finish('upside-down', { kinds: ['turned'], pages: [{ blocks: [heading(title), text(a), text(b)] }] });
  },

  'sideways-table': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const before = content.prose(3);
    const y = canvas.flow(before, 60, 60, 470, body) + 20;
    const rows = content.table(6, 4);
    canvas.doc.save();
    if (variant) canvas.doc.translate(420, y).rotate(90);
    else canvas.doc.translate(140, y + 480).rotate(-90);
    drawGrid(canvas, rows, {
      x: 0,
      y: 0,
      widths: [150, 110, 90, 120],
      rules: variant ? 'none' : 'all',
      pad: 5,
      style: body,
      byColumn: variant === 1,
    });
    canvas.doc.restore();
    const after = content.sentence();
    canvas.flow(after, 60, 720, 470, body);
    const blocks = [text(before), { ...table(rows), anywhere: true as const }, text(after)];
    return canvas.finish('sideways-table', { kinds: ['turned', 'table'], pages: [{ blocks }] });
  },

  'page-entries': async (content, variant) => {
    const canvas = new Canvas();
    const body = bodyOf(variant);
    const pages = [0, 90, 180, 270].map((turn) => {
      canvas.doc.addPage();
      const { width, height } = A4;
      // What the entry turns is drawn turned the other way, so that a person sees it upright.
      const { doc } = canvas;
      if (turn === 90) doc.rotate(-90).translate(-height, 0);
      if (turn === 180) doc.rotate(180, { origin: [width / 2, height / 2] });
      if (turn === 270) doc.rotate(90).translate(0, -width);
      canvas.setEntry('Rotate', turn);
      const [title, a, b] = [content.heading(), content.prose(4), content.prose(4)];
      canvas.put(title, 60, 60, boldOf(variant, 16));
      if (variant) {
        canvas.flow(a, 60, 100, 220, body);
        canvas.flow(b, 300, 103, 220, body);
      } else canvas.flow(b, 60, canvas.flow(a, 60, 100, 460, body) + 9, 460, body);
      return { blocks: [heading(title), text(a), text(b)] };
    });
    return canvas.finish('page-entries', { kinds: ['turned'], pages });
  },

  'margin-note': async (content, variant): Promise<Made> => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const [title, a, b] = [content.heading(), content.prose(7), content.prose(6)];
    canvas.put(title, 90, 60, boldOf(variant, 17));
    canvas.flow(b, 90, canvas.flow(a, 90, 100, 430, body) + 9, 430, body);
    const note = `Chapter ${content.name()}: keep for the next owner`;
    canvas.doc.save();
    canvas.doc.translate(variant ? 572 : 30, variant ? 150 : 420).rotate(variant ? 90 : -90);
    canvas.put(note, 0, 0, { ...body, size: 8 });
    canvas.doc.restore();
    const blocks = [heading(title), text(a), text(b), { ...text(note), anywhere: true as const }];
    return canvas.finish('margin-note', { kinds: ['turned'], pages: [{ blocks }] });
  },
};

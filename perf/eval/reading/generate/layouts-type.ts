import { A4, Canvas, drawGrid, heading, table, text } from './canvas.ts';
import { bodyOf, boldOf, type Layout } from './styles.ts';

/** What type-setters do to words: notes, raised figures, hyphens, spaced and small capitals, ligatures. */
export const TYPE_LAYOUTS: Record<string, Layout> = {
  footnotes: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const small = { ...body, size: 7.5, leading: 10 };
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const paragraphs = [content.prose(4), content.prose(4)];
    const notes = [content.sentence(), content.sentence()];
    let y = 95;
    paragraphs.forEach((paragraph, index) => {
      const lines = canvas.lines(paragraph, 460, body);
      y = canvas.flow(lines, 60, y, 460, body);
      const end = 60 + canvas.width(lines.at(-1)!, body);
      canvas.put(String(index + 1), end + 0.5, y - body.leading - 1.5, { ...body, size: 6 });
      y += 8;
    });
    canvas.rule(60, 730, 200, 730);
    y = 736;
    notes.forEach((note, index) => {
      canvas.put(String(index + 1), 60, y - 1, { ...body, size: 5.5 });
      y = canvas.flow(note, 66, y, 460, small) + 2;
    });
    const blocks = [
      heading(title),
      ...paragraphs.map(text),
      ...notes.map((note) => ({ ...text(note), anywhere: true as const })),
    ];
    return canvas.finish('footnotes', { kinds: ['footnote'], pages: [{ blocks, loose: ['1', '2', '¹', '²'] }] });
  },

  'raised-figures': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const facts = [
      ['The floor of the attic holds ', '150 kg/m', '2', ' and not more than that.'],
      ['A cylinder of ', '0.3 m', '3', ' feeds two showers.'],
      ['The insulation is good for ', '10', '5', ' cycles of heating.'],
      ['Radon must stay under ', '200 Bq/m', '3', ' in every room.'],
    ];
    let y = 100;
    for (const [before, unit, raised, after] of facts) {
      let x = 60;
      for (const [run, up] of [
        [before! + unit!, 0],
        [raised!, 1],
        [after!, 0],
      ] as const) {
        const style = up ? { ...body, size: body.size * 0.62 } : body;
        canvas.put(run, x, up ? y - 1 : y, { ...style, by: 'line' });
        x += canvas.width(run, style);
      }
      y += body.leading + 6;
    }
    const after = content.prose(3);
    canvas.flow(after, 60, y + 10, 460, body);
    const high: Record<string, string> = { '2': '²', '3': '³', '5': '⁵' };
    const lines = facts.map(([before, unit, raised, end]) => text(`${before}${unit}${high[raised!]}${end}`));
    const blocks = [heading(title), ...lines, text(after)];
    return canvas.finish('raised-figures', { kinds: ['superscript'], pages: [{ blocks }] });
  },

  hyphens: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const first = `The thermostat and the ventilation unit stand side by side. ${content.prose(2)}`;
    const broken = [
      'Once a year the thermo-',
      'stat is set anew, and the venti-',
      'lation unit gets a new filter. An anti-',
      'legionella run follows on the same day, at a low-',
      'tariff hour of the night.',
    ];
    const whole =
      'Once a year the thermostat is set anew, and the ventilation unit gets a new filter. An anti-legionella run ' +
      'follows on the same day, at a low-tariff hour of the night.';
    const other = 'The anti-legionella run takes an hour; the low-tariff hour begins at two.';
    let y = canvas.flow(first, 60, 95, 240, body) + 8;
    y = canvas.flow(broken, 60, y, 240, body) + 8;
    canvas.flow(other, 60, y, 460, body);
    const blocks = [heading(title), ...[first, whole, other].map(text)];
    return canvas.finish('hyphens', { kinds: ['hyphen'], pages: [{ blocks }] });
  },

  letterspaced: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const titles = ['WARRANTY AND CARE', `THE ${content.name().toUpperCase()} VALVE`];
    const paragraphs = [content.prose(4), content.prose(4)];
    let y = 60;
    titles.forEach((title, index) => {
      canvas.put(title, 60, y, { ...boldOf(variant, 15), spacing: 5, by: variant ? 'letter' : 'line' });
      y = canvas.flow(paragraphs[index]!, 60, y + 34, 460, body) + 20;
    });
    const blocks = titles.flatMap((title, index) => [heading(title), text(paragraphs[index]!)]);
    return canvas.finish('letterspaced', { kinds: ['letterspaced'], pages: [{ blocks }] });
  },

  'small-capitals': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const titles = ['Safety First', `Before ${content.name()} Comes`];
    const paragraphs = [content.prose(4), content.prose(4)];
    let y = 60;
    titles.forEach((title, index) => {
      let x = 60;
      for (const word of title.split(' ')) {
        const big = { ...boldOf(variant, 17) };
        const low = { ...boldOf(variant, 13) };
        canvas.put(word[0]!, x, y, big);
        x += canvas.width(word[0]!, big);
        canvas.put(word.slice(1).toUpperCase(), x, y + 3.2, low);
        x += canvas.width(`${word.slice(1).toUpperCase()} `, low) + 1;
      }
      y = canvas.flow(paragraphs[index]!, 60, y + 32, 460, body) + 20;
    });
    const blocks = titles.flatMap((title, index) => [heading(title.toUpperCase()), text(paragraphs[index]!)]);
    return canvas.finish('small-capitals', { kinds: ['small-capitals'], pages: [{ blocks }] });
  },

  ligatures: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = { ...bodyOf(variant), font: variant ? 'serif' : 'body', by: 'line' as const };
    const title = 'Office of the first fitter';
    canvas.put(title, 60, 60, { ...boldOf(1, 16), font: 'serifBold' });
    const paragraphs = [
      `The efficient filter of the ${content.name()} office affects the flow; a stiff flap baffles the fluffy inflow.`,
      `Final fittings differ: five are fixed, five float. Confirm the figure in the official file. ${content.prose(3)}`,
    ];
    let y = 100;
    for (const each of paragraphs) y = canvas.flow(each, 60, y, 460, body) + 9;
    return canvas.finish('ligatures', {
      kinds: ['ligatures'],
      pages: [{ blocks: [heading(title), ...paragraphs.map(text)] }],
    });
  },

  'letter-by-letter': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant, { by: 'letter' });
    const title = content.heading();
    canvas.put(title, 60, 60, { ...boldOf(variant, 16), by: 'letter' });
    const paragraphs = [content.prose(4), content.prose(4)];
    let y = 95;
    for (const each of paragraphs) y = canvas.flow(each, 60, y, 460, body) + 9;
    const rows = content.table(4, 3);
    drawGrid(canvas, rows, { x: 60, y, widths: [180, 120, 120], rules: 'rows', pad: 4, style: body });
    const blocks = [heading(title), ...paragraphs.map(text), table(rows)];
    return canvas.finish('letter-by-letter', { kinds: ['letter-by-letter'], pages: [{ blocks }] });
  },

  captions: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const [a, b] = [content.prose(4), content.prose(4)];
    let y = canvas.flow(a, 60, 95, 460, body) + 10;
    canvas.doc.rect(60, y, 460, 120).fill('#d9dfd6');
    const caption = `Figure ${content.number(2, 9)}. ${content.name()} unit, door removed`;
    y = canvas.flow(caption, 60, y + 126, 460, { ...body, size: body.size - 2 }) + 12;
    canvas.doc.rect(60, y, 460, 46).fill(variant ? '#f8e0c0' : '#f0f0f0');
    const callout = `Danger: ${content.sentence()}`;
    canvas.flow(callout, 72, y + 10, 430, { ...boldOf(variant, body.size), leading: body.leading });
    canvas.flow(b, 60, y + 60, 460, body);
    const blocks = [heading(title), text(a), text(caption), text(callout), text(b)];
    return canvas.finish('captions', { kinds: ['caption', 'callout'], pages: [{ blocks }] });
  },

  'questions-and-answers': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const pairs = Array.from({ length: 5 }, () => ({
      q: `How often does the ${content.name()} filter need a wash?`,
      a: content.prose(2),
    }));
    let y = 60;
    for (const { q, a } of pairs) {
      y = canvas.flow(q, 60, y, 460, { ...boldOf(variant, body.size), leading: body.leading }) + 2;
      y = canvas.flow(a, 60, y, 460, body) + 12;
    }
    const blocks = pairs.flatMap(({ q, a }) => [{ kind: 'heading' as const, text: q, soft: true }, text(a)]);
    return canvas.finish('questions-and-answers', { kinds: ['faq'], pages: [{ blocks }] });
  },

  'lists-in-lists': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const items: [string, string, number][] = [];
    for (let outer = 1; outer <= 3; outer += 1) {
      items.push([`${outer}.`, content.sentence(), 0]);
      for (const inner of ['a', 'b']) items.push([variant ? '–' : `${inner}.`, content.sentence(), 1]);
    }
    let y = 100;
    for (const [mark, item, depth] of items) {
      canvas.put(mark, 60 + depth * 24, y, body);
      y = canvas.flow(item, 82 + depth * 24, y, 420, body) + 4;
    }
    const blocks = [heading(title), ...items.map(([mark, item]) => text(`${mark} ${item}`))];
    return canvas.finish('lists-in-lists', { kinds: ['list'], pages: [{ blocks }] });
  },

  watermark: async (content, variant) => {
    const canvas = new Canvas();
    const pages = [1, 2].map(() => {
      canvas.doc.addPage();
      const body = bodyOf(variant);
      const { doc } = canvas;
      doc.save();
      doc.opacity(variant ? 0.15 : 1).rotate(-45, { origin: [A4.width / 2, A4.height / 2] });
      canvas.put('SPECIMEN', 110, 380, { ...boldOf(variant, 80), colour: variant ? '#000000' : '#e6e6e6' });
      doc.restore();
      doc.opacity(1);
      const [title, a, b] = [content.heading(), content.prose(8), content.prose(9)];
      canvas.put(title, 60, 60, boldOf(variant, 16));
      canvas.flow(b, 60, canvas.flow(a, 60, 95, 460, body) + 9, 460, { ...body, leading: body.leading * 2 });
      return { blocks: [heading(title), text(a), text(b)], loose: ['SPECIMEN'] };
    });
    return canvas.finish('watermark', { kinds: ['watermark'], pages });
  },
};

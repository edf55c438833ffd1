import { Canvas, heading, table, text } from './canvas.ts';
import { drawGrid } from './canvas.ts';
import { bodyOf, boldOf, type Layout } from './styles.ts';

type Dictionary = { data: Record<string, unknown> };

/** What stands beside a page's own content, or in it and unseen. */
export const OBJECT_LAYOUTS: Record<string, Layout> = {
  form: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    canvas.doc.font('Helvetica');
    canvas.doc.initForm();
    const title = `Handover of the ${content.name()} boiler`;
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const fields = [
      ['Serial number', content.code()],
      ['Resin, litres', String(content.number(11, 44))],
      ['Commissioned by', `${content.name()} ${content.name()}`],
      ['Remarks', `left ${content.name()} lever open`],
    ];
    let y = 110;
    fields.forEach(([label, value], index) => {
      canvas.put(label!, 60, y + 4, body);
      canvas.doc.formText(`field${index}`, 220, y, 240, 20, { value: value!, fontSize: 10 } as never);
      y += 30;
    });
    canvas.put('Bypass closed', 60, y + 4, body);
    canvas.doc.formCheckbox('bypass', 220, y, 16, 16, { Yes: 'Yes', V: 'Yes', AS: 'Yes' } as never);
    const after = content.prose(2);
    canvas.flow(after, 60, y + 40, 460, body);
    const blocks = [
      heading(title),
      ...fields.map(([label, value]) => text(`${label} ${value}`)),
      text('Bypass closed'),
      text(after),
    ];
    const loose = ['yes', 'Yes', 'on', 'checked', 'ticked', 'x', 'X'];
    return canvas.finish('form', { kinds: ['form'], pages: [{ blocks, loose }] });
  },

  'free-text-notes': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const [title, a, b] = [content.heading(), content.prose(4), content.prose(3)];
    canvas.put(title, 60, 60, boldOf(variant, 16));
    canvas.flow(b, 60, canvas.flow(a, 60, 95, 460, body) + 90, 460, body);
    const note = `The mesh of the ${content.name()} is ${content.number(200, 900)} micron`;
    canvas.doc.annotate(60, 500, 400, 30, {
      Subtype: 'FreeText',
      Contents: new String(note),
      DA: new String('/Helv 11 Tf 0 0 0 rg'),
      C: [1, 0.97, 0.8],
      ...(variant ? {} : { F: 4 }),
    } as never);
    const blocks = [heading(title), text(a), text(b), { ...text(note), anywhere: true as const }];
    return canvas.finish('free-text-notes', { kinds: ['annotation'], pages: [{ blocks }] });
  },

  layers: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const { doc } = canvas;
    const group = (name: string) => {
      const made = doc.ref({ Type: 'OCG', Name: new String(name) });
      made.end(Buffer.alloc(0));
      return made;
    };
    const [on, off] = [group('Type A as built'), group('Type A as first drawn')];
    const root = (doc as unknown as { _root: Dictionary })._root;
    root.data.OCProperties = {
      OCGs: [on, off],
      D: variant ? { BaseState: 'OFF', ON: [on], Order: [on, off] } : { ON: [on], OFF: [off], Order: [on, off] },
    };
    const [title, before] = [content.heading(), content.prose(3)];
    const seen = `The ${content.name()} pump hangs on circuit ${content.number(10, 19)} of the board.`;
    const hidden = [content.name(), `C${content.number(300, 399)}`];
    const unseen = `The ${hidden[0]} pump hangs on circuit ${hidden[1]} of the board.`;
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const y = canvas.flow(before, 60, 95, 460, body) + 9;
    const resources = (doc.page as unknown as { resources: Dictionary }).resources;
    resources.data.Properties = { L0: on, L1: off };
    doc.addContent('/OC /L0 BDC');
    canvas.put(seen, 60, y, body);
    doc.addContent('EMC').addContent('/OC /L1 BDC');
    canvas.put(unseen, 60, y + (variant ? 0 : 30), body);
    doc.addContent('EMC');
    const blocks = [heading(title), text(before), text(seen)];
    return canvas.finish('layers', { kinds: ['layers'], pages: [{ blocks, absent: hidden }] });
  },

  unseen: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const { doc } = canvas;
    const [title, a, b] = [content.heading(), content.prose(4), content.prose(3)];
    canvas.put(title, 60, 60, boldOf(variant, 16));
    let y = canvas.flow(a, 60, 95, 460, body) + 9;
    const hidden = Array.from({ length: 4 }, () => `Xq${content.name()}`);
    canvas.put(`Pay ${hidden[0]} first`, 60, y, { ...body, colour: '#ffffff' });
    y += 20;
    doc.addContent('3 Tr');
    canvas.put(`Ask ${hidden[1]} first`, 60, y, body);
    doc.addContent('0 Tr');
    y += 20;
    if (variant) {
      canvas.put(`See ${hidden[2]} first`, 700, 300, body);
      doc.save().opacity(0);
      canvas.put(`Note ${hidden[3]} first`, 60, y, body);
      doc.opacity(1).restore();
    } else {
      canvas.put(`See ${hidden[2]} first`, 60, -60, body);
      canvas.put(`Note ${hidden[3]} first`, 60, y, { ...body, colour: '#fefefe' });
    }
    y = canvas.flow(b, 60, y + 20, 460, body) + 12;
    doc.rect(60, y, 460, 40).fill('#20303a');
    const light = `White on dark: the ${content.name()} tap is seen by everyone.`;
    canvas.put(light, 72, y + 14, { ...body, colour: '#ffffff' });
    const blocks = [heading(title), text(a), text(b), text(light)];
    return canvas.finish('unseen', { kinds: ['invisible'], pages: [{ blocks, absent: hidden }] });
  },

  'crop-box': async (content, variant) => {
    const canvas = new Canvas();
    const pages = [1, 2].map(() => {
      canvas.doc.addPage();
      const body = bodyOf(variant);
      const box = variant ? [0, 120, 595.28, 841.89] : [40, 60, 560, 800];
      canvas.setEntry('CropBox', box);
      const [title, a, b] = [content.heading(), content.prose(5), content.prose(5)];
      canvas.put(title, 60, 70, boldOf(variant, 16));
      canvas.flow(b, 60, canvas.flow(a, 60, 105, 440, body) + 9, 440, body);
      const slug = `Xq${content.name()}`;
      canvas.put(`${slug} plate colour bar`, 60, variant ? 780 : 15, { ...body, size: 7 });
      return { blocks: [heading(title), text(a), text(b)], absent: [slug] };
    });
    return canvas.finish('crop-box', { kinds: ['crop'], pages });
  },

  links: async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const [title, a] = [content.heading(), content.prose(4)];
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const y = canvas.flow(a, 60, 95, 460, body) + 10;
    const host = `${content.name().toLowerCase()}.example`;
    canvas.doc.font(body.font).fontSize(body.size).fillColor('#0645ad');
    const label = `Book the ${content.name()} service here`;
    canvas.doc.text(label, 60, y, { lineBreak: false, link: `https://${host}/book`, underline: true });
    const after = content.prose(2);
    canvas.flow(after, 60, y + 24, 460, body);
    const blocks = [
      heading(title),
      text(a),
      text(label),
      { ...text(`https://${host}/book`), anywhere: true as const },
      text(after),
    ];
    return canvas.finish('links', { kinds: ['link'], pages: [{ blocks }] });
  },

  'table-under-picture': async (content, variant) => {
    const canvas = new Canvas();
    canvas.doc.addPage();
    const body = bodyOf(variant);
    const title = content.heading();
    canvas.put(title, 60, 60, boldOf(variant, 16));
    const { doc } = canvas;
    doc.rect(60, 90, 200, 120).fill('#c8d6c0');
    for (let step = 0; step < 12; step += 1) canvas.rule(60, 95 + step * 9, 260, 95 + step * 9, 0.3);
    const beside = content.prose(4);
    canvas.flow(beside, 280, 92, 250, body);
    const rows = content.table(5, 4);
    const low = drawGrid(canvas, rows, {
      x: 60,
      y: 240,
      widths: [160, 100, 95, 115],
      rules: variant ? 'none' : 'rows',
      pad: 4,
      style: body,
    });
    const after = content.prose(2);
    canvas.flow(after, 60, low + 12, 460, body);
    const blocks = [heading(title), text(beside), table(rows), text(after)];
    return canvas.finish('table-under-picture', { kinds: ['figure', 'table'], pages: [{ blocks }] });
  },
};

import type { Block } from '../truth.ts';
import { apart, chapter, forBoth, heading, text, type Markup } from './markup.ts';

const escape = (value: string) => value.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');

export function blockToHtml(block: Block): string {
  if (block.kind === 'heading') return `<h2>${escape(block.text)}</h2>`;
  if (block.kind === 'text') return `<p>${escape(block.text)}</p>`;
  const row = (cells: (string | string[])[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escape([cell].flat()[0]!)}</${tag}>`).join('')}</tr>`;
  const [head, ...rest] = block.rows;
  const below = rest.map((cells) => row(cells, 'td')).join('');
  return `<table><thead>${row(head!, 'th')}</thead><tbody>${below}</tbody></table>`;
}

export function toHtml(markup: Markup): string {
  const body =
    markup.source ??
    markup.pages.map((page) => `<section>${page.blocks.map(blockToHtml).join('\n')}</section>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${markup.name}</title><style>
body { font: 11pt/1.35 "DejaVu Serif", serif; margin: 0 } h1, h2 { font-family: "DejaVu Sans", sans-serif }
h1 { font-size: 20pt } h2 { font-size: 14pt } table { border-collapse: collapse; margin: 8pt 0 }
th, td { border: 0.6pt solid #555; padding: 3pt 6pt; text-align: left; vertical-align: top }
section + section { break-before: page } .middle { vertical-align: middle } ol.letters { list-style-type: lower-alpha }
.card { padding: 8pt; background: #f6f3ea } blockquote { border: 1pt solid #a60; background: #fff3e0; padding: 8pt }
.dark { background: #203040; color: #fff; padding: 8pt; -webkit-print-color-adjust: exact }
dl { margin: 2pt 0 } dt { float: left; width: 160pt } dd { margin-left: 170pt }
${markup.look ?? ''}</style></head><body>${body}</body></html>`;
}

const GERUND = ['Rinse', 'Open', 'Close', 'Lift', 'Check', 'Note'];

/** Pages that Chromium and WeasyPrint print: what style sheets do to text. */
export const HTML_DOCUMENTS: [Markup, Markup][] = [
  forBoth((content, variant) => {
    const blocks = [...chapter(content), heading(content.heading()), text(content.prose(6))];
    const look = variant
      ? 'body { column-count: 2; column-gap: 18pt; font-size: 9.5pt } table { font-size: 8pt } h2 { column-span: none }'
      : 'body { columns: 2; column-rule: 1pt solid; text-align: justify; font-size: 10pt } table { font-size: 8pt }';
    return { name: 'columns', kinds: ['columns'], pages: [{ blocks }], look };
  }, 1),
  forBoth((content, variant) => {
    const [title, a, b] = [content.heading(), content.prose(7), content.prose(5)];
    const caption = `Figure 2: ${content.name()} tank, front removed`;
    const side = variant ? 'left' : 'right';
    const source = `<h2>${title}</h2><figure style="float:${side};width:200pt;margin:4pt 12pt">
<svg width="200" height="140"><rect width="200" height="140" fill="#cdd8cf"/>
<circle cx="90" cy="60" r="30" fill="#88a"/></svg>
<figcaption style="font-size:8.5pt">${caption}</figcaption></figure><p>${a}</p><p>${b}</p>`;
    const blocks = [heading(title), apart(text(caption)), text(a), text(b)];
    return { name: 'float', kinds: ['figure', 'caption'], pages: [{ blocks }], source };
  }, 2),
  forBoth((content, variant) => {
    const title = content.heading();
    const floors = ['Ground', 'First', 'Attic'].map((floor) => ({
      floor: `${floor} ${content.name()}`,
      rooms: Array.from({ length: variant ? 2 : 3 }, () => [`Room ${content.name()}`, content.code(), content.code()]),
    }));
    const after = content.prose(3);
    const source = `<h2>${title}</h2><table><tr><th>Floor</th><th>Room</th><th>Lamp</th><th>Socket</th></tr>${floors
      .map(({ floor, rooms }) =>
        rooms
          .map(
            (row, index) =>
              `<tr>${index === 0 ? `<td rowspan="${rooms.length}" class="middle">${floor}</td>` : ''}${row
                .map((cell) => `<td>${cell}</td>`)
                .join('')}</tr>`,
          )
          .join(''),
      )
      .join('')}</table><p>${after}</p>`;
    const rows = [
      ['Floor', 'Room', 'Lamp', 'Socket'],
      ...floors.flatMap(({ floor, rooms }) => rooms.map((row, index) => [index ? [floor] : floor, ...row])),
    ];
    return {
      name: 'rowspan',
      kinds: ['table', 'merged'],
      pages: [{ blocks: [heading(title), { kind: 'table', rows }, text(after)] }],
      source,
    };
  }, 3),
  forBoth((content, variant) => {
    const title = content.heading();
    const groups = [`Season ${content.name()}`, `Season ${content.name()}`];
    const subs = ['Morning', 'Evening', 'Morning', 'Evening'];
    const rest = Array.from({ length: 4 }, () => [
      `${content.name()} room`,
      ...subs.map(() => `${content.number(12, 24)} °C`),
    ]);
    const line = (cells: string[], tag: string) =>
      `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
    const source = `<h2>${title}</h2><table><tr><th></th>${groups
      .map((group) => `<th colspan="2" style="text-align:${variant ? 'left' : 'center'}">${group}</th>`)
      .join('')}</tr>${line(['', ...subs], 'th')}${rest.map((row) => line(row, 'td')).join('')}</table>`;
    const either = (index: number) => [groups[index]!, ''];
    const named = (index: number, sub: string) => [sub, `${groups[index]} ${sub}`];
    const rows = [
      ['', either(0), either(0), either(1), either(1)],
      ['', named(0, subs[0]!), named(0, subs[1]!), named(1, subs[2]!), named(1, subs[3]!)],
      ...rest,
    ];
    const loose = [...groups, ...subs];
    return {
      name: 'colspan',
      kinds: ['table', 'merged'],
      pages: [{ blocks: [heading(title), { kind: 'table', rows }], loose }],
      source,
    };
  }, 4),
  forBoth((content, variant) => {
    const blocks = [...chapter(content, 6, 4), ...chapter(content, 4, 3)];
    const look = variant
      ? 'th, td { border: 0; padding: 2pt 14pt 2pt 0 } th { border-bottom: 1pt solid #333 }'
      : 'th, td { border: 0 } tr:nth-child(even) { background: #eee } table { width: 100% }';
    return { name: 'plain-tables', kinds: ['table', 'borderless'], pages: [{ blocks }], look };
  }, 5),
  forBoth((content) => {
    const blocks = [...chapter(content, 7, 5), text(content.prose(4))];
    const look = 'th, td { padding: 0 1.5pt; font-size: 9pt; border: 0.5pt solid #000 }';
    return { name: 'tight', kinds: ['table', 'tight-grid'], pages: [{ blocks }], look };
  }, 6),
  forBoth((content, variant) => {
    const cards = Array.from({ length: 4 }, () => ({ title: content.heading(), body: content.prose(3) }));
    const source = `<div style="display:grid;grid-template-columns:1fr 1fr;gap:14pt">${cards
      .map(
        ({ title, body }) =>
          `<div class="card" style="border:${variant ? 0 : 1}pt solid #888"><h2>${title}</h2><p>${body}</p></div>`,
      )
      .join('')}</div>`;
    const blocks = cards.flatMap(({ title, body }) => [apart(heading(title)), apart(text(body))]);
    return { name: 'cards', kinds: ['columns', 'callout'], pages: [{ blocks }], source };
  }, 7),
  forBoth((content, variant) => {
    const [title, a] = [content.heading(), content.prose(4)];
    const rows = content.table(5, 3);
    const mode = variant ? 'vertical-rl' : 'sideways-lr';
    const after = content.prose(3);
    const turned = `<div style="writing-mode:${mode}">${blockToHtml({ kind: 'table', rows })}</div>`;
    const source = `<h2>${title}</h2><p>${a}</p>${turned}<p>${after}</p>`;
    const blocks: Block[] = [heading(title), text(a), { kind: 'table', rows, anywhere: true }, text(after)];
    return { name: 'sideways', kinds: ['turned', 'table'], pages: [{ blocks }], source };
  }, 8),
  forBoth((content, variant) => {
    const hebrew = ['לוח החשמל נמצא בארון ליד הדלת.', 'המסנן מספר 5512 מוחלף כל 8 חודשים.', 'הברז הראשי נמצא במרתף.'];
    const arabic = [
      'صمام الماء الرئيسي خلف الباب الأزرق.',
      'رقم المرشح 7731 ويتم تغييره كل 9 أشهر.',
      'العداد في الممر.',
    ];
    const lines = variant ? arabic : hebrew;
    const note = content.prose(2);
    const source = `<div dir="rtl">${lines.map((line) => `<p>${line}</p>`).join('')}</div><p>${note}</p>`;
    return { name: 'right-to-left', kinds: ['rtl'], pages: [{ blocks: [...lines.map(text), text(note)] }], source };
  }, 9),
  forBoth((content, variant) => {
    const [title, a, b] = [content.heading(), content.prose(4), content.prose(4)];
    const hidden = [1, 2, 3, 4].map(() => `Xq${content.name()}`);
    // A browser darkens white letters when it prints, unless it is told to keep them.
    const source = `<style>p { print-color-adjust: exact }</style>
<h2>${title}</h2><p>${a}</p><p style="color:#fff">Pay ${hidden[0]} now</p>
<p style="opacity:0">Ask ${hidden[1]} now</p><p style="font-size:0.4pt;color:#fff">See ${hidden[2]} now</p>
<p style="${variant ? 'color:transparent' : 'position:absolute;left:-900pt'}">Note ${hidden[3]} now</p><p>${b}</p>
<div class="dark">The ${hidden[0]!.slice(2)} tap is seen.</div>`;
    const blocks = [heading(title), text(a), text(b), text(`The ${hidden[0]!.slice(2)} tap is seen.`)];
    return { name: 'hidden', kinds: ['invisible'], pages: [{ blocks, absent: hidden }], source };
  }, 10),
  forBoth((content, variant) => {
    const [first, second] = [content.heading(), content.heading()];
    const [a, b] = [content.prose(5), content.prose(5)];
    const look = variant
      ? `h2 { font-variant: small-caps; letter-spacing: 1pt }
p::first-letter { font-size: 30pt; float: left; line-height: 1; margin-right: 4pt }`
      : 'h2 { text-transform: uppercase; letter-spacing: 4pt } p { text-align: justify; hyphens: none }';
    const blocks = [heading(first), text(a), heading(second), text(b)];
    return {
      name: 'type',
      kinds: variant ? ['small-capitals', 'drop-cap'] : ['letterspaced'],
      pages: [{ blocks }],
      look,
    };
  }, 11),
  forBoth((content) => {
    const title = content.heading();
    const facts = Array.from(
      { length: 4 },
      () => [content.name(), content.number(2, 90), content.number(2, 9)] as const,
    );
    const source = `<h2>${title}</h2>${facts
      .map(
        ([name, value, power]) =>
          `<p>The ${name} slab carries ${value} kg/m<sup>${power}</sup> of CO<sub>2</sub> store.</p>`,
      )
      .join('')}`;
    const high = '⁰¹²³⁴⁵⁶⁷⁸⁹';
    const lines = facts.map(([name, value, power]) =>
      text(`The ${name} slab carries ${value} kg/m${high[power]} of CO2 store.`),
    );
    const loose = ['CO', '2', 'CO₂'];
    return { name: 'raised', kinds: ['superscript'], pages: [{ blocks: [heading(title), ...lines], loose }], source };
  }, 12),
  forBoth((content, variant) => {
    const title = content.heading();
    const items = Array.from({ length: 3 }, () => ({
      item: `${content.pick(GERUND)} ${content.sentence()}`,
      inner: [content.sentence(), content.sentence()],
    }));
    const source = `<h2>${title}</h2><ol start="${variant ? 4 : 1}">${items
      .map(
        ({ item, inner }) =>
          `<li>${item}<ol class="letters">${inner.map((each) => `<li>${each}</li>`).join('')}</ol></li>`,
      )
      .join('')}</ol>`;
    const blocks = [
      heading(title),
      ...items.flatMap(({ item, inner }, index) => [
        text(`${index + (variant ? 4 : 1)}. ${item}`),
        ...inner.map((each, letter) => text(`${'ab'[letter]}. ${each}`)),
      ]),
    ];
    return { name: 'lists', kinds: ['list'], pages: [{ blocks }], source };
  }, 13),
  forBoth((content, variant) => {
    const title = content.heading();
    const facts = Array.from({ length: 6 }, () => [`${content.name()} load`, content.code()] as const);
    const after = content.prose(3);
    const row = 'display:flex;justify-content:space-between;width:300pt';
    const source = `<h2>${title}</h2>${facts
      .map(([key, value]) =>
        variant
          ? `<dl><dt>${key}</dt><dd>${value}</dd></dl>`
          : `<div style="${row}"><span>${key}</span><span>${value}</span></div>`,
      )
      .join('')}<p>${after}</p>`;
    const rows = facts.map(([key, value]) => [key, value]);
    return {
      name: 'key-value',
      kinds: ['table', 'borderless'],
      pages: [{ blocks: [heading(title), { kind: 'table', rows }, text(after)] }],
      source,
    };
  }, 14),
  forBoth((content, variant) => {
    const head = `${content.name()} House manual`;
    const pages = [0, 1, 2].map(() => ({ blocks: chapter(content, 4, 3), running: [head] }));
    const look = variant
      ? `.head { position: fixed; top: 0; right: 0; font-size: 8pt } section { padding-top: 18pt }`
      : `.head { position: fixed; bottom: 0; left: 0; font-size: 8pt }`;
    const sections = pages.map(({ blocks }) => `<section>${blocks.map(blockToHtml).join('')}</section>`);
    const source = `<div class="head">${head}</div>${sections.join('')}`;
    return { name: 'running-head', kinds: ['running', 'table'], pages, look, source };
  }, 15),
  forBoth((content) => {
    const title = content.heading();
    const box = content.sentence();
    const [a, b] = [content.prose(4), content.prose(4)];
    const link = `https://${content.name().toLowerCase()}.example/app`;
    const source = `<h2>${title}</h2><p>${a}</p><blockquote>Warning. ${box}</blockquote>
<p>${b}</p><p><a href="${link}">Register your boiler</a> within a month.</p>`;
    const blocks = [
      heading(title),
      text(a),
      text(`Warning. ${box}`),
      text(b),
      text('Register your boiler'),
      text('within a month.'),
      apart(text(link)),
    ];
    return { name: 'box-and-link', kinds: ['callout', 'link'], pages: [{ blocks }], source };
  }, 16),
];

import { seededRandom } from '#app/platform/seeded-random.ts';
import * as fontkit from 'fontkit';
import { fontBytes } from '#app/platform/fonts.ts';
import type { Face } from '#app/platform/fonts.ts';
import type { Sheet } from './page.ts';
import { PAGE } from './page.ts';

const FILL = '#3a3631';
const LEFT = 70;

function openFont(face: Face): fontkit.Font {
  const font = fontkit.create(fontBytes(face));
  if (!('layout' in font)) throw new Error(`The ${face} face is a font collection. Name a single font file.`);
  return font;
}

let faces: { regular: fontkit.Font; bold: fontkit.Font } | undefined;

/** Draws a word run as glyph outlines: it can be seen but neither selected nor extracted. */
function outline(sheet: Sheet, text: string, x: number, y: number, size: number, bold: boolean, jitter: () => number) {
  faces ??= { regular: openFont('body'), bold: openFont('bold') };
  const font = bold ? faces.bold : faces.regular;
  const scale = size / font.unitsPerEm;
  const { glyphs, positions } = font.layout(text);
  let at = x;
  glyphs.forEach((glyph, index) => {
    const dx = at;
    const dy = y + (jitter() - 0.5) * 0.5;
    const px = (value: number): number => dx + value * scale;
    const py = (value: number): number => dy - value * scale;
    for (const { command, args } of glyph.path.commands) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
      if (command === 'moveTo') sheet.doc.moveTo(px(a), py(b));
      else if (command === 'lineTo') sheet.doc.lineTo(px(a), py(b));
      else if (command === 'quadraticCurveTo') sheet.doc.quadraticCurveTo(px(a), py(b), px(c), py(d));
      else if (command === 'bezierCurveTo') sheet.doc.bezierCurveTo(px(a), py(b), px(c), py(d), px(e), py(f));
      else sheet.doc.closePath();
    }
    if (glyph.path.commands.length > 0) sheet.doc.fill(FILL);
    at += (positions[index]?.xAdvance ?? 0) * scale;
  });
}

/**
 * Draws a ```scan block as a photocopied sheet on a page of its own, without a text layer.
 * Lines: `# ` a heading, `---` a rule, `a | b | c` columns; anything else as it stands.
 * Throws when the text does not fit on one page.
 */
export function drawScan(sheet: Sheet, text: string): void {
  sheet.newScannedPage();
  const { doc } = sheet;
  const random = seededRandom(text.length * 2654435761 + sheet.pages);
  doc.save();
  doc.rect(0, 0, PAGE.width, PAGE.height).fill('#f4f2ec');
  doc.rotate((random() - 0.5) * 1.6, { origin: [PAGE.width / 2, PAGE.height / 2] });
  doc
    .rect(36, 40, PAGE.width - 72, PAGE.height - 80)
    .lineWidth(0.8)
    .strokeColor('#b9b3a8')
    .stroke();
  let y = 86;
  for (const line of text.split('\n')) {
    if (y > PAGE.height - 60) {
      throw new Error('The scan block is longer than one page (about 38 lines). Shorten it or part it in two.');
    }
    if (line.startsWith('# ')) {
      outline(sheet, line.slice(2), LEFT, y, 15, true, random);
      y += 25;
    } else if (line.trim() === '---') {
      doc
        .moveTo(LEFT, y - 6)
        .lineTo(PAGE.width - LEFT, y - 6)
        .lineWidth(0.7)
        .strokeColor(FILL)
        .stroke();
      y += 14;
    } else {
      const cells = line.split('|').map((cell) => cell.trim());
      // The first column holds the names of things: it is half as wide again as the others.
      const step = (PAGE.width - 2 * LEFT) / (cells.length + 0.5);
      cells.forEach((cell, column) => {
        const x = column === 0 ? LEFT : LEFT + (column + 0.5) * step;
        if (cell) outline(sheet, cell, x, y, 11, false, random);
      });
      y += 18;
    }
  }
  for (let speck = 0; speck < 60; speck += 1) {
    doc.circle(random() * PAGE.width, random() * PAGE.height, 0.2 + random() * 0.6).fill('#8d877c');
  }
  doc.restore();
}

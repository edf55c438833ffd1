import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { pageTexts, pagesWith } from './evidence.ts';
import { renderDocument } from './render-document.ts';

const FRONT = `---
title: Trial leaflet
category: guides
house_types: [A, B]
date: 2026-03-02
reference: LP-TR-01
---
`;

/** How many shapes are drawn on a page. */
async function outlinesOn(pdf: Buffer, number: number): Promise<number> {
  const page = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(number);
  const { OPS } = await getResolvedPDFJS();
  return (await page.getOperatorList()).fnArray.filter((operator) => operator === OPS.constructPath).length;
}

describe('renderDocument', () => {
  it('gives the same bytes for the same source', async () => {
    const table = '| Way | Load |\n|---|---|\n| 6 | Immersion |';
    const source = `${FRONT}Press **reset**.\n\n${table}\n\n\`\`\`scan\n# Seal\n\`\`\`\n`;
    const [first, second] = [await renderDocument(source), await renderDocument(source)];
    expect(first.pdf.equals(second.pdf)).toBe(true);
  });

  it('keeps accents, units and ligatures in the extracted text', async () => {
    const { pdf } = await renderDocument(`${FRONT}Seán Ó Murchú’s first office: 82 m², 35 °C – €5, áéíóú.\n`);
    const [page] = await pageTexts(pdf);
    expect(page).toContain('Seán Ó Murchú’s first office: 82 m², 35 °C – €5, áéíóú.');
    expect(page).toContain('LP-TR-01 · Page 1 of 1');
  });

  it('starts a page at each chapter and at each rule', async () => {
    const { pdf, pages } = await renderDocument(`${FRONT}One.\n\n# Chapter\n\nTwo.\n\n---\n\nThree.\n`);
    const texts = await pageTexts(pdf);
    expect(pages).toBe(3);
    expect(['One.', 'Two.', 'Three.'].map((word) => pagesWith(texts, word))).toEqual([[1], [2], [3]]);
  });

  it('repeats the header row of a table that runs over the page', async () => {
    const rows = Array.from({ length: 60 }, (_, way) => `| ${way + 1} | Circuit ${way + 1} |`).join('\n');
    const { pdf, pages } = await renderDocument(`${FRONT}| Way number | Serves |\n|---|---|\n${rows}\n`);
    expect(pages).toBeGreaterThan(1);
    expect(pagesWith(await pageTexts(pdf), 'Way number')).toHaveLength(pages);
  });

  it('draws a scan on a page of its own without any text', async () => {
    const { pdf, pages } = await renderDocument(
      `${FRONT}Before.\n\n\`\`\`scan\n# Certificate\nLoop | 0.31 ohm\n\`\`\`\n\nAfter.\n`,
    );
    const texts = await pageTexts(pdf);
    expect(pages).toBe(3);
    expect(texts[1]?.trim()).toBe('');
    expect(texts[2]).toContain('After.');
    // Twenty-two letters, each an outline of its own.
    expect(await outlinesOn(pdf, 2)).toBeGreaterThanOrEqual(22);
    expect(await outlinesOn(pdf, 3)).toBeLessThan(22);
  });

  it.each([
    ['no front matter', 'Text.\n', /front matter/],
    ['an unknown category', FRONT.replace('guides', 'recipes'), /category/],
    ['a picture', `${FRONT}![x](y.png)\n`, /image/],
    ['a scan longer than a page', `${FRONT}\`\`\`scan\n${'line\n'.repeat(60)}\`\`\`\n`, /longer than one page/],
  ])('refuses %s and says what to mend', async (_, source, message) => {
    await expect(renderDocument(source)).rejects.toThrow(message);
  });
});

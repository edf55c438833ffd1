import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { collectDocument } from '#app/features/ingestion/extraction/testing/collect-document.ts';
import { renderDocument } from './render-document.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'openhouse-read-back-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function readBack(slug: string) {
  const source = await readFile(path.join(import.meta.dirname, 'documents', `${slug}.md`), 'utf8');
  const file = path.join(folder, `${slug}.pdf`);
  await writeFile(file, (await renderDocument(source)).pdf);
  return { source, ...(await collectDocument({ path: file, kind: 'pdf' })) };
}

/** The rows of the source's tables, as a page's text has them. */
const rowsOf = (source: string) =>
  source
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) => line.slice(1, -1).trim().replaceAll('**', ''));

describe('C9: the tables of the pilot read as on the page', () => {
  it.each(['warranty', 'gardens-and-boundaries', 'electrical-installation-type-d'])('%s', async (slug) => {
    const { source, pages } = await readBack(slug);
    const lines = new Set(pages.flatMap((page) => page.text.split('\n')));
    const rows = rowsOf(source);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter((row) => !lines.has(row))).toEqual([]);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages.slice(1)) expect(page.text).not.toMatch(/Longview Park$/m);
  });

  it('a heading above a table is a heading', async () => {
    const { pages } = await readBack('warranty');
    expect(pages[0]?.headings).toEqual(['Warranty', 'Your cover in one view', 'Where to send a claim']);
    expect(pages.flatMap((page) => page.headings)).toContain('What is not covered');
  });
});

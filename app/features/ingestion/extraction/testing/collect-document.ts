import { writeFile } from 'node:fs/promises';

import { extractDocument, type ExtractDocumentInput } from '../extract-document.server.ts';
import type { DocumentSummary, ExtractedPage, Passage } from '../extracted-document.ts';
import { recognisePages } from '../recognise-pages.server.ts';

export type CollectedDocument = DocumentSummary & { pages: ExtractedPage[]; passages: Passage[] };

/** A document read as in the product, its pages and passages held as a whole. */
export async function collectDocument(input: ExtractDocumentInput): Promise<CollectedDocument> {
  const pages: ExtractedPage[] = [];
  const passages: Passage[] = [];
  const summary = await extractDocument(input, {
    pages: async (batch) => void pages.push(...batch),
    passages: async (batch) => void passages.push(...batch),
  });
  return { ...summary, pages, passages };
}

/** A PDF read as in the product once its scanned pages are recognised, whose text is kept beside the file. */
export async function collectWithScans(path: string): Promise<CollectedDocument> {
  const first = await collectDocument({ path, kind: 'pdf' });
  if (first.waitingPages.length === 0) return first;
  const seen: string[] = [];
  const asked = { path, pages: first.waitingPages, languages: ['eng'] };
  await recognisePages(asked, async (page) => void seen.push(JSON.stringify(page)));
  const recognised = `${path}.recognised`;
  await writeFile(recognised, seen.join('\n'));
  return collectDocument({ path, kind: 'pdf', recognised });
}

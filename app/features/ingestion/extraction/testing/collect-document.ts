import { extractDocument, type ExtractDocumentInput } from '../extract-document.server.ts';
import type { DocumentSummary, ExtractedPage, Passage } from '../extracted-document.ts';

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

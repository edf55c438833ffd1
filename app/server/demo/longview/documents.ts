import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { renderDocument } from './render-document.ts';
import type { RenderedDocument } from './render-document.ts';

/** The folder of the pilot's document sources; from the working folder, since the server is a bundle elsewhere. */
const DOCUMENTS_DIR = join(process.cwd(), 'app', 'server', 'demo', 'longview', 'documents');

export interface PilotDocument extends RenderedDocument {
  /** File name of the source without its ending; also the stem of the PDF's name. */
  slug: string;
}

/** The slugs of all pilot documents, sorted. */
export async function listDocumentSlugs(): Promise<string[]> {
  const names = await readdir(DOCUMENTS_DIR);
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -3))
    .sort();
}

/** The source of one pilot document. Throws when there is none of that slug. */
export function readDocumentSource(slug: string): Promise<string> {
  return readFile(join(DOCUMENTS_DIR, `${slug}.md`), 'utf8');
}

/** Renders all pilot documents one after the other; an error names the document that it comes from. */
export async function* renderPilotDocuments(): AsyncGenerator<PilotDocument> {
  for (const slug of await listDocumentSlugs()) {
    try {
      yield { slug, ...(await renderDocument(await readDocumentSource(slug))) };
    } catch (error) {
      throw new Error(`${slug}.md: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

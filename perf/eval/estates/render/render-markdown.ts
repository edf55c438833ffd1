import { parseEstateSource, type EstateMeta } from '../document-source.ts';

/** A document that is handed over as Markdown: its title, reference and body, without the front matter. */
export function renderMarkdown(source: string): { meta: EstateMeta; file: Buffer } {
  const { meta, body } = parseEstateSource(source);
  return { meta, file: Buffer.from(`# ${meta.title}\n\n${meta.reference} · ${meta.date}\n\n${body.trim()}\n`) };
}

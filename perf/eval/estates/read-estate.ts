import { globSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import PQueue from 'p-queue';
import { z } from 'zod';
import { collectDocument } from '#app/features/ingestion/extraction/testing/collect-document.ts';
import type { ExtractedPage, Passage } from '#app/features/ingestion/extraction/extracted-document.ts';
import { cached, digest, digestOfFiles } from '../disk-cache.ts';
import { parseEstateSource, type EstateMeta } from './document-source.ts';
import { renderDocx } from './render/render-docx.ts';
import { renderMarkdown } from './render/render-markdown.ts';
import { renderPdf } from './render/render-pdf.ts';

const FOLDER = import.meta.dirname;

const estateSchema = z.strictObject({
  slug: z.string(),
  name: z.string(),
  place: z.string(),
  builder: z.string(),
  supportEmail: z.string(),
  supportPhone: z.string(),
  country: z.enum(['GB', 'IE']),
  houseTypes: z.array(z.strictObject({ code: z.string(), name: z.string(), description: z.string() })).min(1),
});

/** An estate that is there for measuring alone: who built it, and its kinds of home. */
export type EvalEstate = z.output<typeof estateSchema>;

/** A document of an estate as the product reads it from its file. */
export type ReadDocument = { slug: string; meta: EstateMeta; pages: ExtractedPage[]; passages: Passage[] };

/** The slugs of all estates beside this file. */
export const ESTATES = globSync(join(FOLDER, '*', 'estate.json'))
  .map((file) => basename(join(file, '..')))
  .toSorted();

export async function readEstate(slug: string): Promise<EvalEstate> {
  return estateSchema.parse(JSON.parse(await readFile(join(FOLDER, slug, 'estate.json'), 'utf8')));
}

/** Renders each document of an estate, one after the other; an error names the document that it comes from. */
export async function* renderEstate(
  estate: EvalEstate,
): AsyncGenerator<{ slug: string; source: string; meta: EstateMeta; file: Buffer }> {
  const folder = join(FOLDER, estate.slug, 'documents');
  for (const name of (await readdir(folder)).toSorted()) {
    const source = await readFile(join(folder, name), 'utf8');
    try {
      const { format } = parseEstateSource(source).meta;
      const rendered = await { pdf: renderPdf, docx: renderDocx, md: renderMarkdown }[format](source, estate);
      yield { slug: basename(name, '.md'), source, ...rendered };
    } catch (error) {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
}

/** Every document of an estate as the product reads it; kept until a source, the renderer or the reader changes. */
export async function readDocuments(estate: EvalEstate): Promise<ReadDocument[]> {
  const code = await digestOfFiles(
    'app/features/ingestion/extraction/**/*.ts',
    'perf/eval/estates/document-source.ts',
    'perf/eval/estates/render/*.ts',
  );
  const folder = await mkdtemp(join(tmpdir(), 'openhouse-estate-'));
  try {
    const queue = new PQueue({ concurrency: 2 });
    const reads: Promise<ReadDocument>[] = [];
    for await (const { slug, source, meta, file } of renderEstate(estate)) {
      const key = `estate-${digest(code, JSON.stringify(estate), slug, source)}`;
      const read = async () => {
        const path = join(folder, `${slug}.${meta.format}`);
        await writeFile(path, file);
        const { pages, passages } = await collectDocument({ path, kind: meta.format });
        return { slug, meta, pages, passages };
      };
      reads.push(queue.add(() => cached(key, read)));
    }
    return await Promise.all(reads);
  } finally {
    await rm(folder, { recursive: true });
  }
}

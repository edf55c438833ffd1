import { cellsOf } from '#app/features/documents/pages/table-row.ts';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  extractDocument,
  type DocumentSink,
  type ExtractDocumentInput,
} from '#app/features/ingestion/extraction/extract-document.server.ts';
import type { ExtractedPage, Passage } from '#app/features/ingestion/extraction/extracted-document.ts';
import type { ReadDocument, ReadPage } from './score.ts';

export type ReadKind = ExtractDocumentInput['kind'];

/** The kind of document that a file's ending, `.pdf` say, stands for. */
export function documentKindOf(ending: string): ReadKind {
  const kind = (['pdf', 'docx', 'txt', 'md'] as const).find((each) => `.${each}` === ending);
  if (!kind) throw new Error(`The labelled set holds no files that end in "${ending}".`);
  return kind;
}

/**
 * Starts the product's own extraction process, without its walls, and with its compiled code kept from file to file:
 * the set is our own, and half of a page's cost would be loading the same code 268 times over.
 */
const startOpenly: Parameters<typeof extractDocument>[2] = async (task) =>
  spawn(process.execPath, ['--no-warnings', CHILD, JSON.stringify(task)], {
    env: { NODE_ENV: 'production', TZ: 'UTC', LANG: 'C.UTF-8', NODE_COMPILE_CACHE: CACHE },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
const CHILD = join(process.cwd(), 'app/features/ingestion/extraction/child/extract-child.ts');
const CACHE = join(process.cwd(), 'node_modules/.cache/openhouse/reading/compiled');

/** A document as the product reads it. */
export async function readOwn(path: string, kind: ReadKind): Promise<ReadDocument> {
  const pages: ExtractedPage[] = [];
  const passages: Passage[] = [];
  const sink: DocumentSink = {
    pages: async (batch) => void pages.push(...batch),
    passages: async (batch) => void passages.push(...batch),
  };
  await extractDocument({ path, kind }, sink, startOpenly);
  return {
    passages,
    pages: pages.map(({ text, headings, role, label }): ReadPage => ({
      text,
      headings,
      rows: text
        .split('\n')
        .map(cellsOf)
        .filter((cells) => cells.length > 1),
      role,
      label,
    })),
  };
}

import { readFile } from 'node:fs/promises';

import { decodeText } from '#app/features/documents/kind/decode-text.ts';
import type { PageSink, ReadOptions, ReadResult } from './extracted-document.ts';
import { ExtractionError } from './extraction-error.ts';
import { flowToPages } from './flow-to-pages.ts';
import { markdownToBlocks } from './markdown-to-blocks.ts';
import { plainTextToBlocks } from './plain-text-to-blocks.ts';

/** Reads a text or Markdown file; runs inside the extraction child only. */
export async function readText(
  path: string,
  kind: 'txt' | 'md',
  options: ReadOptions,
  onPage: PageSink,
): Promise<ReadResult> {
  const text = decodeText(await readFile(path));
  if (text === null) throw new ExtractionError('not-a-document', 'no text encoding fits');
  const { blocks, title } =
    kind === 'md' ? markdownToBlocks(text) : { blocks: plainTextToBlocks(text), title: undefined };
  // A file with form feeds is paged already: only a page of unreasonable length is cut.
  const pageChars = text.includes('\f') ? 12_000 : undefined;
  const pageCount = await flowToPages(blocks, { ...options, pageChars }, onPage);
  return { pageCount, ...(title ? { title } : {}), warnings: [] };
}

import { open, readFile } from 'node:fs/promises';
import mammoth from 'mammoth';

import type { PageSink, ReadOptions, ReadResult } from './extracted-document.ts';
import { ExtractionError } from './extraction-error.ts';
import { flowToPages } from './flow-to-pages.ts';
import { htmlToBlocks } from './html-to-blocks.ts';
import { isWordArchive } from '#app/features/documents/kind/is-word-archive.ts';

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Reads a Word document; runs inside the extraction child only. Not covered: text with
 * Word's "hidden" attribute, text boxes that have no plain fallback, headers and footers.
 */
export async function readDocx(path: string, options: ReadOptions, onPage: PageSink): Promise<ReadResult> {
  const file = await open(path, 'r');
  const head = Buffer.alloc(8);
  await file.read(head, 0, 8, 0).finally(() => file.close());
  // Word wraps a protected document into a compound file, as it did all of them before 2007.
  if (head.equals(COMPOUND_FILE)) {
    const encrypted = (await readFile(path)).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new ExtractionError(encrypted ? 'encrypted' : 'not-a-document', 'compound file');
  }
  const isWord = await isWordArchive(path);
  if (isWord === null) {
    const cutOff = head.readUInt32LE(0) === 0x04034b50;
    throw new ExtractionError(cutOff ? 'truncated' : 'not-a-document', 'no zip directory');
  }
  if (!isWord) throw new ExtractionError('not-a-document', 'no word/document.xml');

  const result = await mammoth.convertToHtml(
    { path },
    {
      styleMap: [
        "br[type='page'] => hr:fresh",
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => h2:fresh",
      ],
      // Pictures are never read, let alone inflated.
      convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      externalFileAccess: false,
    },
  );
  const blocks = htmlToBlocks(result.value);
  const pageCount = await flowToPages(blocks, options, onPage);
  const title = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  return { pageCount, ...(title?.kind === 'heading' ? { title: title.text } : {}), warnings: [] };
}

import { open, readFile } from 'node:fs/promises';

import { isWordArchive } from '#app/features/documents/kind/is-word-archive.ts';
import type { PageSink, ReadOptions, ReadResult } from '../extracted-document.ts';
import { ExtractionError } from '../extraction-error.ts';
import { flowToPages, type FlowBlock } from '../markup/flow-to-pages.ts';
import { WordArchive } from './word-archive.ts';
import { readWord } from './read-word.ts';

const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
/** A page that Word itself laid out is cut only when no sheet of paper could hold it. */
const LAID_OUT_CHARS = 12_000;

/**
 * Reads a Word document; runs inside the extraction child only. Pictures are counted and never inflated. Throws
 * ExtractionError for what is no Word document, is protected, cut off, or holds macros.
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

  const archive = await WordArchive.open(path);
  try {
    const { blocks, paged } = await readWord(archive);
    const pageChars = paged ? LAID_OUT_CHARS : undefined;
    const shown = blocks.some(hasWords) ? blocks : describedPictures(blocks);
    const pageCount = await flowToPages(shown, { ...options, pageChars }, onPage);
    const title = blocks.find((block) => block.kind === 'heading' && block.level === 1);
    return { pageCount, ...(title?.kind === 'heading' ? { title: title.text } : {}), warnings: [] };
  } finally {
    archive.close();
  }
}

const hasWords = (block: FlowBlock) => 'text' in block && /[\p{L}\p{N}]/u.test(block.text);

/** Of a document that has no other text, what is said of its pictures is its text. */
const describedPictures = (blocks: FlowBlock[]): FlowBlock[] =>
  blocks.flatMap((block) =>
    block.kind === 'finding' && block.finding.kind === 'picture' && block.finding.text
      ? [block, { kind: 'prose', text: block.finding.text }]
      : [block],
  );

import { readFile } from 'node:fs/promises';

import { decodeText, isForeign, type DecodedText } from '#app/features/documents/kind/decode-text.ts';
import type { PageSink, RawPage, ReadOptions, ReadResult } from '../extracted-document.ts';
import { ExtractionError } from '../extraction-error.ts';
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
  const decoded = decodeText(await readFile(path));
  if (decoded === null) throw new ExtractionError('not-a-document', 'no text encoding fits');
  if (isForeign(decoded)) throw new ExtractionError('unknown-encoding', 'letters of another alphabet');
  const { text } = decoded;
  const { blocks, title } =
    kind === 'md' ? markdownToBlocks(text) : { blocks: plainTextToBlocks(text), title: undefined };
  // A file with form feeds is paged already: only a page of unreasonable length is cut.
  const pageChars = text.includes('\f') ? 12_000 : undefined;
  const pageCount = await flowToPages(blocks, { ...options, pageChars }, (page, total) =>
    onPage(withSpoiltLetters(page), total),
  );
  return { pageCount, ...(title ? { title } : {}), warnings: warningsOf(decoded) };
}

/** Notes the letters of a page that were lost with their bytes, each with the words around it. */
function withSpoiltLetters(page: RawPage): RawPage {
  const spoilt = page.text.split('\uFFFD').length - 1;
  if (spoilt === 0) return page;
  const at = page.text.indexOf('\uFFFD');
  const around = page.text.slice(Math.max(0, at - 60), at + 60).replaceAll('\n', ' ');
  return { ...page, findings: [...(page.findings ?? []), { kind: 'doubtful', text: around, count: spoilt }] };
}

const OLD_PAGES = {
  cp850: 'DOS (code page 850)',
  macroman: 'old Macs (MacRoman)',
  'windows-1250': 'Windows in Central Europe (code page 1250)',
};

function warningsOf({ encoding, sure, text }: DecodedText): string[] {
  const again = 'If letters such as é, £ or ° look wrong, save the file as UTF-8 and upload it again.';
  if (!sure) return [`It could not be told how the letters beyond A to Z are written in this file. ${again}`];
  if (encoding === 'cp850' || encoding === 'macroman' || encoding === 'windows-1250')
    return [
      `The letters of this file are stored the way of ${OLD_PAGES[encoding]}, and it was read that way. ${again}`,
    ];
  const spoilt = text.split('\uFFFD').length - 1;
  if (spoilt === 0) return [];
  return [
    `${spoilt === 1 ? 'One letter' : `${spoilt} letters`} of this file could not be read (shown as \uFFFD). ${again}`,
  ];
}

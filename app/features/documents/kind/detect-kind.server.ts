import { fileTypeFromBuffer } from 'file-type';
import { open } from 'node:fs/promises';

import { decodeText } from './decode-text.ts';
import { kindByName, type DocumentKind } from './document-kind.ts';
import { isWordArchive } from './is-word-archive.ts';

const HEAD_BYTES = 65_536;

/**
 * What an uploaded file really is, by its content (E7); its name only tells text from
 * Markdown, and must agree. Null for anything that is not taken: a renamed program, a zip
 * that holds no Word document, binary "text". An empty file is of the kind its name says,
 * so that ingestion can report `empty-file`. Reads 64 KB and inflates nothing of size.
 */
export async function detectKind(input: { path: string; filename: string }): Promise<DocumentKind | null> {
  const named = kindByName(input.filename);
  const file = await open(input.path, 'r');
  let head: Buffer;
  let size: number;
  try {
    size = (await file.stat()).size;
    const buffer = Buffer.alloc(Math.min(size, HEAD_BYTES));
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
    head = buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
  if (size === 0) return named;
  const markedPdf = head.subarray(0, 1024).includes('%PDF-');
  if (named === 'pdf') return markedPdf ? 'pdf' : null;
  if (named === 'docx') {
    // A password-protected document is a compound file; extraction says so to the builder.
    const type = head.subarray(0, 8).toString('hex');
    if (type === 'd0cf11e0a1b11ae1') return 'docx';
    if (!type.startsWith('504b0304')) return null;
    // Without a directory the archive is cut off or damaged: extraction tells which.
    return (await isWordArchive(input.path)) === false ? null : 'docx';
  }
  if (named === null) return null;
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return null;
  // A byte order mark is text; file-type takes that of UTF-16 for an MPEG frame.
  const marked = /^(?:fffe|feff|efbbbf)/.test(head.subarray(0, 3).toString('hex'));
  const type = marked ? undefined : await fileTypeFromBuffer(head.subarray(0, 4100)).catch(() => undefined);
  if (type && !/^(?:text|application\/xml)/.test(type.mime)) return null;
  return decodeText(head, head.length < size) === null ? null : named;
}

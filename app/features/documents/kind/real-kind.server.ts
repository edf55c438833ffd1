import { open } from 'node:fs/promises';
import { isWordArchive } from './is-word-archive.ts';

const PDF = 'This file is a PDF, which its name does not say. Let its name end in .pdf and upload it again.';
const WORD =
  'This file is a Word document, which its name does not say. Let its name end in .docx and upload it again.';

/** What to do about a file whose name belies what it is; undefined where it is none of the two that are known by it. */
export async function explainWrongName(path: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  const head = Buffer.alloc(1024);
  try {
    await file.read(head, 0, head.length, 0);
  } finally {
    await file.close();
  }
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return PDF;
  const isZip = head.subarray(0, 4).toString('hex') === '504b0304';
  return isZip && (await isWordArchive(path)) ? WORD : undefined;
}

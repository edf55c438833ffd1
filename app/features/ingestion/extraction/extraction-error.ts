import type { ExtractionLimits } from './extracted-document.ts';

export type ExtractionErrorCode =
  | 'empty-file'
  | 'encrypted'
  | 'truncated'
  | 'damaged'
  | 'too-many-pages'
  | 'too-large'
  | 'timed-out'
  | 'no-text'
  | 'not-a-document';

/**
 * A permanent failure of one document: trying again cannot help (C5). The message is
 * written for the builder who uploaded the file and says what to do.
 */
export class ExtractionError extends Error {
  readonly code: ExtractionErrorCode;
  readonly permanent = true;

  constructor(code: ExtractionErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ExtractionError';
    this.code = code;
  }
}

const count = (n: number) => n.toLocaleString('en-IE');

/** What refines a message: pages of the document, the page that is too long, or which other bound was passed. */
export type ExtractionDetail = { pages?: number | undefined; page?: number | undefined; chars?: boolean | undefined; passages?: boolean | undefined };

/**
 * The builder's message for a code. `detail` refines it where one is known (the number of
 * pages, say).
 */
export function extractionMessage(
  code: ExtractionErrorCode,
  limits: ExtractionLimits,
  detail?: ExtractionDetail,
): string {
  switch (code) {
    case 'empty-file':
      return 'This file is empty (0 bytes). Save the document again and upload the new file.';
    case 'encrypted':
      return 'This document is protected by a password. Remove the password and upload it again.';
    case 'truncated':
      return 'This document is incomplete: its end is missing, as after an interrupted download or copy. Get a complete copy and upload it again.';
    case 'damaged':
      return 'This document is damaged and could not be read. Open it in the program it was made with, save or export it again, and upload the new file.';
    case 'too-many-pages':
      return `This document has ${detail?.pages ? `${count(detail.pages)} pages; the limit is ${count(limits.maxPages)}` : `more than ${count(limits.maxPages)} pages`}. Split it into smaller documents and upload each one.`;
    case 'too-large':
      if (detail?.page) return `Page ${count(detail.page)} of this document holds more text than any printed page can. Split its content into ordinary pages and upload the document again.`;
      if (detail?.passages) return 'This document falls into too many short sections to be searched. Split it into smaller documents and upload each one.';
      return detail?.chars
        ? `This document holds more than ${count(limits.maxChars)} characters of text. Split it into smaller documents and upload each one.`
        : 'This document needs too much memory to read. Reduce its file size (for example with “Save as reduced size”) or split it, and upload it again.';
    case 'timed-out':
      return `This document could not be read within ${count(Math.round(limits.timeoutMs / 1000))} seconds. Export it again as a plain PDF, or split it, and upload it again.`;
    case 'no-text':
      return `No text was found${detail?.pages ? ` on ${detail.pages === 1 ? 'its only page' : `any of its ${count(detail.pages)} pages`}` : ' in this document'}. If it was scanned, run text recognition (OCR) on it and upload the result.`;
    case 'not-a-document':
      return 'This file is not what its name says: no document could be found in it. Upload a PDF, Word (.docx), text or Markdown file.';
  }
}

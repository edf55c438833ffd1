import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
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
  | 'not-a-document'
  | 'macros'
  | 'unknown-encoding'
  /** A fault of ours, whatever the file is like. */
  | 'internal';

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

const MACROS =
  'This Word document holds macros (small programs), which are not taken. Save it as .docx, without them, and ' +
  'upload that.';
const count = (n: number) => n.toLocaleString('en-IE');

/** What refines a message: pages of the document, the page that is too long, or which other bound was passed. */
export type ExtractionDetail = {
  pages?: number | undefined;
  /** Of pages that are pictures whose text could not be recognised. */
  unread?: boolean | undefined;
  /** That could not be recognised in time. */
  late?: boolean | undefined;
  page?: number | undefined;
  chars?: boolean | undefined;
  passages?: boolean | undefined;
  /** More text than a file of its size holds. */
  unpacked?: boolean | undefined;
  /** Its parts stand in one another deeper than the reader goes. */
  deep?: boolean | undefined;
};

const FOR_TEXT = {
  again: 'Open it in an editor, save it again as UTF-8, and upload the new file.',
  smaller: 'Split it into smaller files and upload each one.',
  quicker: 'Split it into smaller files and upload each one.',
  noText: 'Check that it is the file you meant, and upload one that has text in it.',
  flatter: 'Take lists and quotations out of one another and upload it again.',
  around: 'save it as PDF and upload that.',
};

/** Thrown where a document is read, to carry a code and what its message needs to the parent. */
export class LimitError extends ExtractionError {
  readonly detail: ExtractionDetail;

  constructor(code: 'too-many-pages' | 'too-large' | 'no-text', detail: ExtractionDetail) {
    super(code, code);
    this.detail = detail;
  }
}

/** What a builder can do about a file, by its kind. */
const ADVICE: Record<DocumentKind, typeof FOR_TEXT> = {
  pdf: {
    again: 'Open it in the program it was made with, save or export it again, and upload the new file.',
    smaller: 'Reduce its file size (for example with “Save as reduced size”) or split it, and upload it again.',
    quicker: 'Export it again as a plain PDF, or split it, and upload it again.',
    noText: 'If it was scanned, run text recognition (OCR) on it and upload the result.',
    flatter: 'Print it to a new PDF and upload that.',
    around: 'print it to a new PDF and upload that.',
  },
  docx: {
    again: 'Open it in Word, save it again, and upload the new file.',
    smaller: 'Compress its pictures or split it, and upload it again.',
    quicker: 'Save it as PDF, or split it, and upload it again.',
    noText: 'If its pages are pictures, save it as PDF, run text recognition (OCR) on that and upload the result.',
    flatter: 'Save it as PDF in Word and upload that.',
    around: 'save it as PDF in Word and upload that.',
  },
  txt: FOR_TEXT,
  md: FOR_TEXT,
};

/**
 * The builder's message for a code, in words that fit a file of this kind. `detail` refines it where one is known (the
 * number of pages, say).
 */
export function extractionMessage(
  code: ExtractionErrorCode,
  kind: DocumentKind,
  limits: ExtractionLimits,
  detail?: ExtractionDetail,
): string {
  const advice = ADVICE[kind];
  switch (code) {
    case 'empty-file':
      return 'This file is empty (0 bytes). Save the document again and upload the new file.';
    case 'encrypted':
      return 'This document is protected by a password. Remove the password and upload it again.';
    case 'truncated':
      return (
        'This document is incomplete: its end is missing, as after an interrupted download or copy. Get a complete ' +
        'copy and upload it again.'
      );
    case 'damaged':
      return `This document is damaged and could not be read. ${advice.again}`;
    case 'too-many-pages':
      return (
        'This document has ' +
        (detail?.pages
          ? `${count(detail.pages)} pages; the limit is ${count(limits.maxPages)}. `
          : `more than ${count(limits.maxPages)} pages. `) +
        'Split it into smaller documents and upload each one.'
      );
    case 'too-large':
      return tooLarge(advice, limits, detail);
    case 'timed-out':
      return (
        `This document could not be read within ${count(Math.round(limits.timeoutMs / 1000))} seconds. ` +
        `${advice.quicker}`
      );
    case 'no-text': {
      if (detail?.late)
        return (
          'This document is a scan whose text could not be recognised in time, nor when it was tried again: the ' +
          'server was busy, or its pages are very large. Read it again when less is being read. If that fails too, ' +
          'scan it in black and white, or at fewer dots per inch.'
        );
      if (detail?.unread)
        return (
          'This document is a scan whose text could not be read well enough to be quoted. Scan it again: straight, ' +
          'sharp, at 300 dots per inch. Or upload the document that was printed.'
        );
      const where =
        detail?.pages === 1
          ? 'on its only page'
          : detail?.pages
            ? `on any of its ${count(detail.pages)} pages`
            : 'in this document';
      return `No text was found ${where}. ${advice.noText}`;
    }
    case 'internal':
      return (
        'This document could not be read because of a fault in our program, which has been reported. ' +
        `Until it is mended: ${advice.around}`
      );
    case 'macros':
      return MACROS;
    case 'unknown-encoding':
      return (
        'It could not be told in which alphabet this file is written, so that hardly a word of it would be right. ' +
        'Open it in an editor that shows it well, save it as UTF-8, and upload the new file.'
      );
    case 'not-a-document':
      return (
        'This file is not what its name says: no document could be found in it. Upload a PDF, Word (.docx), text ' +
        'or Markdown file.'
      );
  }
}

function tooLarge(
  advice: (typeof ADVICE)[DocumentKind],
  limits: ExtractionLimits,
  detail: ExtractionDetail = {},
): string {
  const split = 'Split it into smaller documents and upload each one.';
  if (detail.page) {
    return (
      `Page ${count(detail.page)} of this document holds more text than any printed page can. Split its content ` +
      'into ordinary pages and upload the document again.'
    );
  }
  if (detail.passages) return `This document falls into too many short sections to be searched. ${split}`;
  if (detail.chars) return `This document holds more than ${count(limits.maxChars)} characters of text. ${split}`;
  if (detail.unpacked) {
    return (
      'This document unpacks to far more text than a file of its size holds, the same again and again. Take out ' +
      'what is repeated and upload it again.'
    );
  }
  if (detail.deep)
    return (
      'The parts of this document stand in one another too deep to be read, such as tables within tables. ' +
      `${advice.flatter}`
    );
  return `This document needs too much memory to read. ${advice.smaller}`;
}

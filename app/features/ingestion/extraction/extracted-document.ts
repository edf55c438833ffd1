import { MAX_PAGES } from '#app/features/documents/upload/upload-limit.ts';
import type { Finding } from '#db/schema/finding-kinds.ts';
import type { RecognisedWord } from '#db/schema/recognised-word.ts';

/** What extraction hands to ingestion (C1, C8). Shared by the parent and the extraction child. */

export { FINDING_KINDS, type Finding } from '#db/schema/finding-kinds.ts';

export type ExtractedPage = {
  /** 1-based. For DOCX, TXT and MD a page is a section of about 3,000 characters, or what a page break cuts off. */
  number: number;
  /**
   * Normalised text. A line is one unit: a paragraph, a heading, a list item or a table row
   * (cells joined by ` | `); a blank line separates blocks.
   */
  text: string;
  /** Headings that begin on this page, each standing as a line of its own in `text`, in order. */
  headings: string[];
  /** Level of each entry of `headings`: 1 is the widest, 6 the narrowest. */
  headingLevels: number[];
  /** False for a page without any readable text, a scan for example. */
  hasText: boolean;
  /** Why this one page could not be read; the other pages are kept. */
  error?: string;
  /** The number that is printed on it ("iv", "A-3"), where it is known and differs from `number`. */
  label?: string | undefined;
  /** A page that is no content: it is shown, and never becomes a passage (C11). */
  role?: 'cover' | 'contents' | undefined;
  /** How sure text recognition is of a page that was read by it, 0 to 100 (C10). */
  confidence?: number | undefined;
  /** The words of the lines of a page that was read by text recognition. */
  lines?: RecognisedWord[] | undefined;
  /** What was left out or could not be read, at most 200. */
  findings?: Finding[] | undefined;
};

/** A piece of a page for retrieval. */
export type Passage = {
  /** 0-based, through the whole document. */
  ordinal: number;
  page: number;
  /** The page on which it ends, where that is the next one: a sentence, list or table that goes on overleaf. */
  lastPage?: number | undefined;
  heading: string | null;
  /** The headings that it stands under, from the widest to `heading`, each cut at MAX_SECTION_CHARS. */
  section: string[];
  text: string;
};

export type DocumentSummary = {
  pageCount: number;
  passageCount: number;
  /** Numbers of the pages without text, broken ones included. */
  emptyPages: number[];
  /** Numbers of the pages that are pictures of text (C10), and of those among them that wait to be recognised. */
  scannedPages: number[];
  waitingPages: number[];
  title?: string;
  /** By which its text is compared with others' (sketchText), where it says enough. */
  sketch?: string;
  /** For the builder: what is incomplete and what to do about it. */
  warnings: string[];
  /** For us: stacks of our own faults that cost a page each. */
  faults: string[];
};

export type ExtractionLimits = {
  /** Wall time of the whole extraction, milliseconds. */
  timeoutMs: number;
  /** Resident memory of the child, megabytes (1,048,576 bytes). */
  maxRssMb: number;
  maxPages: number;
  /** Characters of text over all pages. */
  maxChars: number;
};

export const DEFAULT_LIMITS: ExtractionLimits = {
  timeoutMs: 60_000,
  maxRssMb: 400,
  maxPages: MAX_PAGES,
  maxChars: 20_000_000,
};

/** What a reader knows of a page's lines, within the child. Each is a line of its `text`. */
export type PageMarks = {
  /** Lines that are never quoted: captions, call-outs, contents. */
  asides?: string[] | undefined;
  /** Footnotes, each behind the line that it is a note to. */
  notes?: string[] | undefined;
  /** Rows that are heads of tables, where they look it. */
  heads?: string[] | undefined;
  /** Lines around a title in a band: its imprint, or what the page says first. */
  band?: string[] | undefined;
};

/**
 * One page as the child's readers make it, before clean-up. `scanned`: what is to be read on it is a picture (C10).
 * `mistold`: only because the letters that its file names make no language, so that its picture decides.
 */
export type RawPage = Omit<ExtractedPage, 'hasText'> & {
  marks?: PageMarks | undefined;
  scanned?: boolean | undefined;
  mistold?: boolean | undefined;
};

/** Receives pages in order; awaiting it is the back-pressure. */
export type PageSink = (page: RawPage, total: number) => Promise<void>;

/** `author`: who made the document, as its file says. */
export type ReadResult = {
  pageCount: number;
  title?: string;
  author?: string;
  warnings: string[];
  faults?: string[];
};

/** `tooMany` makes the error to throw when a document has more than `maxPages`. */
export type ReadOptions = {
  maxPages: number;
  tooMany: (pages: number) => Error;
  /** Told how many pages were looked at, where a document is looked through before its pages are read. */
  onSurvey?: ((done: number, total: number) => void) | undefined;
};

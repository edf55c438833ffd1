import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
import type { ExtractionLimits } from '../extracted-document.ts';

/**
 * What the child is started with, as JSON in its first argument. `recognised`: a file with a line of JSON for each page
 * that text recognition has read, in order, a RecognisedPage without its `lines`.
 */
export type ChildTask = {
  path: string;
  kind: DocumentKind;
  limits: ExtractionLimits;
  recognised?: string | undefined;
};

/**
 * What the recognition child is started with: it sends each of `pages` once, in this order, in a frame of its own, and
 * ends. `languages`: of which packages with weights are installed.
 */
export type RecognitionTask = {
  path: string;
  pages: number[];
  languages: string[];
  /** Drawn coarsely only: for a page that took too long. */
  coarse: boolean;
  limits: Pick<ExtractionLimits, 'maxRssMb'> & { pageTimeoutMs: number };
};

/** The child's descriptor for its frames: each a length (4 bytes, big-endian) and so many bytes of JSON. */
export const FRAME_FD = 3;
/** Longest frame, bytes. What a child announces beyond it is never read. */
export const MAX_FRAME_BYTES = 8_388_608;
/** Most text of one page, characters; a page of print has some thousands. */
export const MAX_PAGE_CHARS = 400_000;
/** Most passages of a document: what the embedded model reads in some ten minutes. */
export const MAX_PASSAGES = 15_000;
/**
 * Most text of a file that packs its text: so many characters a byte, and a million in any case. A report of one table
 * over and over has 30 a byte; more is a file made to unpack to much.
 */
export const MAX_CHARS_A_BYTE = 100;
export const ALWAYS_ALLOWED_CHARS = 1_000_000;
/** Longest passage and longest heading of one, characters. */
export const MAX_PASSAGE_CHARS = 1_400;
export const MAX_HEADING_CHARS = 300;
/** Most headings that a passage stands under, and the longest of them there, characters. */
export const MAX_SECTION_DEPTH = 6;
export const MAX_SECTION_CHARS = 120;
/** Bounds of what is said of a page beside its text. */
export const MAX_LABEL_CHARS = 40;
export const MAX_FINDINGS = 200;
export const MAX_FINDING_CHARS = 300;
/** Words with their places; a dense page has a thousand. */
export const MAX_RECOGNISED_WORDS = 8_000;
export const MAX_RECOGNISED_CHARS = 200;
/** Stands behind a word or figure of a scan that was hard to make out: it may be another. */
export const DOUBT = '(?)';
/** Faults of ours that are told with a document, and of each so much of its stack, characters. */
export const MAX_FAULTS = 5;
export const MAX_FAULT_CHARS = 2_000;
/** How a text's sketch is written: 128 bytes (sketch-text.ts). */
export const SKETCH = /^[0-9a-f]{256}$/;

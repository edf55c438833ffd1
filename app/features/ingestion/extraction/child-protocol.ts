import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
import type { ExtractionLimits } from './extracted-document.ts';

/** What the child is started with, as JSON in its first argument. */
export type ChildTask = { path: string; kind: DocumentKind; limits: ExtractionLimits };

/** The child's descriptor for its frames: each a length (4 bytes, big-endian) and so many bytes of JSON. */
export const FRAME_FD = 3;
/** Longest frame, bytes. What a child announces beyond it is never read. */
export const MAX_FRAME_BYTES = 8_388_608;
/** Most text of one page, characters; a page of print has some thousands. */
export const MAX_PAGE_CHARS = 400_000;
/** Most passages of a document. */
export const MAX_PASSAGES = 60_000;
/** Longest passage and longest heading of one, characters. */
export const MAX_PASSAGE_CHARS = 1_400;
export const MAX_HEADING_CHARS = 300;

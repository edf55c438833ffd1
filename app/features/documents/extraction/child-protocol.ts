import type { DocumentKind, ExtractedPage, ExtractionLimits } from './extracted-document.ts';
import type { ExtractionErrorCode } from './extraction-error.ts';

/** Parent to child, once. */
export type ChildTask = { path: string; kind: DocumentKind; limits: ExtractionLimits };

/** Child to parent: batches of pages, then one `done` or one `failed`. */
export type ChildMessage =
  | { type: 'pages'; pages: ExtractedPage[]; total: number }
  | { type: 'done'; pageCount: number; title?: string; warnings: string[] }
  | { type: 'failed'; code: ExtractionErrorCode; pages?: number; chars?: boolean; cause?: string };

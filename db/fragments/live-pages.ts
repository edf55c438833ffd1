import { and, eq } from 'drizzle-orm';
import { documentPages, documents } from '../schema/documents.ts';

/** Pages of the reading that owners of a document read now: to join `document_pages` to `documents` by. */
export const onLivePages = and(
  eq(documentPages.tenantId, documents.tenantId),
  eq(documentPages.versionId, documents.liveVersionId),
  eq(documentPages.readingId, documents.liveReadingId),
);

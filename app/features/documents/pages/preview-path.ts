import { z } from 'zod';

const number = z.coerce.number().int().min(1).max(99_999);

/** The page of the portal that shows what was read of a document's page. */
export function previewPath(documentId: string, place: { page: number; version: number }): string {
  return `/developer/documents/${documentId}/pages?page=${place.page}&version=${place.version}`;
}

/** The place in such an address: page 1 of the version that owners read, unless it says otherwise. */
export const readPreviewPlace = (search: URLSearchParams): { page: number; version: number | undefined } => ({
  page: number.catch(1).parse(search.get('page') ?? 1),
  version: search.get('version') ? number.optional().catch(undefined).parse(search.get('version')) : undefined,
});

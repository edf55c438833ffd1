import { NAME_POSITION } from '#app/features/tenancy/name-position.ts';
import { decodeCursor } from '#app/platform/http.ts';
import type { DiveQuery } from './schema.ts';

/** Which developments a page of a dive lists, one more than it shows. Throws AppError 422 for another list's cursor. */
export function developmentPage({ cursor, limit }: DiveQuery) {
  const [name, id] = decodeCursor(cursor, NAME_POSITION) ?? [];
  return { after: name !== undefined && id ? { name, id } : undefined, limit: limit + 1 };
}

/** The position of a development in such a list. */
export const developmentPosition = ({ name, id }: { name: string; id: string }) => [name, id];

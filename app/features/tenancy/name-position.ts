import { z } from 'zod';
import { decodeCursor } from '#app/platform/http.ts';
import { readSort } from '#app/platform/sort-by.ts';
import type { DirectorySort } from '#db/queries/tenancy/directory.ts';

/** The place in a list by name: the name, without what PostgreSQL cannot hold, and the id. */
export const NAME_POSITION = z.tuple([
  z
    .string()
    .max(500)
    .regex(/^[^\0]*$/),
  z.uuid(),
]);

/** The ways in which builders and developments are sorted, as `sort` of a list's address says them. */
export const DIRECTORY_SORTS = ['name', 'created'] as const satisfies readonly DirectorySort[];

/** The order that a list of builders or developments wants, and where its page begins. Throws AppError 422. */
export function readOrder({
  sort: wish = 'name',
  cursor,
}: {
  sort?: DirectorySort | `-${DirectorySort}`;
  cursor?: string | undefined;
}) {
  const { sort, descending } = readSort(wish);
  if (sort === 'created') {
    const [id] = decodeCursor(cursor, z.tuple([z.uuid()])) ?? [];
    return { sort, descending, after: id === undefined ? undefined : { name: null, id } };
  }
  const [name, id] = decodeCursor(cursor, NAME_POSITION) ?? [];
  return { sort, descending, after: name === undefined || id === undefined ? undefined : { name, id } };
}

/** The position of a row in that order. */
export const positionIn = (sort: DirectorySort) => (row: { name: string; id: string }) =>
  sort === 'name' ? [row.name, row.id] : [row.id];

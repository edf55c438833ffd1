import { z } from 'zod';
import { decodeCursor } from '#app/platform/http.ts';
import { readSort } from '#app/platform/sort-by.ts';
import type { DirectorySort } from '#db/queries/tenancy/directory.ts';

/** A name, without what PostgreSQL cannot hold. */
const NAME = z
  .string()
  .max(500)
  .regex(/^[^\0]*$/);

/** The place in a list by name: the name and the id. */
export const NAME_POSITION = z.tuple([NAME, z.uuid()]);

/** The place in a list of builders or developments, which says what it is sorted by. */
const POSITIONS = {
  name: z.tuple([z.literal('name'), NAME, z.uuid()]),
  created: z.tuple([z.literal('created'), z.iso.datetime({ offset: true }), z.uuid()]),
};

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
  const [, value, id] = decodeCursor(cursor, POSITIONS[sort]) ?? [];
  return { sort, descending, after: value === undefined || id === undefined ? undefined : { value, id } };
}

/** The position of a row in that order. */
export const positionIn = (sort: DirectorySort) => (row: { name: string; createdAt: string; id: string }) => [
  sort,
  sort === 'name' ? row.name : row.createdAt,
  row.id,
];

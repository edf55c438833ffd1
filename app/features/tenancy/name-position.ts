import { z } from 'zod';

/** The place in a list by name: the name, without what PostgreSQL cannot hold, and the id. */
export const NAME_POSITION = z.tuple([
  z
    .string()
    .max(500)
    .regex(/^[^\0]*$/),
  z.uuid(),
]);

import { z } from 'zod';
import { limitSchema, noCursorSchema } from '#app/platform/http.ts';
import { isInIreland } from './distance.ts';
import { PLACE_CATEGORIES } from './place-categories.ts';

/** An empty field is missing, not zero. */
const degrees = (example: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : (value ?? undefined)),
    z.coerce.number({ error: `must be a number of degrees, such as ${example}` }),
  );

/** A house's position as staff set it by hand, decimal degrees (C2). Form and action share it. */
export const houseLocationSchema = z
  .object({ latitude: degrees('51.9198'), longitude: degrees('-8.1674') })
  .refine(isInIreland, {
    path: ['latitude'],
    message:
      'and longitude must lie in Ireland; check that they are not swapped and that the longitude has its minus sign',
  });

/** The query of GET /api/places (F6), besides its limit. */
export const placesQuerySchema = z.object({
  category: z
    .enum(
      PLACE_CATEGORIES.map(({ id }) => id),
      { error: `must be one of ${PLACE_CATEGORIES.map(({ id }) => id).join(', ')}` },
    )
    .optional(),
});

const choice = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `may have at most ${max} characters`)
    .optional()
    .transform((value) => value || undefined);
const UNIT_STATUSES = ['claimed', 'unclaimed', 'unlocated'] as const;

/** The filters of the list of houses, as they stand in the URL; an empty one is none (G2). */
export const unitQuerySchema = z.object({
  cursor: z.string().max(500).optional(),
  q: choice(200),
  house_type: choice(20),
  development_id: z.preprocess(
    (value) => value || undefined,
    z.uuid('must be the id of one of your developments').optional(),
  ),
  status: z.preprocess(
    (value) => value || undefined,
    z.enum(UNIT_STATUSES, { error: `must be ${UNIT_STATUSES.join(', ')}` }).optional(),
  ),
});

/** The query of GET /api/units. */
export const unitListSchema = unitQuerySchema.extend({ limit: limitSchema });

/** The query of GET /api/places. */
export const placeListSchema = placesQuerySchema.extend({ limit: limitSchema, cursor: noCursorSchema });

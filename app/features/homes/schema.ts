import { z } from 'zod';
import { isInIreland } from './distance.ts';
import { PLACE_CATEGORIES } from './place-categories.ts';

const degrees = (example: string) => z.coerce.number({ error: `must be a number of degrees, such as ${example}` });

/** A house's position as staff set it by hand, decimal degrees (C2). Form and action share it. */
export const houseLocationSchema = z
  .object({ latitude: degrees('51.9198'), longitude: degrees('-8.1674') })
  .refine(isInIreland, { path: ['latitude'], message: 'and longitude must lie in Ireland; check that they are not swapped and that the longitude has its minus sign' });

/** The query of GET /api/places (F6), besides its limit. */
export const placesQuerySchema = z.object({
  category: z.enum(PLACE_CATEGORIES.map(({ id }) => id), { error: `must be one of ${PLACE_CATEGORIES.map(({ id }) => id).join(', ')}` }).optional(),
});

import { z } from 'zod';
import { pageQuerySchema, withoutEmpty } from '../schema.ts';
import { LOAD_RANGES, ROUTE_SORTS } from './ranges.ts';

/** What the load page shows, as it stands in the URL (H9): how far back, and routes filtered and sorted. */
export const loadQuerySchema = z.preprocess(
  withoutEmpty,
  pageQuerySchema.extend({
    range: z.enum(LOAD_RANGES, { error: `must be of ${LOAD_RANGES.join(', ')}` }).default('hour'),
    q: z.string().trim().max(100, 'is longer than 100 characters; shorten it').optional(),
    sort: z.enum(ROUTE_SORTS, { error: `must be of ${ROUTE_SORTS.join(', ')}` }).default('-requests'),
  }),
);

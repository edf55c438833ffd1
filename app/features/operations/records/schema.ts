import { z } from 'zod';
import { DIRECTORY_SORTS } from '#app/features/tenancy/name-position.ts';
import { sortBy } from '#app/platform/sort-by.ts';
import { filters, requestIdSchema, tenantFilter as tenant } from '../schema.ts';

export const READING_STATES = ['queued', 'processing', 'ready', 'failed'] as const;

/** The filters of the platform's logs and lists, as they stand in the URL (H1, H2, H5, H7); of model errors (H8). */
export const activityFilterSchema = filters({
  tenant,
  action: z.string().trim().max(100).optional(),
  request: requestIdSchema,
});
export const llmErrorFilterSchema = filters({
  tenant,
  operation: z.enum(['chat', 'embedding'], { error: 'must be chat or embedding' }).optional(),
  request: requestIdSchema,
});
export const readingFilterSchema = filters({
  tenant,
  status: z.enum(READING_STATES, { error: `must be of ${READING_STATES.join(', ')}` }).optional(),
});
const directory = {
  q: z.string().trim().max(100, 'Give at most 100 characters.').optional(),
  sort: sortBy(DIRECTORY_SORTS),
};
export const BUILDER_STATES = ['open', 'retired'] as const;
export const tenantListSchema = filters({
  ...directory,
  state: z.enum(BUILDER_STATES, { error: `must be of ${BUILDER_STATES.join(', ')}` }).optional(),
});
export const DEVELOPMENT_STATES = ['open', 'closed'] as const;
export const developmentListSchema = filters({
  ...directory,
  tenant,
  state: z.enum(DEVELOPMENT_STATES, { error: `must be of ${DEVELOPMENT_STATES.join(', ')}` }).optional(),
});

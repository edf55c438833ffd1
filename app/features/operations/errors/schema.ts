import { z } from 'zod';
import { filters, requestIdSchema, tenantFilter } from '../schema.ts';

export const ERROR_KINDS = ['api', 'database', 'job'] as const;
export const ERROR_STATES = ['open', 'resolved', 'muted'] as const;
/** `all`: the muted too, which are left out otherwise. */
export const ERROR_STATE_FILTERS = [...ERROR_STATES, 'all'] as const;

/** The filters of the error log, as they stand in the URL (H8). */
export const errorFilterSchema = filters({
  tenant: tenantFilter,
  kind: z.enum(ERROR_KINDS, { error: `must be of ${ERROR_KINDS.join(', ')}` }).optional(),
  request: requestIdSchema,
  state: z.enum(ERROR_STATE_FILTERS, { error: `must be of ${ERROR_STATE_FILTERS.join(', ')}` }).optional(),
  assigned: z
    .union([z.literal('none'), z.uuid()], { error: "must be the id of one of the platform's staff, or none" })
    .optional(),
});

/** What is decided about an error: its state, who looks after it (null: nobody), or both. */
export const errorDecisionSchema = z
  .strictObject({
    state: z.enum(ERROR_STATES, { error: `Choose one of ${ERROR_STATES.join(', ')}.` }).optional(),
    assigned_to: z
      .uuid('Choose somebody of the platform’s staff.')
      .transform((id) => id.toLowerCase())
      .nullable()
      .optional(),
  })
  .refine((given) => given.state !== undefined || given.assigned_to !== undefined, {
    error: 'Give `state`, `assigned_to` or both.',
  });

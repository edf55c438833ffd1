import { z } from 'zod';
import { builderSettingsSchema } from '../settings/schema.ts';

const { seen, support_email, support_phone, accent } = builderSettingsSchema.shape;

const name = z
  .string({ error: 'Enter the builder’s name.' })
  .trim()
  .min(2, 'Enter the builder’s name.')
  .regex(/^\P{Cc}*$/u, 'Leave out what is no letter or sign.')
  .max(120, 'Shorten the name to 120 characters.');

/** Names of hosts that are the platform's own, since a builder's may be `{slug}.<domain>`. */
const OURS = ['www', 'api', 'admin', 'app', 'mail', 'smtp', 'static', 'assets', 'status', 'docs', 'localhost'];
const NO_SLUG = 'Enter 3 to 40 small letters, digits and hyphens, beginning and ending with a letter or digit.';

/** By which a builder or a development stands in addresses. */
export const shortName = z
  .string({ error: NO_SLUG })
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/, NO_SLUG)
  .refine((value) => !OURS.includes(value), 'This one is the platform’s own. Choose another.')
  .refine((value) => !value.includes('--'), 'Leave one hyphen between two words.');

/** A new builder. Its short name stays: programs send it, and addresses may hold it. */
export const newBuilderSchema = z.object({ name, slug: shortName, support_email, support_phone, accent });

export const builderSchema = z.object({ seen, name, support_email, support_phone, accent });

import { z } from 'zod';
import { limitSchema } from '#app/platform/http.ts';
import { categoryOf } from './category-label.ts';

/** The categories that people choose from; a document may have another one. */
export const CATEGORIES = [
  'guides',
  'heating',
  'electrical',
  'water',
  'ventilation',
  'safety',
  'windows-doors',
  'warranty',
  'estate',
  'services',
] as const;

/** `missing`: what to do when there is none. */
const printable = (label: string, max: number, missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .min(1, missing)
    .max(max, `${label} may have at most ${max} characters`)
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused
    .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, `${label} holds control characters; type it again`);

/** `A,B`, `["A","B"]` or the field given several times. */
const houseTypeList = z
  .preprocess(
    (value) => {
      const parts = (Array.isArray(value) ? value : [value]).filter((part): part is string => typeof part === 'string');
      return [...new Set(parts.flatMap((part) => part.split(/[\s,;[\]"']+/)).filter(Boolean))];
    },
    z.array(z.string().max(20)),
  )
  .refine((codes) => codes.length > 0, 'choose at least one house type');

/** What staff can change of a document. */
export const documentChangeSchema = z.object({
  title: printable('title', 200, 'give the document a title'),
  category: printable('category', 40, 'choose a category, or write one').transform(categoryOf),
  house_types: houseTypeList,
});

/** The fields beside the file of an upload. */
export const uploadFieldsSchema = documentChangeSchema.extend({
  development_id: z.uuid('must be the id of one of your developments'),
});

/** What to do with a file that is stored already; given several times, as a form's box over its default, the last. */
export const ifStoredSchema = z.object({
  if_stored: z.preprocess(
    (value) => (Array.isArray(value) ? value.at(-1) : value) || undefined,
    z.enum(['ask', 'store'], { error: 'must be ask or store' }).optional(),
  ),
});

export const documentQuerySchema = z.object({
  cursor: z.string().max(500).optional(),
  category: z
    .string()
    .trim()
    .max(40)
    .optional()
    .transform((value) => value || undefined),
  q: z
    .string()
    .trim()
    .max(200, 'may have at most 200 characters')
    .optional()
    .transform((value) => value || undefined),
});

const choice = z
  .string()
  .trim()
  .max(40)
  .optional()
  .transform((value) => value || undefined);

/** The filters of the builder's list, as they stand in the URL; an empty one is none. */
export const portalDocumentQuerySchema = documentQuerySchema.extend({
  status: z.preprocess(
    (value) => value || undefined,
    z
      .enum(['queued', 'processing', 'undecided', 'ready', 'failed'], {
        error: 'must be queued, processing, undecided, ready or failed',
      })
      .optional(),
  ),
  house_type: choice,
});

/** The query of a document's history of versions. */
export const versionPageQuerySchema = z.object({ cursor: z.string().max(500).optional() });

/** The choice to make a document the next version of another: which version that was said to be. */
export const choiceSchema = z.object({ version: z.coerce.number().int().min(2).max(99_999) });

/** How a file is fetched: to be saved, and by staff in another version than the newest. */
export const downloadQuerySchema = z.object({
  save: z.string().optional(),
  version: z.coerce.number().int().min(1).max(99_999).optional(),
});

/** The query of GET /api/documents. */
export const documentListSchema = documentQuerySchema.extend({ limit: limitSchema });

/** The query of GET /api/documents/:id/versions. */
export const versionListSchema = versionPageQuerySchema.extend({ limit: limitSchema });

import { z } from 'zod';

/* What the answers of the API are made of. */

export const id = z.uuid();
export const time = z.iso.datetime();
export const day = z.iso.date();
export const count = z.int().min(0);
export const share = z.number().min(0).max(1);
export const path = z.string().meta({ description: 'A path on this host' });
export const named = z.strictObject({ id, name: z.string() });

/** A page of a list (B1). */
export const list = <S extends z.ZodType>(item: S) =>
  z.strictObject({
    items: z.array(item),
    next_cursor: z.string().nullable().meta({ description: 'Asked for with `cursor`; null after the last page' }),
  });

export const source = z.strictObject({
  document_id: id,
  title: z.string(),
  page: z.int().min(1),
  quote: z.string(),
  url: path,
  last_page: z.int().min(1).optional(),
  page_label: z.string().optional().meta({ description: 'What is printed as the page’s number, where it differs' }),
  recognised: z
    .literal(true)
    .optional()
    .meta({ description: 'The quote comes from a scan, whose words were recognised and may be mistaken' }),
  gone: z
    .literal(true)
    .optional()
    .meta({ description: 'In a history: the house reads the document no more, so that the link leads nowhere' }),
});

import { z } from 'zod';
import { cursorSchema } from '#app/platform/http.ts';
import { MAX_BODY, MAX_TITLE } from './limits.ts';
import { fromDublin } from '#app/platform/dublin-time.ts';

/** Single houses that one notice may name. */
export const MAX_HOUSES = 500;

const words = (max: number, missing: string) =>
  z.string({ error: missing }).trim().min(1, missing).max(max, `may have at most ${max} characters; yours is longer`);

/** A field given once, several times or not at all. */
const list = <S extends z.ZodType>(item: S) =>
  z.preprocess(
    (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item),
  );

const moment = z
  .string()
  .trim()
  .optional()
  .transform((value, context) => {
    if (!value) return null;
    const at = fromDublin(value);
    if (!at) context.addIssue({ code: 'custom', message: 'choose a day and a time, such as 2026-12-01 09:00' });
    return at;
  });

/** What staff type of a notice; times are Dublin's. An empty `from` is now, an empty `until` for ever. */
export const noticeSchema = z
  .object({
    // One line, whatever was pasted: it becomes a mail's subject.
    title: words(MAX_TITLE, 'give the notice a title').transform((text) => text.replaceAll(/\s+/g, ' ')),
    body: words(MAX_BODY, 'write what owners are to know'),
    audience: z.enum(['development', 'types', 'houses'], { error: 'choose whom it is meant for' }),
    house_types: list(z.string().max(20)),
    house_ids: list(z.uuid('choose houses from the list')).pipe(
      z.array(z.string()).max(MAX_HOUSES, `choose at most ${MAX_HOUSES} houses, or write to the whole development`),
    ),
    from: moment,
    until: moment,
    mail: z.string().optional().transform(Boolean),
  })
  .superRefine(({ audience, house_types: types, house_ids: houses, from, until }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (audience === 'types' && types.length === 0) fault('house_types', 'choose at least one house type');
    if (audience === 'houses' && houses.length === 0) fault('house_ids', 'choose at least one house');
    if (until && until.getTime() <= (from ?? new Date()).getTime())
      fault('until', 'must be later than the beginning, and not over yet');
    const latest = Date.now() + 2 * 365 * 86_400_000;
    if (from && from.getTime() > latest) fault('from', 'must be within the next two years');
    if (until && until.getTime() > latest + 2 * 365 * 86_400_000) fault('until', 'must be within the next four years');
  });

export type NoticeInput = z.output<typeof noticeSchema>;

/** Which state of the notice a change was made on. */
export const versionSchema = z.object({ version: z.coerce.number().int().min(1).max(1_000_000) });

export const noticeQuerySchema = z.object({
  cursor: cursorSchema,
  state: z.preprocess(
    (value) => value || undefined,
    z.enum(['scheduled', 'shown', 'ended'], { error: 'must be scheduled, shown or ended' }).optional(),
  ),
  development_id: z.preprocess(
    (value) => value || undefined,
    z.uuid('must be the id of one of your developments').optional(),
  ),
});

export const ownerNoticeQuerySchema = z.object({ cursor: cursorSchema });

/** Which notices have been seen. */
export const readSchema = z.object({
  ids: z
    .string()
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(z.uuid()).min(1).max(100)),
});

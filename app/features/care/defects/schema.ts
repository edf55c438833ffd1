import { z } from 'zod';
import { DEFECT_STATES, TRADES } from '#db/schema/care-words.ts';
import { cursorSchema } from '#app/platform/http.ts';
import { MAX_WORDS } from './limits.ts';

const MAX_ROOM = 60;

const words = (missing: string) =>
  z
    .string({ error: missing })
    // As a form sends lines.
    .transform((text) => text.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(1, missing).max(MAX_WORDS, `may have at most ${MAX_WORDS} characters`));

const emptyIsNone = (value: unknown) => (value === '' ? undefined : value);

/** The fields beside the photos of a report. `report_id` names it, so that sending it twice reports it once. */
export const reportSchema = z.object({
  report_id: z.preprocess(emptyIsNone, z.uuid('must be a UUID that you made').optional()),
  description: words('say what is wrong'),
  room: z
    .string({ error: 'say where it is' })
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().min(1, 'say where it is').max(MAX_ROOM, `may have at most ${MAX_ROOM} characters`)),
  message: z.preprocess(emptyIsNone, z.uuid('must be the id of an answer of yours').optional()),
});

export const messageSchema = z.object({ text: words('write your message') });

const version = z.coerce.number({ error: 'must be the version that you saw' }).int().min(1).max(1_000_000);
export const seenVersionSchema = z.object({ version });

const day = z.preprocess(
  emptyIsNone,
  z.iso
    .date('choose a day, such as 2026-12-01')
    .refine(
      (value) => value >= '2020-01-01' && Date.parse(value) < Date.now() + 5 * 365 * 86_400_000,
      'must lie within the next five years',
    )
    .optional(),
);

/** What staff decide about a defect. */
export const decisionSchema = z.object({
  version,
  state: z.enum(['seen', 'scheduled', 'done'], { error: 'choose seen, scheduled or done' }),
  trade: z.preprocess(emptyIsNone, z.enum(TRADES, { error: 'choose one of the trades' }).optional()),
  due_on: day,
  visit_on: day,
});

/** The builder's list, as its filters stand in the URL; an empty one is none. */
export const defectQuerySchema = z.object({
  cursor: cursorSchema,
  view: z.preprocess(emptyIsNone, z.enum(['board', 'table'], { error: 'must be board or table' }).optional()),
  state: z.preprocess(
    emptyIsNone,
    z.enum(DEFECT_STATES, { error: `must be one of ${DEFECT_STATES.join(', ')}` }).optional(),
  ),
  trade: z.preprocess(emptyIsNone, z.enum([...TRADES, 'none'], { error: 'must be one of the trades' }).optional()),
  development_id: z.preprocess(emptyIsNone, z.uuid('must be the id of one of your developments').optional()),
  overdue: z.preprocess(emptyIsNone, z.enum(['1'], { error: 'must be 1' }).optional()),
});

export const ownerDefectQuerySchema = z.object({ cursor: cursorSchema });

/** The answer that a report is begun from. */
export const reportQuerySchema = z.object({
  message: z.preprocess(emptyIsNone, z.uuid('must be the id of an answer of yours').optional()),
});

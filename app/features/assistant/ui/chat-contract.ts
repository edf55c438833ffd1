import { z } from 'zod';
import { ANSWER_MODES } from '#db/schema/answer-modes.ts';

/** What the browser believes of the assistant's API: everything that arrives is checked against these. */

const citationSchema = z.object({
  document_id: z.string(),
  title: z.string(),
  page: z.number().int(),
  quote: z.string(),
  url: z.string(),
  last_page: z.number().int().optional(),
  page_label: z.string().optional(),
});
const modeSchema = z.enum(ANSWER_MODES);

export type Citation = z.output<typeof citationSchema>;

export const answerEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('meta'),
    message_id: z.string(),
    conversation_id: z.string(),
    mode: modeSchema.optional(),
  }),
  z.object({ type: z.literal('delta'), text: z.string() }),
  z.object({ type: z.literal('citations'), citations: z.array(citationSchema) }),
  z.object({
    type: z.literal('done'),
    message_id: z.string(),
    conversation_id: z.string(),
    answer: z.string(),
    grounded: z.boolean(),
    citations: z.array(citationSchema),
    mode: modeSchema.optional(),
  }),
  z.object({
    type: z.literal('error'),
    status: z.number().optional(),
    detail: z.string().optional(),
    retry_after: z.number().optional(),
  }),
]);

export type AnswerEvent = z.output<typeof answerEventSchema>;

const passedOnSchema = z.enum(['recorded', 'mailed', 'unmailed']);
/** Of a question passed on to the builder: its mail is on the way, handed over, or was given up. */
export type PassedOn = z.output<typeof passedOnSchema>;

const historyItemSchema = z.object({
  id: z.string(),
  role: z.enum(['user', 'assistant']),
  content: z.string(),
  citations: z.array(citationSchema),
  created_at: z.string(),
  conversation_id: z.string(),
  mode: modeSchema.nullish(),
  grounded: z.boolean().nullish(),
  state: z.enum(['complete', 'stopped', 'failed']).nullish(),
  rating: z.enum(['up', 'down']).nullish(),
  passed_on: passedOnSchema.nullish(),
});

/** One message as the history shows it. */
export type HistoryItem = z.output<typeof historyItemSchema>;

/** A page of the history, newest message first. */
export const historySchema = z.object({ items: z.array(historyItemSchema), next_cursor: z.string().nullable() });
export type HistoryPage = z.output<typeof historySchema>;

/** The part of a problem (RFC 9457) that people read. */
export const problemSchema = z.object({ status: z.number(), detail: z.string() });

/** Longest question in characters (code points), as the API counts. */
export const MAX_QUESTION = 2_000;

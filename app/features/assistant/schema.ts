import { z } from 'zod';
import { cursorSchema, limitSchema, noCursorSchema } from '#app/platform/http.ts';
import { UUID } from '#db/patterns.ts';

const MAX_QUESTION = 2_000;
/** Control characters but tab, line feed and carriage return. */
// oxlint-disable-next-line no-control-regex -- naming control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** A question as its asker wrote it: 1–2,000 characters (code points), not blank, without control characters. */
export const questionSchema = z
  .string({ error: 'must be a text' })
  .refine((text) => text.trim() !== '', 'is empty; write your question')
  .refine((text) => [...text].length <= MAX_QUESTION, `is longer than ${MAX_QUESTION} characters; shorten it`)
  .refine((text) => !CONTROL.test(text), 'holds control characters; remove them')
  .refine((text) => text.isWellFormed(), 'holds a broken character; remove it');

/** Compared with the token's as plain text, so that a wrong one is 403 whatever it looks like. */
const contextId = z.string({ error: 'must be a text' }).min(1, 'is empty').max(100, 'is too long');

export const conversationIdSchema = z.string().regex(UUID, 'is not a conversation’s id');

export const chatSchema = z.object({
  message: questionSchema,
  context: z.object(
    { development_id: contextId, house_id: contextId },
    { error: 'must hold development_id and house_id' },
  ),
  conversation_id: conversationIdSchema.nullish(),
});

export const feedbackSchema = z.object({
  message_id: z.string().regex(UUID, 'is not a message’s id'),
  rating: z.enum(['up', 'down'], { error: 'must be up or down' }),
  comment: z
    .string()
    .trim()
    .max(1_000, 'is longer than 1,000 characters; shorten it')
    .refine((text) => !CONTROL.test(text) && text.isWellFormed(), 'holds control characters; remove them')
    .optional(),
});

/** `question`: as its owner edited it; without it as it was asked. */
export const askBuilderSchema = z.object({
  message_id: z.string().regex(UUID, 'is not a message’s id'),
  question: questionSchema.optional(),
});

/** A question that a form posts. */
export const questionFormSchema = z.object({
  message: questionSchema,
  conversation_id: conversationIdSchema.optional(),
});

/** A conversation's name, as its owner gives it. */
export const conversationNameSchema = z.object({
  id: conversationIdSchema,
  name: z
    .string({ error: 'give the conversation a name' })
    .trim()
    .min(1, 'give the conversation a name')
    .max(80, 'may have at most 80 characters')
    .refine((text) => !CONTROL.test(text) && text.isWellFormed(), 'holds control characters; type it again'),
});

/** The query of GET /api/search (A5). */
export const searchQuerySchema = z.object({ q: questionSchema, limit: limitSchema, cursor: noCursorSchema });

/** The query of GET /api/chat/history. */
export const historyQuerySchema = z.object({
  limit: limitSchema,
  cursor: cursorSchema,
  conversation_id: conversationIdSchema.optional(),
});

import { z } from 'zod';
import { DEFECT_STATES, SIDES } from '#db/schema/care-words.ts';

/** What `logbook.json` holds (F13). The same schema, as JSON Schema, stands beside it as `schema.json`. */
export const LOGBOOK_VERSION = 2;

const moment = z.iso.datetime().describe('A moment, ISO 8601, UTC.');

const citation = z.object({
  document_id: z.string().describe('Of the document in `documents` that is quoted.'),
  title: z.string(),
  page: z.int().describe('The page of the file, from 1.'),
  quote: z.string(),
});

const message = z.object({
  id: z.string(),
  conversation_id: z.string().describe('Messages with the same value belong to one conversation.'),
  role: z.enum(['user', 'assistant']).describe('Who wrote it: the owner, or the house’s assistant.'),
  content: z.string(),
  created_at: moment,
  mode: z
    .string()
    .nullable()
    .describe('How an answer came about: `extractive` and `record` are quoted, `model` is written by AI.'),
  state: z.string().describe('`complete`, `stopped` by its reader, or `failed`.'),
  rating: z.enum(['up', 'down']).nullable(),
  passed_on: z.boolean().describe('Was the question passed on to the builder?'),
  builder_answers: z
    .array(z.object({ text: z.string(), at: moment }))
    .describe('What the builder’s people answered to it, oldest first.'),
  citations: z.array(citation),
});

const document = z.object({
  id: z.string(),
  title: z.string(),
  category: z.string(),
  pages: z.int().nullable(),
  file: z.string().describe('Where it lies in this archive.'),
});

const day = z.iso.date().describe('A day, ISO 8601.');

const defect = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  room: z.string(),
  trade: z.string().nullable(),
  state: z.enum(DEFECT_STATES),
  reported_at: moment,
  due_on: day.nullable(),
  visit_on: day.nullable(),
  closed_by_owner: z.boolean(),
  closed_by_builder: z.boolean(),
  photos: z.array(z.string()).describe('Where each lies in this archive.'),
  messages: z.array(
    z.object({
      side: z.enum(SIDES).describe('Who wrote it.'),
      state: z.enum(DEFECT_STATES).nullable().describe('The state that it set, if it set one.'),
      text: z.string(),
      at: moment,
    }),
  ),
});

const task = z.object({
  id: z.string(),
  subject: z.string(),
  quote: z.string().describe('What the document says of it.'),
  document_id: z.string(),
  title: z.string().describe('Of that document.'),
  page: z.int(),
  every: z.string(),
  due_on: day,
});

const done = z.object({
  task_id: z.string(),
  subject: z.string().nullable().describe('Of the task, which may not be in `tasks` any more; null when it is gone.'),
  due_on: day,
  done_on: day,
  note: z.string(),
});

export const logbookSchema = z.object({
  format: z.literal('openhouse-logbook'),
  version: z.literal(LOGBOOK_VERSION),
  made_at: moment,
  house: z.object({
    label: z.string(),
    address: z.string(),
    eircode: z.string().nullable(),
    house_type: z.string(),
    development: z.string(),
    builder: z.object({ name: z.string(), email: z.string(), phone: z.string() }),
  }),
  record: z
    .array(z.object({ heading: z.string(), text: z.string() }))
    .describe('What the product itself knows of the house.'),
  owner: z.object({
    full_name: z.string(),
    email: z.string().nullable(),
    accepted: z.array(z.object({ document: z.string(), version: z.string(), accepted_at: moment })),
    devices: z.array(z.object({ browser: z.string(), since: moment.nullable(), last_seen: moment.nullable() })),
  }),
  messages: z.array(message).describe('The owner’s own chats, oldest first.'),
  documents: z.array(document),
  defects: z.array(defect).describe('What the owner reported to the builder, newest first.'),
  maintenance: z.object({
    tasks: z.array(task).describe('What the documents ask for, the next due first.'),
    done: z.array(done).describe('What the owner ticked off, by task, oldest first.'),
  }),
});

export type Logbook = z.output<typeof logbookSchema>;

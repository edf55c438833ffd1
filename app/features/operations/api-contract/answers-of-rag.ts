import { z } from 'zod';
import { STAGES } from '#app/features/assistant/answer-traces/why-answer.ts';
import { ANSWER_MODES } from '#db/schema/answer-modes.ts';
import { citation } from './answers.ts';
import { count, id, list, share, time } from './shapes.ts';

/* The log of the owners' answers (H6). */

const item = {
  id,
  at: time,
  tenant_id: id,
  development: z.strictObject({ id, name: z.string().nullable() }),
  question: z.string().nullable(),
  mode: z.enum(ANSWER_MODES).nullable(),
  state: z.enum(['complete', 'stopped', 'failed']),
  grounded: z.boolean().nullable(),
  rating: z.enum(['up', 'down']).nullable(),
  latency_ms: count,
  request_id: z.string().nullable(),
};

export const ragAnswers = list(z.strictObject(item));

const parts = z.array(z.strictObject({ name: z.string(), value: z.number(), weight: z.number() }));

const passage = z.strictObject({
  chunk_id: z.string(),
  document_id: z.string(),
  title: z.string(),
  page: count,
  heading: z.string().nullable(),
  words: share.nullable().meta({ description: 'By words: share of what the question names that it holds' }),
  cosine: z.number().nullable().meta({ description: 'By meaning' }),
  score: share,
  best: z.strictObject({ text: z.string(), score: z.number(), parts }).nullable(),
  prompted: z.boolean().meta({ description: 'Handed to the language model' }),
});

const decision = z.strictObject({
  parts,
  bias: z.number(),
  confidence: z.number().nullable(),
  threshold: z.number(),
  verdict: z.enum(['answers', 'declines', 'asks-back']),
  blocked_by: z.enum(['nothing-found', 'nothing-named', 'of-others', 'identifier-missing', 'nothing-known']).nullable(),
  calibrated: z.boolean(),
  sure: z.strictObject({ parts, bias: z.number(), sum: z.number() }).nullable().optional(),
});

const searchOf = <P extends z.ZodType>(passages: P) =>
  z.strictObject({
    text: z.string(),
    asked: z.string(),
    with_talk: z.boolean(),
    chosen: z.boolean(),
    by_meaning: z.boolean(),
    kind: z.string(),
    terms: z.array(z.strictObject({ words: z.string(), weight: z.number(), known: z.boolean() })),
    identifiers: z.array(z.string()),
    passages: z.array(passages),
    decision: decision.nullable(),
  });

const whyOf = <P extends z.ZodType>(passages: P) =>
  z.strictObject({
    version: z.literal(1).optional(),
    language: z.string().nullable(),
    danger: z.strictObject({ tier: z.string(), hazard: z.string(), now: z.boolean() }).nullable(),
    kept: z.boolean(),
    embedding_model: z.string().nullable(),
    library_version: z.string().nullable(),
    model: z
      .strictObject({ name: z.string(), outcome: z.enum(['wrote', 'declined', 'away']), left_out: z.boolean() })
      .nullable(),
    searches: z.array(searchOf(passages)),
    stages: z.array(z.strictObject({ name: z.enum(STAGES), ms: z.number().min(0) })),
  });

export const ragAnswer = z.strictObject({
  ...item,
  conversation_id: id,
  house: z.strictObject({ id, type: z.string() }),
  answer: z.string(),
  citations: z.array(citation),
  comment: z.string().nullable(),
  passed_on: z.strictObject({ job_id: id.nullable() }).nullable(),
  why: whyOf(passage.extend({ text: z.string().nullable() })).nullable(),
  model_use: z.array(
    z.strictObject({
      operation: z.string(),
      model: z.string(),
      prompt_tokens: count,
      completion_tokens: count,
      cost: z.number().nullable(),
      latency_ms: count,
      first_token_ms: count.nullable(),
    }),
  ),
});

const change = z.enum(['same', 'gone', 'new']);
const ranked = z.strictObject({ rank: z.int().min(1), score: share }).nullable();

export const ragReplay = z.strictObject({
  answer: z.string(),
  mode: z.enum(ANSWER_MODES),
  grounded: z.boolean(),
  citations: z.array(citation),
  why: whyOf(passage),
  latency_ms: count,
  changed: z.strictObject({
    same: z.boolean(),
    lines: z.array(z.strictObject({ text: z.string(), change })),
    sources: z.array(z.strictObject({ title: z.string(), page: count, change })),
    passages: z.array(
      z.strictObject({ title: z.string(), page: count, heading: z.string().nullable(), was: ranked, now: ranked }),
    ),
    facts: z.array(z.strictObject({ name: z.string(), was: z.string(), now: z.string() })),
  }),
});

import { z } from 'zod';
import { PLACE_CATEGORIES } from '#app/features/homes/place-categories.ts';
import { ANSWER_MODES } from '#db/schema/answer-modes.ts';
import { JOB_STATES } from '#db/schema/job-states.ts';
import { count, day, id, list, named, path, share, source, time } from './shapes.ts';

/*
 * What the API answers, as schemas. The matrix of routes and roles holds every answer that it gets against them: a
 * member that is not written here fails there.
 */

/** RFC 9457; 422 has `errors` by field, 429 and 503 `retry_after` seconds, some errors more. */
export const problem = z.looseObject({
  type: z.string().meta({ examples: ['urn:openhouse:problem:invalid-input'] }),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().meta({ description: 'What went wrong and what to do about it' }),
  request_id: z.string().nullable(),
  retry_after: z.int().min(1).optional(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
});

export const sessionMade = z.strictObject({
  role: z.enum(['developer', 'admin']),
  tenant: z.string().nullable().meta({ description: 'The tenant’s slug; null for the platform’s staff' }),
});

export const qrResolved = z.strictObject({
  house: z.strictObject({ id, label: z.string(), house_type: z.string() }),
  development: named,
  tenant: z.strictObject({ slug: z.string(), name: z.string() }),
  purchaser: z.strictObject({ full_name: z.string() }),
  onboarded: z.literal(false),
});

export const publicDevelopment = z.strictObject({
  slug: z.string(),
  name: z.string(),
  tenant: z.strictObject({ slug: z.string(), name: z.string() }),
  brand: z.strictObject({ accent: z.string() }),
});

export const citation = source.extend({
  document_id: id.or(z.literal('')).meta({ description: 'Empty for the house record, which is no document' }),
  page: z.int().min(0),
});

const mode = z.enum(ANSWER_MODES);

export const answer = z.strictObject({
  message_id: id,
  conversation_id: id,
  answer: z.string(),
  grounded: z.boolean(),
  citations: z.array(citation),
  mode,
});

export const history = list(
  z.strictObject({
    id,
    role: z.enum(['user', 'assistant']),
    content: z.string(),
    citations: z.array(citation),
    created_at: time,
    conversation_id: id,
    grounded: z.boolean().nullable(),
    mode: mode.nullable(),
    state: z.enum(['complete', 'stopped', 'failed']),
    rating: z.enum(['up', 'down']).nullable(),
    passed_on: z.enum(['recorded', 'mailed', 'unmailed']).nullable(),
    passed_on_question: z.string().nullable(),
    builder_answers: z.array(z.strictObject({ id, text: z.string(), at: time, seen: z.boolean() })),
    changes: z
      .array(
        z.strictObject({
          id,
          document_id: id.nullable(),
          page: z.int().min(1),
          told: z
            .strictObject({ id: id.nullable(), text: z.string(), at: time, seen: z.boolean() })
            .nullable()
            .meta({ description: 'What the builder says of it; null before that' }),
        }),
      )
      .meta({ description: 'Passages of its sources that have changed since the answer was given' }),
  }),
);

export const searched = list(source.extend({ score: share }));

export const places = list(
  z.strictObject({
    id,
    category: z.enum(PLACE_CATEGORIES.map((category) => category.id)),
    name: z.string(),
    latitude: z.number(),
    longitude: z.number(),
    distance_m: count,
    walking_minutes: count,
  }),
).extend({
  origin: z.strictObject({
    of: z.enum(['house', 'development']),
    latitude: z.number(),
    longitude: z.number(),
    precision: z.string().nullable(),
  }),
  attribution: z.string().nullable(),
});

const documentItem = z.strictObject({
  id,
  title: z.string(),
  category: z.string(),
  house_types: z.array(z.string()),
  pages: count.nullable(),
  size_bytes: count,
  updated_at: time,
  download_url: path,
});

const documentStatus = z.enum(['queued', 'processing', 'ready', 'failed']);

export const documentDetails = documentItem.extend({
  development_id: id,
  filename: z.string(),
  kind: z.string(),
  status: documentStatus,
  progress: z.int().min(0).max(100),
  reason: z.string().nullable(),
  warnings: z.array(z.string()),
  version: z.int().min(1),
  live_version: z.int().min(1).nullable(),
  choice_needed: z.boolean(),
  looks_like: z.strictObject({ document_id: id, title: z.string(), version: z.int(), share }).nullable(),
  lost_answers: count.nullable(),
  version_id: id,
  recognition: z.strictObject({ pages: count, done: count }).nullable(),
});

/** An owner's items; a builder's staff see the details of each. */
export const documents = list(z.union([documentItem, documentDetails]));

export const defectTaken = z.strictObject({ defect_id: id });

export const documentTaken = z.strictObject({ document_id: id, job_id: id });
export const versionTaken = documentTaken.extend({ version: z.int().min(1) });

export const versions = list(
  z.strictObject({
    id,
    version: z.int().min(1),
    filename: z.string(),
    kind: z.string(),
    size_bytes: count,
    status: documentStatus,
    reason: z.string().nullable(),
    pages: count.nullable(),
    created_at: time,
    ready_at: time.nullable(),
  }),
);

export const units = list(
  z.strictObject({
    id,
    development: named,
    label: z.string(),
    house_type: z.string(),
    address: z.string(),
    claimed: z.boolean(),
    owner_name: z.string().nullable(),
    last_seen_on: day.nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    precision: z.string().nullable(),
    source: z.string().nullable(),
  }),
);

export const homeowners = list(
  z.strictObject({
    id,
    full_name: z.string(),
    email: z.string().nullable(),
    house: z.strictObject({ id, label: z.string(), house_type: z.string() }),
    development: named,
    claimed_at: time.nullable(),
    last_seen_on: day.nullable(),
    invited_at: time.nullable(),
    moved_out_at: time.nullable(),
  }),
);

const scans = z.strictObject({ ok: count, claimed: count, revoked: count }).nullable();
const figures = z.strictObject({
  questions: count,
  answered: count,
  doubtful: count,
  refused: count,
  courtesies: count,
  stopped: count,
  failed: count,
  feedback: z.strictObject({ up: count, down: count }),
  passed_on: count,
  houses_claimed: count,
  scans,
});
const range = { from: day, to: day, time_zone: z.literal('Europe/Dublin'), development_id: id.nullable() };

export const overview = figures.extend({
  ...range,
  houses: z.strictObject({ total: count, claimed: count, active: count }),
});

export const byDay = list(
  figures.extend({
    day,
    active_houses: count,
    owners_seen: count,
    latency_ms: z.strictObject({ median: z.number(), p95: z.number() }).nullable(),
  }),
).extend(range);

export const jobs = list(
  z.strictObject({
    id,
    tenant_id: id.nullable(),
    event: z.looseObject({ name: z.string() }),
    subject: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
    state: z.enum(JOB_STATES),
    step: z.string().nullable(),
    attempt: count,
    progress: z.int().min(0).max(100),
    error: z.string().nullable(),
    replay_of: id.nullable(),
    created_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
    deadline_at: time,
  }),
);

export const tenants = list(
  z.strictObject({
    id,
    slug: z.string(),
    name: z.string(),
    support_email: z.string(),
    support_phone: z.string(),
    developments: count,
    houses: count,
    created_at: time,
    retired_at: time.nullable(),
  }),
);

export const developments = list(
  z.strictObject({
    id,
    tenant: named,
    slug: z.string(),
    name: z.string(),
    address: z.string(),
    embedding_model: z.string(),
    houses: count,
    documents: count,
    created_at: time,
    closed_at: time.nullable(),
  }),
);

export const activity = list(
  z.strictObject({
    id,
    at: time,
    tenant_id: id.nullable(),
    actor: z.strictObject({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
    impersonator: z.strictObject({ id: z.string(), name: z.string().nullable() }).nullable(),
    action: z.string(),
    subject: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
    ip: z.string().nullable(),
    request_id: z.string().nullable(),
  }),
);

const person = z.strictObject({ id, name: z.string().nullable() }).nullable();

const errorItem = {
  id,
  kind: z.enum(['api', 'database', 'job']),
  code: z.string(),
  message: z.string(),
  tenant_id: id.nullable(),
  route: z.string().nullable(),
  method: z.string().nullable(),
  request_id: z.string().nullable(),
  user_id: z.string().nullable(),
  fingerprint: z.string(),
  count,
  first_seen_at: time,
  last_seen_at: time,
  first_release: z.string().nullable().meta({ description: 'The build that met it first, as RELEASE named it' }),
  release: z.string().nullable(),
  state: z.enum(['open', 'resolved', 'muted']),
  decided_at: time.nullable().meta({ description: 'When its state was chosen; null while nobody did' }),
  decided_by: person,
  came_back_at: time.nullable().meta({ description: 'When it happened again after it was resolved' }),
  assigned_to: person.meta({ description: 'Who of the platform’s staff looks after it' }),
  recent: z.array(count).meta({ description: 'How often on each of the last 14 days (UTC), today last' }),
};

export const errors = list(z.strictObject(errorItem));
export const error = z.strictObject({ ...errorItem, stack: z.string().nullable() });

export const llmErrors = list(
  z.strictObject({
    id,
    at: time,
    tenant_id: id.nullable(),
    operation: z.string(),
    model: z.string(),
    code: z.string(),
    status: z.int().nullable(),
    message: z.string(),
    tokens: count.nullable(),
    latency_ms: count,
    retry: z.boolean(),
    request_id: z.string().nullable(),
  }),
);

export const readings = list(
  z.strictObject({
    id,
    tenant_id: id,
    document_id: id,
    title: z.string(),
    version: z.int().min(1),
    filename: z.string(),
    kind: z.string(),
    size_bytes: count,
    status: documentStatus,
    progress: z.int().min(0).max(100),
    reason: z.string().nullable(),
    warnings: z.array(z.string()),
    pages: count.nullable(),
    created_at: time,
    ready_at: time.nullable(),
  }),
);

export const jobMade = z.strictObject({ job_id: id });

export const alive = z.strictObject({ status: z.literal('ok') });

export const ready = z.strictObject({
  status: z.enum(['ready', 'not ready']),
  dependencies: z.record(
    z.string(),
    z.looseObject({ ok: z.boolean(), kind: z.string(), detail: z.string().optional() }),
  ),
});

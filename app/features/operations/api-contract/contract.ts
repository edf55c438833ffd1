import { z } from 'zod';
import { askBuilderSchema, chatSchema, feedbackSchema } from '#app/features/assistant/schema.ts';
import { historyQuerySchema, searchQuerySchema } from '#app/features/assistant/schema.ts';
import { reportSchema } from '#app/features/care/defects/schema.ts';
import { documentListSchema, downloadQuerySchema, versionListSchema } from '#app/features/documents/schema.ts';
import { ifStoredSchema, uploadFieldsSchema } from '#app/features/documents/schema.ts';
import { homeownerListSchema, placeListSchema, unitListSchema } from '#app/features/homes/schema.ts';
import { credentialsSchema } from '#app/features/identity/schema.ts';
import type { MethodOf, RouteId } from '#app/features/identity/route-access.ts';
import { changeQuerySchema, changesQuerySchema, decisionSchema } from '#app/features/insights/changes/schema.ts';
import { analyticsQuerySchema } from '#app/features/insights/schema.ts';
import { resolveQrSchema } from '#app/features/onboarding/schema.ts';
import type { ErrorCode } from '#app/platform/errors.ts';
import { activityFilterSchema, llmErrorFilterSchema, readingFilterSchema } from '../records/schema.ts';
import { platformAnalyticsSchema } from '../analytics/schema.ts';
import { errorDecisionSchema, errorFilterSchema } from '../errors/schema.ts';
import { answerFilterSchema } from '../answers/schema.ts';
import { developmentListSchema, tenantListSchema } from '../records/schema.ts';
import { jobFilterSchema } from '../schema.ts';
import { endOverrideSchema, limitFilterSchema, overrideFilterSchema, overrideSchema } from '../limits/schema.ts';
import { loadQuerySchema } from '../load/schema.ts';
import * as answers from './answers.ts';
import * as ofInsights from './answers-of-insights.ts';
import * as ofPlatform from './answers-of-platform.ts';
import { ALERTS } from './contract-of-alerts.ts';
import { DIVES_OF_BUILDERS } from './contract-of-dives.ts';
import { ragAnswer, ragAnswers, ragReplay } from './answers-of-rag.ts';

/** What a method takes and answers. What a guard or a schema refuses follows from the row and is not repeated here. */
export type Operation = {
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The fields of a form with files, and these. */
  upload?: z.ZodType;
  /** By status; null: without a body. A text is the media type of what is no JSON. */
  answers: Partial<Record<number, z.ZodType | string | null>>;
  refuses?: ErrorCode[];
};

type Contract = { [Id in RouteId]?: { [M in MethodOf<Id>]?: Operation } };

const uploadedFile = ifStoredSchema.extend({ file: z.file() });
const analyticsQuery = analyticsQuerySchema('2100-01-01');
const UPLOAD_REFUSES: ErrorCode[] = ['conflict', 'too-large', 'unsupported-media-type', 'invalid-input'];

/**
 * The HTTP contract, by route and method: the schemas are those that the routes check with. A test asks that every
 * route of the API stands here.
 */
export const API_CONTRACT = {
  'routes/onboarding._index': {
    GET: {
      summary: 'Opens a house by its code, `uid`: leads to /welcome with the cookie `homeowner_token`; claims nothing',
      query: z.object({ uid: z.string().optional() }),
      answers: { 200: 'text/html', 302: null },
      // Of a retired builder; held, or of a development that takes no new owners.
      refuses: ['forbidden', 'not-found', 'conflict', 'rate-limited'],
    },
  },
  'routes/onboarding.$token': {
    GET: {
      summary: 'The same, with the code in the path',
      answers: { 200: 'text/html', 302: null },
      refuses: ['forbidden', 'not-found', 'conflict', 'rate-limited'],
    },
  },
  'routes/api.qr.resolve': {
    POST: {
      summary: 'What a code opens, without opening it',
      body: resolveQrSchema,
      answers: { 200: answers.qrResolved },
      refuses: ['forbidden', 'conflict', 'not-found', 'rate-limited'],
    },
  },
  'routes/api.session': {
    POST: {
      summary: 'Signs staff in, from a page of this site',
      body: credentialsSchema,
      answers: { 200: answers.sessionMade },
      refuses: ['unauthenticated', 'forbidden', 'rate-limited'],
    },
    DELETE: { summary: 'Ends the staff session of the cookie', answers: { 204: null } },
  },
  'routes/api.public.developments.$slug': {
    GET: {
      summary: 'A development’s public face',
      answers: { 200: answers.publicDevelopment },
      refuses: ['not-found', 'rate-limited'],
    },
  },
  'routes/api.chat': {
    POST: {
      summary:
        'Asks the house. For `Accept: text/event-stream` in events: meta, delta, citations, done or error. With the ' +
        '`Last-Event-ID` of an event that came before, no question is asked: the rest of that answer follows',
      body: chatSchema,
      answers: { 200: answers.answer },
      refuses: ['rate-limited', 'unavailable'],
    },
  },
  'routes/api.chat.answers.$messageId': {
    GET: {
      summary: 'An answer as events, also while it is made; with `Last-Event-ID` what comes after that event',
      answers: { 200: 'text/event-stream' },
      refuses: ['not-found', 'rate-limited'],
    },
    DELETE: {
      summary: 'Stops an answer that is being made; its stream ends with what was told',
      answers: { 204: null },
      refuses: ['not-found', 'rate-limited'],
    },
  },
  'routes/api.chat.history': {
    GET: {
      summary: 'Questions and answers, newest first',
      query: historyQuerySchema,
      answers: { 200: answers.history },
    },
  },
  'routes/api.chat.feedback': {
    POST: {
      summary: 'Rates an answer',
      body: feedbackSchema,
      answers: { 204: null },
      refuses: ['not-found', 'rate-limited'],
    },
  },
  'routes/api.chat.ask-builder': {
    POST: {
      summary: 'Passes the question of an answer on to the builder',
      body: askBuilderSchema,
      answers: { 204: null },
      refuses: ['not-found', 'rate-limited'],
    },
  },
  'routes/api.search': {
    GET: {
      summary: 'The retrieval behind the chat, without an answer',
      query: searchQuerySchema,
      answers: { 200: answers.searched },
      refuses: ['rate-limited'],
    },
  },
  'routes/api.places': {
    GET: { summary: 'Places near the house', query: placeListSchema, answers: { 200: answers.places } },
  },
  'routes/api.defects': {
    POST: {
      summary: 'Reports a defect with its photos',
      upload: reportSchema.extend({ photos: z.array(z.file()).optional() }),
      answers: { 201: answers.defectTaken },
      refuses: ['too-large', 'unsupported-media-type', 'invalid-input', 'rate-limited'],
    },
  },
  'routes/api.documents._index': {
    GET: {
      summary: 'The documents that an owner’s house type shows, or all of the builder’s',
      query: documentListSchema,
      answers: { 200: answers.documents },
      refuses: ['rate-limited'],
    },
    POST: {
      summary: 'Takes a document in; a job reads it',
      upload: uploadFieldsSchema.extend(uploadedFile.shape),
      answers: { 202: answers.documentTaken },
      refuses: UPLOAD_REFUSES,
    },
  },
  'routes/api.documents.$documentId': {
    GET: {
      summary: 'A document with its state',
      answers: { 200: answers.documentDetails },
      refuses: ['not-found'],
    },
    DELETE: { summary: 'Deletes a document with all its versions', answers: { 204: null }, refuses: ['not-found'] },
  },
  'routes/api.documents.$documentId.versions': {
    GET: {
      summary: 'A document’s versions, newest first',
      query: versionListSchema,
      answers: { 200: answers.versions },
      refuses: ['not-found'],
    },
    POST: {
      summary: 'Takes a new version in; the old one is read until it is ready',
      upload: uploadedFile,
      answers: { 202: answers.versionTaken },
      refuses: ['not-found', ...UPLOAD_REFUSES],
    },
  },
  'routes/documents.$documentId.download': {
    GET: {
      summary: 'Leads to a signed address of the file that works for a minute',
      query: downloadQuerySchema,
      answers: { 302: null },
      refuses: ['not-found'],
    },
  },
  'routes/files.$token': {
    GET: {
      summary: 'A file, by its signed address',
      answers: { 200: '*/*', 206: '*/*' },
      refuses: ['not-found', 'gone'],
    },
  },
  'routes/api.homeowners': {
    GET: {
      summary: 'The owners of the builder’s houses, in the order asked for',
      query: homeownerListSchema,
      answers: { 200: answers.homeowners },
    },
  },
  'routes/api.units': {
    GET: { summary: 'The builder’s houses', query: unitListSchema, answers: { 200: answers.units } },
  },
  'routes/api.changed-answers._index': {
    GET: {
      summary: 'Passages that do not read any more as owners were told, newest first; without `state` those that wait',
      query: changesQuerySchema,
      answers: { 200: ofInsights.changedAnswers },
    },
  },
  'routes/api.changed-answers.$changeId': {
    GET: {
      summary: 'One changed passage with the owners whom it concerns',
      query: changeQuerySchema,
      answers: { 200: ofInsights.changedAnswer },
      refuses: ['not-found'],
    },
    POST: {
      summary: 'Tells the owners concerned, once, in these words, or decides that nobody needs to be told',
      body: decisionSchema,
      answers: { 200: ofInsights.changedAnswer },
      refuses: ['not-found', 'conflict'],
    },
  },
  'routes/api.analytics.overview': {
    GET: {
      summary: 'The builder’s figures of some days together',
      query: analyticsQuery,
      answers: { 200: answers.overview },
      refuses: ['not-found'],
    },
  },
  'routes/api.analytics.questions-by-day': {
    GET: {
      summary: 'The builder’s figures of each day',
      query: analyticsQuery,
      answers: { 200: answers.byDay },
      refuses: ['not-found'],
    },
  },
  ...DIVES_OF_BUILDERS,
  ...ALERTS,
  'routes/api.admin.analytics': {
    GET: {
      summary:
        'The builders, by name, with their figures: `days` (7, 30 or 90), or `from` and `to`, at most 366 days; ' +
        'those of the page together by day and in all',
      query: platformAnalyticsSchema('2100-01-01'),
      answers: { 200: ofPlatform.analytics },
    },
  },
  'routes/api.admin.load': {
    GET: {
      summary: 'What every process did in the last hour, day or week: its routes, and all figures by minute or hour',
      query: loadQuerySchema,
      answers: { 200: ofPlatform.load },
    },
  },
  'routes/api.admin.limits._index': {
    GET: {
      summary:
        'Who is limited now, by rule and key. A page may have fewer than `limit`, or none, and a `next_cursor` all ' +
        'the same: 2,000 counters are looked through at a time',
      query: limitFilterSchema,
      answers: { 200: ofPlatform.limits },
    },
  },
  'routes/api.admin.limits.overrides._index': {
    GET: {
      summary: 'Overrides of limits, newest first',
      query: overrideFilterSchema,
      answers: { 200: ofPlatform.overrides },
    },
    POST: {
      summary: 'Gives a tenant or one house of it another limit until an end, in place of what held for it before',
      body: overrideSchema,
      answers: { 201: ofPlatform.overrideSet },
      refuses: ['not-found'],
    },
  },
  'routes/api.admin.limits.overrides.$overrideId': {
    DELETE: {
      summary: 'Ends an override before its time',
      body: endOverrideSchema,
      answers: { 204: null },
      refuses: ['not-found'],
    },
  },
  'routes/api.admin.tenants': {
    GET: {
      summary: 'The builders, by name or the newest first',
      query: tenantListSchema,
      answers: { 200: answers.tenants },
    },
  },
  'routes/api.admin.developments': {
    GET: {
      summary: 'The builders’ sites, by name or the newest first',
      query: developmentListSchema,
      answers: { 200: answers.developments },
    },
  },
  'routes/api.admin.activity': {
    GET: { summary: 'Who did what, newest first', query: activityFilterSchema, answers: { 200: answers.activity } },
  },
  'routes/api.admin.errors._index': {
    GET: {
      summary: 'Errors by fingerprint, the latest first; without the muted ones unless `state` asks for them',
      query: errorFilterSchema,
      answers: { 200: answers.errors },
    },
  },
  'routes/api.admin.errors.$errorId': {
    GET: {
      summary: 'One error with the stack of its latest occurrence',
      answers: { 200: answers.error },
      refuses: ['not-found'],
    },
    PATCH: {
      summary: 'Resolves, mutes, opens or gives an error to somebody; a resolved one opens again when it happens again',
      body: errorDecisionSchema,
      answers: { 200: answers.error },
      refuses: ['not-found'],
    },
  },
  'routes/api.admin.llm-errors': {
    GET: {
      summary: 'Failures of the language models, newest first',
      query: llmErrorFilterSchema,
      answers: { 200: answers.llmErrors },
    },
  },
  'routes/api.admin.rag._index': {
    GET: {
      summary:
        'The owners’ answers, newest first unless `sort` says otherwise. A page may have fewer than `limit`, or ' +
        'none, and a `next_cursor` all the same: words, outcomes and ratings are looked for among 2,000 at a time',
      query: answerFilterSchema,
      answers: { 200: ragAnswers },
    },
  },
  'routes/api.admin.rag.$answerId._index': {
    GET: {
      summary: 'One answer with why it was given; reading it is written to the activity log',
      answers: { 200: ragAnswer },
      refuses: ['not-found'],
    },
  },
  'routes/api.admin.rag.$answerId.replay': {
    POST: {
      summary:
        'Asks the same question of the same house again, with today’s library and model, and says what is different; ' +
        'nothing of it reaches the owner. It is written to the activity log',
      answers: { 200: ragReplay },
      refuses: ['not-found', 'conflict', 'rate-limited', 'unavailable'],
    },
  },
  'routes/api.admin.ingestion': {
    GET: {
      summary: 'Every version of every document with what became of reading it, newest first',
      query: readingFilterSchema,
      answers: { 200: answers.readings },
    },
  },
  'routes/api.admin.jobs._index': {
    GET: { summary: 'Jobs of all tenants, newest first', query: jobFilterSchema, answers: { 200: answers.jobs } },
  },
  'routes/api.admin.jobs.$jobId.replay': {
    POST: {
      summary: 'Does an ended job again, as a new one',
      answers: { 202: answers.jobMade },
      refuses: ['conflict', 'not-found'],
    },
  },
  'routes/api.admin.jobs.$jobId.cancel': {
    POST: { summary: 'Cancels an open job', answers: { 204: null }, refuses: ['conflict', 'not-found'] },
  },
  'routes/api.openapi[.]json': {
    GET: { summary: 'This contract', answers: { 200: z.looseObject({ openapi: z.string() }) } },
  },
  'routes/healthz': { GET: { summary: 'The process answers', answers: { 200: answers.alive } } },
  'routes/readyz': {
    GET: {
      summary: 'Each dependency’s state; 503 when one is not well',
      answers: { 200: answers.ready, 503: answers.ready },
    },
  },
  'routes/metrics': { GET: { summary: 'Metrics for Prometheus', answers: { 200: 'text/plain' } } },
} as const satisfies Contract;

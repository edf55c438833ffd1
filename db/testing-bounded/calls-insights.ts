import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Database } from '../client.ts';
import type * as analytics from '../queries/insights/analytics.ts';
import type * as byDevelopment from '../queries/insights/by-development.ts';
import type * as notes from '../queries/insights/notes.ts';
import type * as openJobs from '../queries/insights/open-jobs.ts';
import type * as parts from '../queries/insights/parts.ts';
import type * as houseTopics from '../queries/insights/house-topics.ts';
import { analyticsRuns } from '../schema/analytics.ts';
import type * as changes from '../queries/insights/changes.ts';
import type * as changeTellings from '../queries/insights/change-tellings.ts';
import type * as citationLooks from '../queries/insights/citation-looks.ts';
import type * as citations from '../queries/documents/citations.ts';
import type * as checks from '../queries/insights/checks.ts';
import type * as checkTrials from '../queries/insights/check-trials.ts';
import { document, house, own, platform, staff, tenant, version, type CallsOf } from './call.ts';
import { idOf } from './large-data.ts';

const dayBefore = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
/** Two weeks of which all but the last days are rolled up. */
const range = { from: dayBefore(18), to: dayBefore(5) };
const rolledUpUntil = (days: number) => new Date(`${dayBefore(days)}T12:00:00Z`);

/** Figures of sixty days of every development, rolled up until now. */
export async function seedAnalytics(database: Database): Promise<void> {
  await database.owner.query(`
    insert into analytics_days (tenant_id, development_id, day, questions, active_houses, answered, refused,
      courtesies, stopped, failed, feedback_up, feedback_down, passed_on, houses_claimed, computed_at)
    select tenant_id, id, current_date - age, 5, 2, 4, 1, 0, 0, 0, 1, 0, 0, 0, now()
      from developments, generate_series(0, 59) as age`);
  await database.owner.query(
    'insert into analytics_runs (tenant_id, read_until, finished_at) select id, now(), now() from tenants',
  );
  await database.owner.query(`
    insert into analytics_parts (tenant_id, part, day, development_id, name, count, done, failed, milliseconds)
    select d.tenant_id, p.part, current_date - age, d.id, p.name, 2, 1, 1, 1000
      from developments d, generate_series(0, 59, 3) as age, (values ('hour', '08'), ('type', 'A'), ('topic', 'guides'),
        ('job', 'document/uploaded')) as p (part, name)`);
  await database.owner.query(`
    insert into analytics_parts (tenant_id, part, day, development_id, name, count, done, failed, milliseconds)
    select tenant_id, 'document', current_date - (row_number() over (order by id) % 60)::int, development_id, id::text,
      1, 0, 0, 0 from documents where right(id::text, 1) in ('0', '1')`);
  await database.owner.query('update houses set handed_over_on = current_date - (ascii(right(id::text, 1)) % 20)::int');
  await database.owner.query('vacuum (analyze) analytics_days, analytics_runs, analytics_parts, houses');
}

export const analyticsCalls = (q: typeof analytics): CallsOf<typeof analytics> => ({
  rollUpDay: [{ scope: tenant, reach: 'day', silent: true, run: (tx) => q.rollUpDay(tx, tenant, dayBefore(5)) }],
  selectDaysToRollUp: [{ scope: tenant, reach: 'rated', run: (tx) => q.selectDaysToRollUp(tx, tenant) }],
  storeRollUp: [{ scope: tenant, silent: true, run: (tx) => q.storeRollUp(tx, tenant, new Date()) }],
  selectTenantsToRollUp: [
    {
      scope: platform,
      run: (tx) =>
        q.selectTenantsToRollUp(tx, platform, {
          after: undefined,
          eventName: 'analytics/rollup.requested',
          limit: 200,
        }),
    },
    {
      scope: platform,
      run: (tx) =>
        q.selectTenantsToRollUp(tx, platform, {
          after: idOf('tenant', 100),
          eventName: 'analytics/rollup.requested',
          limit: 200,
        }),
    },
  ],
  readAnalyticsVersion: [{ scope: tenant, run: (tx) => q.readAnalyticsVersion(tx, tenant) }],
  selectFiguresByDay: [undefined, own.developmentId].map((developmentId) => ({
    scope: tenant,
    reach: 'day' as const,
    async run(tx) {
      await tx
        .update(analyticsRuns)
        .set({ readUntil: rolledUpUntil(5) })
        .where(eq(analyticsRuns.tenantId, own.tenantId));
      return q.selectFiguresByDay(tx, tenant, { ...range, ...(developmentId ? { developmentId } : {}) });
    },
  })),
  readLiveFrom: [{ scope: tenant, run: (tx) => q.readLiveFrom(tx, tenant, dayBefore(5)) }],
  countHouses: [
    { scope: tenant, reach: 'houses', run: (tx) => q.countHouses(tx, tenant, range) },
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) => q.countHouses(tx, tenant, { ...range, developmentId: own.developmentId }),
    },
  ],
  hasDevelopment: [{ scope: tenant, run: (tx) => q.hasDevelopment(tx, tenant, own.developmentId) }],
});

const firstPage = { limit: 26 };
const narrowed = { ...range, developmentId: own.developmentId };

export const partsCalls = (q: typeof parts): CallsOf<typeof parts> => ({
  rollUpParts: [{ scope: tenant, reach: 'day', silent: true, run: (tx) => q.rollUpParts(tx, tenant, dayBefore(5)) }],
  selectParts: [range, narrowed].map((asked) => ({
    scope: tenant,
    reach: 'day' as const,
    run: (tx) => q.selectParts(tx, tenant, asked, ['hour', 'type', 'topic']),
  })),
  selectPartDays: [range, narrowed].map((asked) => ({
    scope: tenant,
    reach: 'day' as const,
    run: (tx) => q.selectPartDays(tx, tenant, asked, 'job'),
  })),
  selectJobsByDevelopment: [
    { scope: tenant, reach: 'day', run: (tx) => q.selectJobsByDevelopment(tx, tenant, range, firstPage) },
  ],
  selectCitedDocuments: (['all', 'cited', 'never'] as const).map((show) => ({
    scope: tenant,
    reach: 'library' as const,
    run: (tx) => q.selectCitedDocuments(tx, tenant, range, { show, limit: 26 }),
  })),
  countCitedDocuments: [
    { scope: tenant, reach: 'library', run: (tx) => q.countCitedDocuments(tx, tenant, range) },
    { scope: tenant, reach: 'library', run: (tx) => q.countCitedDocuments(tx, tenant, narrowed) },
  ],
});

export const byDevelopmentCalls = (q: typeof byDevelopment): CallsOf<typeof byDevelopment> => ({
  selectFiguresByDevelopment: [
    { scope: tenant, reach: 'day', run: (tx) => q.selectFiguresByDevelopment(tx, tenant, range, firstPage) },
    {
      scope: tenant,
      reach: 'day',
      run: (tx) =>
        q.selectFiguresByDevelopment(tx, tenant, range, {
          after: { name: 'Development 1', id: own.developmentId },
          limit: 5,
        }),
    },
  ],
  selectHousesByDevelopment: [
    { scope: tenant, reach: 'houses', run: (tx) => q.selectHousesByDevelopment(tx, tenant, range, firstPage) },
    { scope: tenant, reach: 'houses', run: (tx) => q.selectHousesByDevelopment(tx, tenant, narrowed, firstPage) },
  ],
  countHandovers: [undefined, own.developmentId].map((id) => ({
    scope: tenant,
    reach: 'houses' as const,
    run: (tx) => q.countHandovers(tx, tenant, id),
  })),
  selectHandoversByDay: [range, narrowed].map((asked) => ({
    scope: tenant,
    reach: 'houses' as const,
    run: (tx) => q.selectHandoversByDay(tx, tenant, asked),
  })),
});

export const openJobsCalls = (q: typeof openJobs): CallsOf<typeof openJobs> => ({
  countOpenJobs: [{ scope: tenant, reach: 'backlog', run: (tx) => q.countOpenJobs(tx, tenant) }],
});

export const houseTopicsCalls = (q: typeof houseTopics): CallsOf<typeof houseTopics> => ({
  countTopicsOf: [{ scope: tenant, reach: 'owner', run: (tx) => q.countTopicsOf(tx, tenant, own.houseId) }],
});

export const notesCalls = (q: typeof notes): CallsOf<typeof notes> => ({
  listNotes: [
    { scope: tenant, run: (tx) => q.listNotes(tx, tenant, { limit: 26 }) },
    { scope: tenant, run: (tx) => q.listNotes(tx, tenant, { limit: 26, before: idOf('document', 9_999) }) },
    { scope: tenant, run: (tx) => q.listNotes(tx, tenant, { limit: 26, endsBy: dayBefore(-30) }) },
  ],
  setNoteEnd: [
    { scope: staff, silent: true, run: (tx) => q.setNoteEnd(tx, staff, { id: document, endsOn: null, seen: null }) },
  ],
  markEnded: [{ scope: platform, run: (tx) => q.markEnded(tx, platform, 50) }],
});

const { developmentId } = own;
const ANSWER = { answered: false, text: 'No.', citations: [] };

export const checksCalls = (q: typeof checks): CallsOf<typeof checks> => ({
  insertChecks: [
    { scope: staff, run: (tx) => q.insertChecks(tx, staff, [{ developmentId, houseType: 'B', question: 'Where?' }]) },
  ],
  listChecks: [
    { scope: tenant, run: (tx) => q.listChecks(tx, tenant, { developmentId, limit: 26 }) },
    {
      scope: tenant,
      reach: 'development',
      run: (tx) =>
        q.listChecks(tx, tenant, { developmentId, outcome: 'lost', before: idOf('document', 9_999), limit: 26 }),
    },
  ],
  countChecks: [{ scope: tenant, reach: 'development', run: (tx) => q.countChecks(tx, tenant, developmentId) }],
  readChecksToAsk: [
    { scope: tenant, run: (tx) => q.readChecksToAsk(tx, tenant, { developmentId, which: 'all', limit: 25 }) },
    {
      scope: tenant,
      reach: 'development',
      silent: true,
      run: (tx) => q.readChecksToAsk(tx, tenant, { developmentId, which: 'unasked', limit: 25 }),
    },
    {
      scope: tenant,
      reach: 'development',
      run: (tx) =>
        q.readChecksToAsk(tx, tenant, {
          developmentId,
          which: { houseTypes: ['B'] },
          after: idOf('house', 1),
          limit: 25,
        }),
    },
  ],
  storeAnswers: [
    {
      scope: tenant,
      silent: true,
      run: (tx) => q.storeAnswers(tx, tenant, [{ id: document, version: 1, answer: ANSWER, outcome: 'same' }]),
    },
  ],
  approveCheck: [{ scope: staff, run: (tx) => q.approveCheck(tx, staff, { id: document, version: 1 }) }],
  deleteCheck: [{ scope: staff, run: (tx) => q.deleteCheck(tx, staff, document) }],
});

const tried = { documentId: document, versionId: version };

export const checkTrialsCalls = (q: typeof checkTrials): CallsOf<typeof checkTrials> => ({
  beginTrial: [
    {
      scope: tenant,
      run: (tx) => q.beginTrial(tx, tenant, { ...tried, developmentId, readingId: version, libraryVersion: '1' }),
    },
  ],
  findTrial: [{ scope: tenant, run: (tx) => q.findTrial(tx, tenant, version) }],
  lockTrial: [{ scope: staff, silent: true, run: (tx) => q.lockTrial(tx, staff, version) }],
  storeResults: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.storeResults(tx, tenant, version, [{ checkId: document, outcome: 'lost', approved: ANSWER, answer: ANSWER }]),
    },
  ],
  countResults: [{ scope: tenant, reach: 'development', run: (tx) => q.countResults(tx, tenant, version) }],
  holdVersion: [{ scope: tenant, silent: true, run: (tx) => q.holdVersion(tx, tenant, version, 1) }],
  endHold: [{ scope: staff, silent: true, run: (tx) => q.endHold(tx, staff, version, true) }],
  approveResults: [
    { scope: staff, reach: 'development', run: (tx) => q.approveResults(tx, staff, version, 'lost') },
    { scope: staff, run: (tx) => q.approveResults(tx, staff, version, document) },
  ],
  adoptResults: [{ scope: tenant, reach: 'document', silent: true, run: (tx) => q.adoptResults(tx, tenant, tried) }],
  listResults: [
    {
      scope: tenant,
      reach: 'development',
      run: (tx) => q.listResults(tx, tenant, { versionId: version, limit: 26 }),
    },
    {
      scope: tenant,
      reach: 'development',
      silent: true,
      run: (tx) => q.listResults(tx, tenant, { versionId: version, outcome: 'same', after: document, limit: 26 }),
    },
  ],
  listHeld: [{ scope: tenant, silent: true, run: (tx) => q.listHeld(tx, tenant, developmentId) }],
  findTriedVersion: [{ scope: tenant, run: (tx) => q.findTriedVersion(tx, tenant, version) }],
});

/** Told to every owner of the tenant. */
const change = document;
const cited = [{ messageId: idOf('message', 100_000_500), ordinal: 0, passage: null }];

export const citationsCalls = (q: typeof citations): CallsOf<typeof citations> => ({
  listTextsAt: [
    {
      scope: house,
      reach: 'document',
      run: (tx) => q.listTextsAt(tx, house, [{ documentId: document, from: 1, to: 2 }]),
    },
  ],
  insertCitations: [
    {
      scope: house,
      silent: true,
      run: (tx) =>
        q.insertCitations(tx, house, [
          {
            messageId: idOf('message', 100_000_500),
            ordinal: 9,
            documentId: document,
            page: 1,
            quote: 'x',
            passage: 'x',
            present: true,
          },
        ]),
    },
  ],
  wantsLook: [{ scope: tenant, run: (tx) => q.wantsLook(tx, tenant, document) }],
});

export const citationLooksCalls = (q: typeof citationLooks): CallsOf<typeof citationLooks> => ({
  findDocumentToLook: [{ scope: tenant, run: (tx) => q.findDocumentToLook(tx, tenant, document) }],
  holdRevision: [{ scope: tenant, run: (tx) => q.holdRevision(tx, tenant, document, 1) }],
  listTextsOf: [{ scope: tenant, run: (tx) => q.listTextsOf(tx, tenant, version, { from: 0, to: 250 }) }],
  listCitationsToLook: [
    { scope: tenant, run: (tx) => q.listCitationsToLook(tx, tenant, { documentId: document, revision: 2 }, 50) },
  ],
  holdOpenChanges: [{ scope: tenant, silent: true, run: (tx) => q.holdOpenChanges(tx, tenant, document) }],
  holdCitations: [
    { scope: tenant, silent: true, run: (tx) => q.holdCitations(tx, tenant, [{ ...cited[0]!, known: 'Was' }]) },
  ],
  storeChange: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.storeChange(tx, tenant, {
          id: v7(),
          developmentId,
          documentId: document,
          cause: 'reads',
          was: 'Was',
          wasPage: 1,
          now: 'Now',
          nowPage: 1,
          inVersion: 1,
        }),
    },
  ],
  leaveOpenChanges: [{ scope: tenant, silent: true, run: (tx) => q.leaveOpenChanges(tx, tenant, cited) }],
  joinChange: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.joinChange(tx, tenant, change, [{ ...cited[0]!, houseId: own.houseId, homeownerId: own.homeownerId }]),
    },
  ],
  noteLooked: [{ scope: tenant, silent: true, run: (tx) => q.noteLooked(tx, tenant, 1, cited) }],
  dropEmptyChanges: [{ scope: tenant, silent: true, run: (tx) => q.dropEmptyChanges(tx, tenant, document) }],
  listDocumentsToLook: [
    { scope: platform, run: (tx) => q.listDocumentsToLook(tx, platform, { limit: 500 }) },
    {
      scope: platform,
      run: (tx) =>
        q.listDocumentsToLook(tx, platform, { limit: 500, after: { tenantId: idOf('tenant', 100), id: document } }),
    },
  ],
  listBeingLooked: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.listBeingLooked(tx, platform, [document], 'citations/look.requested'),
    },
  ],
});

export const changesCalls = (q: typeof changes): CallsOf<typeof changes> => ({
  listChanges: [
    { scope: staff, run: (tx) => q.listChanges(tx, staff, { limit: 26, state: 'open' }) },
    { scope: staff, run: (tx) => q.listChanges(tx, staff, { limit: 26, before: idOf('document', 9_999) }) },
    { scope: staff, run: (tx) => q.listChanges(tx, staff, { limit: 26, state: 'told', documentId: document }) },
  ],
  findChange: [{ scope: staff, run: (tx) => q.findChange(tx, staff, change) }],
  listConcerned: [
    { scope: staff, reach: 'houses', run: (tx) => q.listConcerned(tx, staff, change, { limit: 51 }) },
    {
      scope: staff,
      reach: 'houses',
      silent: true,
      run: (tx) => q.listConcerned(tx, staff, change, { limit: 51, after: idOf('homeowner', 999_999) }),
    },
  ],
  decideChange: [
    {
      scope: staff,
      silent: true,
      run: (tx) => q.decideChange(tx, staff, { id: change, version: 1 }, { state: 'dismissed', wording: null }),
    },
  ],
  listChangedCitations: [
    { scope: staff, run: (tx) => q.listChangedCitations(tx, staff, change, { limit: 200 }) },
    {
      scope: staff,
      silent: true,
      run: (tx) => q.listChangedCitations(tx, staff, change, { limit: 200, after: cited[0]! }),
    },
  ],
  followChange: [{ scope: staff, silent: true, run: (tx) => q.followChange(tx, staff, change, cited) }],
});

export const changeTellingsCalls = (q: typeof changeTellings): CallsOf<typeof changeTellings> => ({
  addTellings: [
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) => q.addTellings(tx, tenant, change, { ids: Array.from({ length: 50 }, () => v7()), after: null }),
    },
  ],
  findTellingToMail: [
    { scope: tenant, silent: true, run: (tx) => q.findTellingToMail(tx, tenant, idOf('message', 1)) },
  ],
  markTellingMail: [
    { scope: tenant, silent: true, run: (tx) => q.markTellingMail(tx, tenant, idOf('message', 1), 'sent') },
  ],
  listOwnerTellings: [{ scope: house, reach: 'owner', run: (tx) => q.listOwnerTellings(tx, house, 20) }],
  countUnseenTellings: [{ scope: house, reach: 'owner', run: (tx) => q.countUnseenTellings(tx, house, 10) }],
  markTellingsSeen: [{ scope: house, silent: true, run: (tx) => q.markTellingsSeen(tx, house, [idOf('message', 1)]) }],
});

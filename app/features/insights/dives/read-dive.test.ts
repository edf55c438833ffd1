import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shelve } from '#app/features/assistant/testing/library.ts';
import { createTestTenant, staffCookieOf, type TestTenant } from '#app/features/identity/testing.ts';
import { loader as documents } from '#app/routes/api.analytics.documents.ts';
import { loader as handover } from '#app/routes/api.analytics.handover.ts';
import { loader as jobs } from '#app/routes/api.analytics.jobs.ts';
import { loader as owners } from '#app/routes/api.analytics.owners.ts';
import { loader as questions } from '#app/routes/api.analytics.questions.ts';
import { loader as csv } from '#app/routes/developer.analytics.$dive_.csv.ts';
import { UNSURE } from '#db/schema/answer-modes.ts';
import type { Database } from '#db/client.ts';
import { jobScope } from '#db/scope-makers.ts';
import { openTestDatabase } from '#db/testing.ts';
import { finishRollUp, planRollUp, rollUpDays } from '../roll-up-analytics.server.ts';
import { addDays } from '../schema.ts';
import { dublinDay, makeHistory, type History } from '../testing/make-history.ts';
import type { Dives } from './dive.ts';

let database: Database;
let builder: TestTenant;
let history: History;
let documentId: string;
let uncitedId: string;
let cookie: string;
const today = dublinDay(new Date());
const month = { from: addDays(today, -30), to: today };

beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder');
  history = await makeHistory(builder.tenantId, { seed: 7, size: 150, days: 30 });
  const manual = (title: string) => shelve(builder, { title, heading: 'Heat', text: `The pump of ${title}.` });
  documentId = await manual('Manual');
  uncitedId = await manual('Never');
  const { tenantId } = builder;
  const run = (text: string, values: unknown[] = [tenantId]) => database.owner.query(text, values);
  await run(
    `update messages set citations = jsonb_build_array(jsonb_build_object('document_id', $2::text),
      jsonb_build_object('document_id', $2::text)), content = case when latency_ms % 2 = 0 then $3 else content end
      where tenant_id = $1 and role = 'assistant' and state = 'complete' and grounded and mode <> 'courtesy'`,
    [tenantId, documentId, `${UNSURE}\n\nThere.`],
  );
  await run('update homeowners set last_seen_on = $2::date - 1 where tenant_id = $1 and claimed_at is not null', [
    tenantId,
    today,
  ]);
  await run('update houses set handed_over_on = $2::date - 3 where id = $1', [history.houseIds[0], today]);
  for (const state of ['succeeded', 'succeeded', 'failed'])
    await run(
      `insert into job_status (id, tenant_id, event, subject_type, subject_id, state, started_at, finished_at,
        deadline_at) values ($1, $2, '{"name":"document/uploaded","data":{}}', 'document', $3, $4,
        now() - interval '4 seconds', now(), now())`,
      [v7(), tenantId, documentId, state],
    );
  cookie = await staffCookieOf({ userId: builder.developerId, tenantId });
});
afterAll(() => database.close());

async function call<T>(route: typeof questions, query: Record<string, string> = month) {
  const request = new Request(`http://localhost/api/analytics/x?${new URLSearchParams(query)}`, {
    headers: { Cookie: cookie },
  });
  const response = await route({ request, params: { dive: 'questions' }, context: {} });
  return { status: response.status, body: (await response.json()) as T };
}

async function rollUp(): Promise<void> {
  const scope = jobScope('test', builder.tenantId);
  const plan = await planRollUp(scope);
  for (const step of plan.steps) await rollUpDays(scope, v7(), step, 0);
  await finishRollUp(scope, plan);
}

const all = async () => ({
  questions: (await call<Dives['questions']>(questions)).body,
  documents: (await call<Dives['documents']>(documents)).body,
  owners: (await call<Dives['owners']>(owners)).body,
  jobs: (await call<Dives['jobs']>(jobs)).body,
  handover: (await call<Dives['handover']>(handover)).body,
});

const asked = () => history.happenings.filter(({ kind }) => kind === 'question');
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

describe('G4, B3: the builder’s deep dives', () => {
  test('before a roll-up, after it and between, they say the same', async () => {
    const live = await all();
    await rollUp();
    expect(await all()).toEqual(live);
    await database.owner.query(
      "update analytics_runs set read_until = now() - interval '12 days' where tenant_id = $1",
      [builder.tenantId],
    );
    expect(await all()).toEqual(live);
    await rollUp();
    expect(await all()).toEqual(live);
  });

  test('questions by hour, weekday, house type, topic and development are those of a plain loop', async () => {
    const { body } = await call<Dives['questions']>(questions);
    const hours = Array.from({ length: 24 }, () => 0);
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Dublin', hour: '2-digit', hourCycle: 'h23' });
    for (const { at } of asked()) hours[Number(clock.format(at))]! += 1;
    expect(body.parts.hours.map(({ count }) => count)).toEqual(hours);
    expect(sum(body.parts.weekdays.map(({ count }) => count))).toBe(asked().length);
    expect(body.parts.house_types).toMatchObject([{ name: 'A', count: asked().length }]);
    expect(body.figures.questions).toEqual({ value: asked().length, before: 0 });
    expect(body.figures.doubtful.value).toBeGreaterThan(0);
    expect(sum(body.series.doubtful)).toBe(body.figures.doubtful.value);
    expect(sum(Object.values(body.series.answered)) + sum(body.series.doubtful)).toBe(body.figures.answered.value);
    const refused = body.parts.topics.find(({ name }) => name === ':refusal');
    expect(refused).toMatchObject({ label: 'Not in the documents', count: body.figures.refused.value });
    expect(sum(body.items.map((row) => row.questions))).toBe(asked().length);
    expect(body.items).toHaveLength(3);
  });

  test('a document counts once for each answer that cites it, and what none cites is listed as such', async () => {
    const { body } = await call<Dives['documents']>(documents);
    const { questions: told } = await all();
    const topic = told.parts.topics.find(({ name }) => name === body.items[0]?.category);
    expect(body.items).toMatchObject([
      { id: documentId, title: 'Manual', citations: topic?.count },
      { id: uncitedId, citations: 0, last_cited_on: null },
    ]);
    expect(body.figures).toMatchObject({ documents: { value: 2 }, cited: { value: 1 }, never_cited: { value: 1 } });
    const never = await call<Dives['documents']>(documents, { ...month, show: 'never' });
    expect(never.body.items.map(({ id }) => id)).toEqual([uncitedId]);
    const cited = await call<Dives['documents']>(documents, { ...month, show: 'cited' });
    expect(cited.body.items.map(({ id }) => id)).toEqual([documentId]);
  });

  test('owners, jobs and hand-overs stand on their day and at their development', async () => {
    const { owners: seen, jobs: done, handover: handed } = await all();
    const claims = history.happenings.filter(({ kind }) => kind === 'claim').length;
    expect(seen.figures).toMatchObject({
      houses_claimed: { value: claims },
      owners_seen: { value: claims, before: 0 },
    });
    expect(seen.series.owners_seen.at(-2)).toBe(claims);
    expect(done.figures).toMatchObject({
      finished: { value: 3, before: 0 },
      succeeded: { value: 2 },
      failed: { value: 1 },
      average_ms: { value: 4000, before: null },
    });
    expect(done.parts.kinds).toMatchObject([{ label: 'Read a document', count: 3, done: 2, failed: 1 }]);
    expect(done.items.find(({ id }) => id === builder.developmentId)).toMatchObject({ finished: 3, average_ms: 4000 });
    expect(handed.series.handed_over.at(-4)).toBe(1);
    expect(handed.figures).toMatchObject({ handed_over: { value: 1, before: 0 }, handed_over_ever: { value: 1 } });
  });

  test('one development is told alone; another builder’s is none; a cursor goes through all', async () => {
    const [development = ''] = history.developmentIds;
    const { body } = await call<Dives['questions']>(questions, { ...month, development_id: development });
    expect(body.items.map(({ id }) => id)).toEqual([development]);
    expect(body.figures.questions.value).toBe(
      asked().filter(({ houseId }) => history.developmentOf.get(houseId) === development).length,
    );
    expect((await call(questions, { ...month, development_id: v7() })).status).toBe(404);
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Dives['questions'] = (
        await call<Dives['questions']>(questions, { ...month, limit: '1', ...(cursor ? { cursor } : {}) })
      ).body;
      names.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(new Set(names).size).toBe(3);
    expect(names).toHaveLength(3);
  });

  test('an owner who comes back takes nothing from the days before', async () => {
    const before = (await call<Dives['owners']>(owners)).body.series.owners_seen;
    await database.owner.query(
      'update homeowners set last_seen_on = $2 where tenant_id = $1 and claimed_at is not null',
      [builder.tenantId, today],
    );
    await rollUp();
    const after = (await call<Dives['owners']>(owners, { ...month, limit: '24' })).body.series.owners_seen;
    expect(after.at(-1)).toBeGreaterThan(0);
    expect(after.at(-2)).toBe(before.at(-2));
  });

  test('the CSV has a line for each day, as the charts show them', async () => {
    const request = new Request(`http://localhost/x?${new URLSearchParams(month)}`, { headers: { Cookie: cookie } });
    const response = await csv({ request, params: { dive: 'questions' }, context: {} });
    const lines = (await response.text()).trim().split('\r\n');
    expect(lines[0]).toContain('Day,Answered plainly,Told as doubtful,Not in documents,Others,Helpful,Not helpful');
    expect(lines).toHaveLength(32);
    expect(lines[31]).toMatch(new RegExp(`^${today},`));
    const unknown = await csv({ request, params: { dive: 'weather' }, context: {} });
    expect(unknown.status).toBe(404);
  });
});

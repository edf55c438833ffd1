import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestTenant, staffCookieOf, type TestTenant } from '#app/features/identity/testing.ts';
import { loader as exportLoader } from '#app/routes/developer.units.csv.ts';
import { action, loader } from '#app/routes/developer.units.import.tsx';
import { csvLine } from '#app/platform/csv/write-csv.ts';
import type { Database } from '#db/client.ts';
import { houseImports } from '#db/schema/house-imports.ts';
import { homeowners, houses, qrTokens } from '#db/schema/homes.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { houseTypes } from '#db/schema/tenancy.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { applyImport } from './apply-import.server.ts';
import type { ImportStanding } from './get-import.server.ts';
import { IMPORT_HEADINGS } from './import-columns.ts';
import { readImport } from './read-import.ts';

let database: Database;
let builder: TestTenant;
let other: TestTenant;
const asSystem = <T>(work: Parameters<typeof withScope<T>>[1]) => withScope(systemScope('test'), work);

beforeAll(async () => {
  database = await openTestDatabase();
  builder = await createTestTenant('builder', { claimed: true, fullName: 'Aoife Ní Bhriain' });
  other = await createTestTenant('other', { claimed: true });
  await asSystem((tx) =>
    tx.insert(houseTypes).values({ ...keysOf(builder), code: 'B2', name: 'The Birch', description: '' }),
  );
});
afterAll(() => database.close());

const keysOf = ({ tenantId, developmentId }: TestTenant) => ({ tenantId, developmentId });

async function ask(who: TestTenant, query: string, body?: FormData, userId = who.developerId): Promise<Response> {
  const cookie = await staffCookieOf({ userId, tenantId: who.tenantId });
  const request = new Request(`http://localhost/developer/units/import${query}`, {
    method: body ? 'POST' : 'GET',
    headers: { Cookie: cookie, Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' },
    ...(body ? { body } : {}),
  });
  const answer = await Promise.resolve((body ? action : loader)({ request, params: {}, context: {} })).catch(
    (thrown: unknown) => thrown,
  );
  return answer as Response;
}

function formOf(text: string | Uint8Array<ArrayBuffer>, name = 'houses.csv'): FormData {
  const body = new FormData();
  body.set('file', new File([text], name, { type: 'text/csv' }));
  return body;
}

type Refused = { init: { status: number }; data: { refusal: { message: string } } };

/** Has a file checked; its id and what was found, or the refusal. */
async function check(text: string | Uint8Array<ArrayBuffer>, who = builder) {
  const answer = await ask(who, '?intent=check', formOf(text));
  if (!(answer instanceof Response)) {
    const { init, data } = answer as unknown as Refused;
    throw new Error(`${init.status} ${data.refusal.message}`);
  }
  const id = new URL(answer.headers.get('Location') ?? '', 'http://localhost').searchParams.get('file') ?? '';
  return await standingOf(id, who);
}

async function standingOf(id: string, who = builder): Promise<ImportStanding> {
  const read = (await ask(who, `?file=${id}`)) as unknown as { standing: ImportStanding };
  return read.standing;
}

const apply = (id: string, report: (percent: number) => Promise<void> = async () => {}) =>
  applyImport(jobScope('test', builder.tenantId), id, report);

/** A file with the template's headings; a row's cells by their place. */
const fileOf = (...rows: (string | number | null)[][]) => [IMPORT_HEADINGS, ...rows].map(csvLine).join('');

const named = (label: string) =>
  asSystem((tx) =>
    tx
      .select({
        id: houses.id,
        address: houses.address,
        eircode: houses.eircode,
        houseType: houses.houseType,
        latitude: houses.latitude,
        source: houses.locationSource,
        fullName: homeowners.fullName,
        email: homeowners.email,
      })
      .from(houses)
      .leftJoin(homeowners, and(eq(homeowners.tenantId, houses.tenantId), eq(homeowners.houseId, houses.id)))
      .where(and(eq(houses.tenantId, builder.tenantId), eq(houses.label, label))),
  );

const ARABIC = 'محمد بن عبد الله آل سعود';
const FAMILY = 'Zoë 👨‍👩‍👧 Walsh';
const LONG = 'N'.repeat(200);

describe('G2: houses from a file', () => {
  test('a check touches nothing; the import adds and changes all of it, once', async () => {
    const file = fileOf(
      [null, '10 Alder Row', '10 Alder Row, Cork', 't12 x0a1', 'b2', ARABIC, 'm@x.example', 51.9, -8.47],
      [null, '11 Alder Row', '11 Alder Row, Cork', null, 'The Birch', FAMILY, null, null, null],
      [null, '12 Alder Row', '=HYPERLINK("x"), Cork', null, 'A', LONG, null, null, null],
      [null, '13 Alder Row', '13 Alder Row, Cork', null, 'A', null, null, null, null],
    );
    const found = await check(file);
    expect(found.findings?.counts).toEqual({ added: 4, changed: 0, unchanged: 0, errors: 0 });
    expect(await named('10 Alder Row')).toEqual([]);
    const reported: number[] = [];
    expect(await apply(found.id, async (percent) => void reported.push(percent))).toBe(true);
    expect(reported).toEqual([60]);
    const [first] = await named('10 Alder Row');
    expect(first).toEqual({
      id: first?.id,
      address: '10 Alder Row, Cork',
      eircode: 'T12 X0A1',
      houseType: 'B2',
      latitude: 51.9,
      source: 'staff',
      fullName: ARABIC,
      email: 'm@x.example',
    });
    expect((await named('11 Alder Row'))[0]).toMatchObject({ houseType: 'B2', fullName: FAMILY, latitude: null });
    // Kept as the text that it is.
    expect((await named('12 Alder Row'))[0]).toMatchObject({ address: '=HYPERLINK("x"), Cork', fullName: LONG });
    expect((await named('13 Alder Row'))[0]?.fullName).toBeNull();
    const codes = await asSystem((tx) =>
      tx
        .select()
        .from(qrTokens)
        .where(eq(qrTokens.houseId, first?.id ?? '')),
    );
    expect(codes).toHaveLength(1);
    expect(await apply(found.id)).toBe(false);
    expect((await standingOf(found.id)).done).toEqual({ added: 4, changed: 0, unchanged: 0 });
    const [kept] = await asSystem((tx) => tx.select().from(houseImports).where(eq(houseImports.id, found.id)));
    expect([kept?.file, kept?.findings]).toEqual([null, null]);
    // The same file again changes nothing, and the export is a file that says what there is.
    expect((await check(file)).findings?.counts).toEqual({ added: 0, changed: 0, unchanged: 4, errors: 0 });
    const exported = await exportOf('');
    expect(exported).toContain(`"'=HYPERLINK(""x""), Cork"`);
    expect((await check(exported)).findings?.counts).toEqual({ added: 0, changed: 0, unchanged: 5, errors: 0 });
    expect((await exportOf('?q=11+Alder')).trimEnd().split('\r\n')).toHaveLength(2);
  });

  test('what differs is changed; an empty cell changes nothing', async () => {
    await apply(
      (await check(fileOf([null, '20 Elm Row', '20 Elm Row, Cork', 'T12 AA11', 'A', 'First Buyer', null, null, null])))
        .id,
    );
    const [before] = await named('20 Elm Row');
    const found = await check(
      'Unit number;Purchaser’s e-mail;Owner;Type;Colour\r\n20 elm row;new@x.example;Second Buyer;B2;red\r\n',
    );
    expect(found.findings).toMatchObject({
      counts: { added: 0, changed: 1, unchanged: 0, errors: 0 },
      ignored: ['Colour'],
      changed: [
        {
          label: '20 Elm Row',
          row: 2,
          changes: [
            { column: 'House type', from: 'A', to: 'B2' },
            { column: 'Purchaser', from: 'First Buyer', to: 'Second Buyer' },
            { column: 'Purchaser e-mail', from: '', to: 'new@x.example' },
          ],
        },
      ],
    });
    expect(await apply(found.id)).toBe(true);
    expect((await named('20 Elm Row'))[0]).toEqual({
      ...before,
      houseType: 'B2',
      fullName: 'Second Buyer',
      email: 'new@x.example',
    });
  });

  test('each error is told by row and column, and nothing can be imported while there is one', async () => {
    const [claimed] = await asSystem((tx) => tx.select().from(houses).where(eq(houses.id, builder.houseId)));
    const found = await check(
      fileOf(
        [null, '30 Fir Row', '30 Fir Row', null, 'Z9', null, null, null, null],
        ['Nowhere Park', '31 Fir Row', '31 Fir Row', null, 'A', null, null, null, null],
        [null, '32 Fir Row', null, null, 'A', null, null, null, null],
        [null, null, '33 Fir Row', null, 'A', null, null, null, null],
        [null, '34 Fir Row', '34 Fir Row', '!', 'A', 'A', 'no mail', 51, null],
        [null, '35 Fir Row', '35 Fir Row', null, 'A', null, null, 8.4, 51.9],
        [null, '36 Fir Row', '36 Fir Row', null, 'A', 'N'.repeat(201), null, null, null],
        [null, '37 Fir Row', '37 Fir Row', null, 'A', null, null, null, null],
        [null, '37 fir row', '37 Fir Row', null, 'A', null, null, null, null],
        [null, '38 Fir Row', '38 Fir Row', null, 'A', null, 'a@x.example', null, null],
        [null, claimed?.label ?? '', null, null, 'B2', 'Somebody Else', null, null, null],
        [null, claimed?.label ?? '', null, null, null, null, null, null, null],
      ),
    );
    expect(found.findings?.errors.map(({ row, column }) => [row, column])).toEqual([
      [2, 'House type'],
      [3, 'Development'],
      [4, 'Address'],
      [5, 'House'],
      [6, 'Purchaser e-mail'],
      [6, 'Longitude'],
      [6, 'Eircode'],
      [7, 'Latitude'],
      [8, 'Purchaser'],
      [10, 'House'],
      [11, 'Purchaser'],
      [12, 'House type'],
      [12, 'Purchaser'],
      [13, 'House'],
    ]);
    const messages = found.findings?.errors.map(({ message }) => message).join('\n');
    expect(messages).toMatch(/There is no house type “Z9”\. .* has: A, B, B2/);
    expect(messages).toMatch(/There is no development “Nowhere Park”\. You have: /);
    expect(messages).toContain('Row 9 is “37 fir row” already');
    const refused = (await ask(builder, `?intent=import&file=${found.id}`, new FormData())) as unknown as Refused;
    expect(refused.init.status).toBe(422);
    await expect(apply(found.id)).rejects.toMatchObject({ status: 422 });
    expect(await named('37 Fir Row')).toEqual([]);
  });

  test('what went wrong since the check is told, and nothing of the file is imported', async () => {
    const found = await check(fileOf([null, '40 Oak Row', '40 Oak Row', null, 'A', 'Buyer', null, null, null]));
    const second = await check(
      fileOf(
        [null, '41 Oak Row', '41 Oak Row', null, 'A', null, null, null, null],
        [null, '40 Oak Row', '40 Oak Row', null, 'A', 'Another', null, null, null],
      ),
    );
    expect(second.findings?.counts.errors).toBe(0);
    await apply(found.id);
    await asSystem((tx) =>
      tx.update(homeowners).set({ claimedAt: new Date(), claimedWith: v7() }).where(eq(homeowners.fullName, 'Buyer')),
    );
    await expect(apply(second.id)).rejects.toMatchObject({
      status: 422,
      message: expect.stringMatching(/Nothing was/),
    });
    expect(await named('41 Oak Row')).toEqual([]);
    expect((await standingOf(second.id)).findings?.errors).toMatchObject([{ row: 3, column: 'Purchaser' }]);
  });

  test('an import is asked for once, as a job; another builder’s file is not there', async () => {
    const found = await check(fileOf([null, '50 Yew Row', '50 Yew Row', null, 'A', null, null, null, null]));
    const answer = await ask(builder, `?intent=import&file=${found.id}`, new FormData());
    expect(answer.headers.get('Location')).toBe(`/developer/units/import?file=${found.id}`);
    const [job] = await asSystem((tx) => tx.select().from(jobStatus).where(eq(jobStatus.subjectId, found.id)));
    expect(job).toMatchObject({ state: 'queued', eventName: 'houses/import.requested', subjectType: 'import' });
    const again = (await ask(builder, `?intent=import&file=${found.id}`, new FormData())) as unknown as Refused;
    expect(again.init.status).toBe(409);
    for (const id of [found.id, 'x', v7()]) expect((await ask(other, `?file=${id}`)).status).toBe(404);
    expect(
      ((await ask(other, `?intent=import&file=${found.id}`, new FormData())) as unknown as Refused).init.status,
    ).toBe(404);
    expect((await ask(builder, '', undefined, builder.viewerId)).status).toBe(403);
  });

  test('ten thousand houses are read, one more is refused; so is a file that holds none', async () => {
    const line = (n: number) => `${n} Long Row,A`;
    const lines = (count: number) => `House,Type\n${Array.from({ length: count }, (_, n) => line(n)).join('\n')}`;
    expect(readImport(Buffer.from(lines(10_000))).rows).toHaveLength(10_000);
    await expect(check(lines(10_001))).rejects.toThrow(/^422 .*more than 10,000 rows/);
    await expect(check('Colour,Size\nred,1\n')).rejects.toThrow(/^422 .*headed “House”/);
    await expect(check('House,Unit\n1,1\n')).rejects.toThrow(/^422 .*same: House/);
    await expect(check('House\n\n')).rejects.toThrow(/^422 .*no house below/);
    await expect(check('x'.repeat(4 * 1024 * 1024 + 1_000))).rejects.toThrow(/^413 /);
    const empty = (await ask(builder, '?intent=check', new FormData())) as unknown as Refused;
    expect([empty.init.status, empty.data.refusal.message]).toEqual([422, 'Choose a file first.']);
  });
});

async function exportOf(query: string): Promise<string> {
  const cookie = await staffCookieOf({ userId: builder.viewerId, tenantId: builder.tenantId });
  const request = new Request(`http://localhost/developer/units/csv${query}`, { headers: { Cookie: cookie } });
  return Buffer.from(await (await exportLoader({ request, params: {}, context: {} })).arrayBuffer()).toString();
}

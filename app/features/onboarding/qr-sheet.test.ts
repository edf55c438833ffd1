import { createCanvas } from '@napi-rs/canvas';
import decodeQr from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { staffCookieOf } from '#app/features/identity/testing.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { action } from '#app/routes/developer.qr._index.tsx';
import { loader as page } from '#app/routes/developer.qr._index.tsx';
import { loader as sheet } from '#app/routes/developer.qr_.sheet.ts';
import { qrTokens } from '#db/schema/homes.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import type { CodeItem } from './list-codes.server.ts';
import { resolveQr } from './resolve-qr.server.ts';

const world = twoBuilders();
let cookie: string;

beforeAll(async () => {
  cookie = await staffCookieOf({ userId: world.builder.developerId, tenantId: world.builder.tenantId });
});

const args = (path: string, init: RequestInit = {}) => ({
  request: new Request(`http://localhost${path}`, { ...init, headers: { Cookie: cookie } }),
  params: {},
  context: {},
});

async function bulk(intent: string, houses: string[]): Promise<number> {
  const body = new URLSearchParams(houses.map((id) => ['house_id', id]));
  const answer = await action(args(`/developer/qr?intent=${intent}`, { method: 'POST', body }));
  return answer instanceof Response ? answer.status : ((answer as { init: { status: number } }).init.status ?? 0);
}

/** What a telephone reads on each page of a PDF, and the page's width in millimetres. */
async function readSheet(bytes: ArrayBuffer): Promise<{ url: string | undefined; width: number }[]> {
  const task = getDocument({ data: new Uint8Array(bytes) });
  const pdf = await task.promise;
  const read = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const one = await pdf.getPage(number);
    const viewport = one.getViewport({ scale: 3 });
    const [width, height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
    const canvas = createCanvas(width, height);
    await one.render({ canvas: canvas as never, viewport, background: '#fff' }).promise;
    const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
    const decode = decodeQr as unknown as (data: Uint8ClampedArray, w: number, h: number) => { data: string } | null;
    read.push({ url: decode(pixels, width, height)?.data, width: Math.round(viewport.width / 3 / (72 / 25.4)) });
  }
  await task.destroy();
  return read;
}

const print = (query: string) => sheet(args(`/developer/qr/sheet?${query}`));

describe('G6: sheets of QR codes', () => {
  test.each([
    ['a4', 210],
    ['card', 105],
  ])('the code printed as %s opens its house, and none after it is replaced or revoked', async (format, width) => {
    const { houseId } = world.builder;
    expect(await bulk('reissue', [houseId])).toBe(302);
    const printed = await print(`format=${format}&house_id=${houseId}`);
    expect([printed.status, printed.headers.get('Content-Type')]).toEqual([200, 'application/pdf']);
    const pages = await readSheet(await printed.arrayBuffer());
    expect(pages).toEqual([{ url: expect.stringMatching(/\/onboarding\?uid=[\w-]{43}$/), width }]);
    const token = new URL(pages[0]!.url!).searchParams.get('uid');
    const resolved = await resolveQr(new Request('http://localhost/', { headers: {} }), token);
    expect(resolved.house.id).toBe(houseId);
    expect(await bulk('reissue', [houseId])).toBe(302);
    await expect(resolveQr(new Request('http://localhost/'), token)).rejects.toMatchObject({ status: 404 });
    expect(await bulk('revoke', [houseId])).toBe(302);
    expect((await print(`format=${format}&house_id=${houseId}`)).status).toBe(409);
    expect((await print(`format=${format}`)).status).toBe(409);
  });

  test('a code that was made under another secret is not printed', async () => {
    const { tenantId, houseId } = world.builder;
    await withScope(systemScope('test'), (tx) =>
      tx.insert(qrTokens).values({ tenantId, houseId, tokenHash: 'foreign' }),
    );
    expect((await print(`house_id=${houseId}`)).status).toBe(409);
  });

  test.each([
    ['format=a5', 422],
    ['house_id=x', 422],
    ['house_id=01900000-0000-7000-8000-000000000000', 404],
    ['house_type=Z', 404],
  ])('%s: %i', async (query, status) => {
    expect((await print(query)).status).toBe(status);
  });

  test('E2: what is done to several houses is done to none when one of them is another builder’s', async () => {
    const { houseId } = world.builder;
    const before = await listed();
    expect(await bulk('reissue', [houseId, world.other.houseId])).toBe(404);
    expect(await bulk('revoke', [houseId, world.other.houseId])).toBe(404);
    expect(await bulk('revoke', [])).toBe(422);
    expect(await listed()).toEqual(before);
    expect((await print(`house_id=${world.other.houseId}`)).status).toBe(404);
  });
});

async function listed(query = ''): Promise<CodeItem[]> {
  const found = (await page(args(`/developer/qr?${query}`))) as { page: { items: CodeItem[] } };
  return found.page.items;
}

test('G6: the list says which codes are good, and is narrowed to them', async () => {
  const { houseId } = world.builder;
  await bulk('revoke', [houseId]);
  expect((await listed('code=none')).map(({ id }) => id)).toEqual([houseId]);
  expect(await listed('code=good')).toEqual([]);
  await bulk('reissue', [houseId]);
  expect(await listed('code=good')).toMatchObject([{ id: houseId, code_made_at: expect.any(String) }]);
  expect(await listed('code=none')).toEqual([]);
});

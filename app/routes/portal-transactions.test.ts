import type { LoaderFunctionArgs } from '@remix-run/node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { createTestAdmin, staffCookieOf } from '#app/features/identity/testing.ts';
import { twoBuilders } from '#app/features/identity/testing/builders.ts';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import { loader as adminLayout } from './admin.tsx';
import { loader as system } from './admin._index.tsx';
import { loader as job } from './admin.jobs.$jobId.tsx';
import { loader as jobs } from './admin.jobs._index.tsx';
import { loader as developerLayout } from './developer.tsx';
import { loader as overview } from './developer._index.tsx';
import { loader as document } from './developer.documents.$documentId.tsx';
import { loader as pages } from './developer.documents.$documentId_.pages.tsx';
import { loader as documents } from './developer.documents._index.tsx';
import { loader as inbox } from './developer.inbox.tsx';
import { loader as unit } from './developer.units.$unitId.tsx';
import { loader as units } from './developer.units._index.tsx';

type Loader = (args: LoaderFunctionArgs) => Promise<unknown>;

const world = twoBuilders();
let stored: { documentId: string; jobId: string };
const cookies = { developer: '', admin: '' };

beforeAll(async () => {
  stored = await storeTestDocument(world.builder);
  cookies.developer = await staffCookieOf({ userId: world.builder.developerId, tenantId: world.builder.tenantId });
  cookies.admin = await staffCookieOf({ userId: await createTestAdmin(), tenantId: null });
});
afterAll(() => vi.restoreAllMocks());

/** How many transactions a page opens: its own loader's and its layout's, as one request asks both. */
async function transactionsOf(loaders: Loader[], cookie: string, params: Record<string, string>): Promise<number> {
  const { pool, platformPool } = world.database;
  const opened = [...new Set([pool, platformPool])].map((one) => vi.spyOn(one, 'connect'));
  try {
    const context = { requestId: 'r', method: 'GET', path: '/', ip: '::1', userAgent: 'test' };
    const args = () => ({
      request: new Request('http://localhost/x', { headers: { Cookie: cookie } }),
      params,
      context: {},
    });
    await runWithRequestContext(context, () => Promise.all(loaders.map((loader) => loader(args()))));
    return opened.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  } finally {
    for (const one of opened) one.mockRestore();
  }
}

test.each<[name: string, page: Loader, params: () => Record<string, string>]>([
  ['overview', overview, () => ({})],
  ['documents', documents, () => ({})],
  ['a document', document, () => ({ documentId: stored.documentId })],
  ['its pages', pages, () => ({ documentId: stored.documentId })],
  ['houses', units, () => ({})],
  ['a house', unit, () => ({ unitId: world.builder.houseId })],
  ['inbox', inbox, () => ({})],
])(
  'a page of the builder’s opens one transaction to know who asks and one for its data: %s',
  async (_name, page, params) => {
    expect(await transactionsOf([developerLayout, page], cookies.developer, params())).toBe(2);
  },
);

test.each<[name: string, page: Loader, params: () => Record<string, string>]>([
  ['system', system, () => ({})],
  ['jobs', jobs, () => ({})],
  ['a job', job, () => ({ jobId: stored.jobId })],
])('and so does one of the platform’s: %s', async (_name, page, params) => {
  expect(await transactionsOf([adminLayout, page], cookies.admin, params())).toBe(2);
});

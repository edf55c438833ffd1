import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uploadDocument } from '#app/features/documents/upload/upload-document.server.ts';
import { developerOf, createTestTenant, homeownerTokenOf, type TestTenant } from '#app/features/identity/testing.ts';
import { replaceEmbedder } from '#app/platform/embeddings/embedder.server.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { loader } from '#app/routes/api.search.ts';
import type { Database } from '#db/client.ts';
import { chunks, documentPages, documents, documentVersions } from '#db/schema/documents.ts';
import { developments } from '#db/schema/tenancy.ts';
import { withScope } from '#db/scope.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { ended, scope, startBench, type JobBench } from './testing/job-bench.ts';
import { NEVER_QUOTED, NEVER_STORED, READING_CASES } from './testing/reading-cases.ts';

const CASES = 'app/features/ingestion/extraction/testing/cases';
/** A macro file, which is refused at the door. */
const REFUSED = 'd07_macro.docm';
const FIRST = 3;

let database: Database;
let bench: JobBench;
let home: TestTenant;
let token: string;
let dataDir: string;

async function upload(file: string) {
  const body = new FormData();
  const fields = { title: file, category: 'guides', house_types: 'A', development_id: home.developmentId };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new File([await readFile(join(CASES, file))], file));
  const request = new Request('http://localhost/api/documents', { method: 'POST', body });
  return uploadDocument(request, developerOf(home), { dataDir });
}

type Item = { document_id: string; title: string; page: number; quote: string };

/** What was quoted, and the passages of its page that it is an excerpt of. */
async function passagesOf({ document_id, page, quote }: Item): Promise<string[]> {
  const rows = await withScope(scope, (tx) =>
    tx.select({ text: chunks.text, page: chunks.page }).from(chunks).where(eq(chunks.documentId, document_id)),
  );
  const squeeze = (text: string) => text.replace(/\s+/g, ' ');
  const [first = ''] = quote.split('\n');
  return [
    quote,
    ...rows.filter((row) => row.page === page && squeeze(row.text).includes(squeeze(first))).map(({ text }) => text),
  ];
}

/** The first passages that an owner's search gives. */
async function search(question: string): Promise<Item[]> {
  resetRateLimits();
  const request = new Request(`http://localhost/api/search?q=${encodeURIComponent(question)}&limit=${FIRST}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const response = await loader({ request, params: {}, context: {} });
  expect(response.status).toBe(200);
  return ((await response.json()) as { items: Item[] }).items;
}

// Some thirty files are read in processes of their own and embedded by the local model.
beforeAll(async () => {
  const embedder = createLocalEmbedder();
  await replaceEmbedder(embedder);
  database = await openTestDatabase();
  home = await createTestTenant('cases', { claimed: true });
  token = await homeownerTokenOf(home);
  dataDir = await mkdtemp(join(tmpdir(), 'openhouse-cases-'));
  await withScope(scope, (tx) =>
    tx.update(developments).set({ embeddingModel: embedder.model }).where(eq(developments.id, home.developmentId)),
  );
  bench = await startBench([documentIngest(() => embedder), documentIngestEnd]);
  const files = (await readdir(CASES)).filter((file) => file !== REFUSED);
  const stored = [];
  for (const file of files) stored.push(await upload(file));
  for (const version of stored) await ended(version, 600_000);
}, 900_000);
afterAll(async () => {
  await bench?.stop();
  await database?.close();
  await replaceEmbedder();
  await rm(dataDir, { recursive: true, force: true });
});

describe('C9: every case file is read', () => {
  test('and is ready', async () => {
    const rows = await withScope(scope, (tx) =>
      tx.select({ file: documentVersions.filename, status: documentVersions.status }).from(documentVersions),
    );
    expect(rows.filter(({ status }) => status !== 'ready')).toEqual([]);
    expect(new Set(READING_CASES.map(({ file }) => file)).size + 1).toBe(rows.length);
  });

  test.each(READING_CASES)('$file, "$question": page $page', async ({ file, question, page, holds }) => {
    const items = await search(question);
    const texts = await Promise.all(
      items.filter((item) => item.title === file && item.page === page).map(async (item) => passagesOf(item)),
    );
    const right = texts.flat().find((text) => holds.test(text));
    expect(right, `${holds} on page ${page} of ${file}, not:\n${JSON.stringify(items, null, 1)}`).toBeDefined();
  });
});

describe('C9, C11: what nobody sees', () => {
  const storedOf = (file: string) =>
    withScope(scope, async (tx) => {
      const [document] = await tx.select({ id: documents.id }).from(documents).where(eq(documents.title, file));
      const read = await tx.select({ text: chunks.text }).from(chunks).where(eq(chunks.documentId, document!.id));
      const pages = await tx
        .select({ text: documentPages.text })
        .from(documentPages)
        .innerJoin(documentVersions, eq(documentVersions.id, documentPages.versionId))
        .where(eq(documentVersions.documentId, document!.id));
      return { passages: read.map((row) => row.text), pages: pages.map((row) => row.text) };
    });

  test.each(NEVER_STORED)('%s: %s is stored nowhere', async (file, words) => {
    const { passages, pages } = await storedOf(file);
    expect(pages.length).toBeGreaterThan(0);
    expect([...passages, ...pages].filter((text) => words.test(text))).toEqual([]);
  });

  test.each(NEVER_QUOTED)('%s: %s is in no passage', async (file, words) => {
    const { passages } = await storedOf(file);
    expect(passages.length).toBeGreaterThan(0);
    expect(passages.filter((text) => words.test(text))).toEqual([]);
  });

  test('p08_portfolio.pdf: a warning names the file inside, which is not read', async () => {
    const { pages } = await storedOf('p08_portfolio.pdf');
    expect(pages.join('\n')).not.toMatch(/ferrow/i);
    const versions = await withScope(scope, (tx) =>
      tx
        .select({ warnings: documentVersions.warnings })
        .from(documentVersions)
        .where(eq(documentVersions.filename, 'p08_portfolio.pdf')),
    );
    expect(versions).toEqual([
      { warnings: [expect.stringContaining('A file inside this PDF was not read: ferrow.pdf')] },
    ]);
  });
});

test('a file with macros is refused, and told why', async () => {
  await expect(upload(REFUSED)).rejects.toMatchObject({
    code: 'unsupported-media-type',
    message: expect.stringMatching(/macro/i),
  });
});

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTestTenant, type TestTenant } from '#app/features/identity/testing.ts';
import { collectWithScans } from '#app/features/ingestion/extraction/testing/collect-document.ts';
import { fixtureFolder } from '#app/features/ingestion/extraction/testing/fixtures.ts';
import { readDocumentSource } from '#app/server/demo/longview/documents.ts';
import { renderDocument } from '#app/server/demo/longview/render-document.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { answerFromDocuments } from './answer-from-documents.server.ts';
import { UNSURE } from '#db/schema/answer-modes.ts';
import { ownerOf, shelvePassages, wordOverlap } from './testing/library.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';

/*
 * The pilot's scanned pages, five in all, read by the processes that really run, each once; how a job brings them into
 * the library is shown in document-recognise.test.ts. Words alone weigh here, which is quick. The booklet beside them
 * says that the wiring was tested, and not by whom.
 */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 });

const SCANNED = { 'commissioning-certificates': [2, 3, 4, 5], warranty: [10], 'electrical-installation-type-a': [] };

let folder: Awaited<ReturnType<typeof fixtureFolder>>;
let database: Database;
let mine: TestTenant;
/** The same documents, found by the model that is used where nothing is configured. */
let meant: TestTenant;
let local: Embedder;
const titles = new Map<string, string>();
const found: Record<string, number[]> = {};

beforeAll(async () => {
  folder = await fixtureFolder();
  database = await openTestDatabase();
  mine = await createTestTenant('mine');
  meant = await createTestTenant('meant');
  local = createLocalEmbedder();
  for (const slug of Object.keys(SCANNED)) {
    const { meta, pdf } = await renderDocument(await readDocumentSource(slug));
    const path = await folder.write(`${slug}.pdf`, pdf);
    const { passages, scannedPages } = await collectWithScans(path);
    found[slug] = scannedPages;
    const read = { title: meta.title, houseTypes: meta.house_types, passages };
    titles.set(await shelvePassages(mine, read), slug);
    titles.set(await shelvePassages(meant, read, local), slug);
  }
});
afterAll(async () => {
  await folder.remove();
  await local?.close();
  await database?.close();
});

const ask = (houseType: string, question: string) =>
  answerFromDocuments({ embedder: wordOverlap, chatModel: null })(
    ownerOf(mine, houseType),
    { conversationId: 'c', questionId: 'q', answerId: 'a', question, before: [] },
    { signal: new AbortController().signal },
  );

test('C10: these pages of the pilot are scans', () => {
  expect(found).toEqual(SCANNED);
});

describe.each(['A', 'B', 'C', 'D'])(
  'C10: each scanned page of the pilot answers what it is asked, in a house of type %s',
  (type) => {
    test.each([
      ['Who tested the electrical installation?', 'commissioning-certificates', 2, /Rathmoyle Electrical Services Ltd/],
      ['Who signed certificate No. 3, electrical installation?', 'commissioning-certificates', 2, /T\. Ahearne/],
      [
        'Who was the technician that commissioned the heat pump?',
        'commissioning-certificates',
        3,
        /M\. Lindqvist-Daly/,
      ],
      ['Who locked and marked the valves of the ventilation?', 'commissioning-certificates', 4, /Dr\. O\. Prendergast/],
      ['Who signed for airtightness and the solar panels?', 'commissioning-certificates', 5, /K\. Nunan/],
      ['What is the excess of the structural guarantee from year 3?', 'warranty', 10, /500 euro from year 3/],
    ])('%s', async (question, slug, page, holds) => {
      const { citations, text } = await ask(type, question);
      expect(text).toMatch(holds);
      expect(citations.map(({ document_id, page: on }) => [titles.get(document_id), on])).toContainEqual([slug, page]);
    });
  },
);

describe.each(['A', 'C'])('C10: who tested is told plainly, by meaning too, in a house of type %s', (type) => {
  test.each([
    ['Who tested the electrical installation?', 2, /Rathmoyle Electrical Services Ltd/],
    ['Who did the air tightness test?', 5, /K\. Nunan/],
    ['Who commissioned the heat pump?', 3, /M\. Lindqvist-Daly/],
  ])('%s', async (question, page, holds) => {
    const { citations, text } = await answerFromDocuments({ embedder: local, chatModel: null })(
      ownerOf(meant, type),
      { conversationId: 'c', questionId: 'q', answerId: 'a', question, before: [] },
      { signal: new AbortController().signal },
    );
    expect(text).toMatch(holds);
    expect(text).not.toContain(UNSURE);
    expect(citations.map(({ document_id, page: on }) => [titles.get(document_id), on])).toEqual([
      ['commissioning-certificates', page],
    ]);
  });
});

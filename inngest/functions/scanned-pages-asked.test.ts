import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerFromDocuments } from '#app/features/assistant/answer-from-documents.server.ts';
import { readDocumentSource } from '#app/server/demo/longview/documents.ts';
import { renderDocument } from '#app/server/demo/longview/render-document.ts';
import { createLocalEmbedder } from '#app/platform/embeddings/local-embedder.server.ts';
import type { Database } from '#db/client.ts';
import { openTestDatabase } from '#db/testing.ts';
import { documentIngest } from './document-ingest.ts';
import { documentIngestEnd } from './document-ingest-end.ts';
import { documentRecognise } from './document-recognise.ts';
import { documentRecogniseEnd } from './document-recognise-end.ts';
import { addBuilder, ended, quiet, startBench, upload, type JobBench, type TestBuilder } from './testing/job-bench.ts';
import { anOwnerOf } from './testing/readings.ts';

/** Of the pilot: the two with scanned pages, five in all, and what else speaks of the same things. */
const DOCUMENTS = ['commissioning-certificates', 'warranty', 'electrical-installation-type-a', 'heating-type-a'];

const embedder = createLocalEmbedder();
let database: Database;
let bench: JobBench;
let builder: TestBuilder;
let slugs: Map<string, string>;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await startBench([
    documentIngest(() => embedder),
    documentIngestEnd,
    documentRecognise(() => embedder),
    documentRecogniseEnd,
  ]);
  builder = await addBuilder(embedder.model);
  const stored = [];
  slugs = new Map();
  for (const slug of DOCUMENTS) {
    const { pdf } = await renderDocument(await readDocumentSource(slug));
    const one = await upload(builder, pdf);
    slugs.set(one.documentId, slug);
    stored.push(one);
  }
  for (const one of stored) await ended(one, 600_000);
  await quiet(600_000);
}, 900_000);
afterAll(async () => {
  await bench?.stop();
  await database?.close();
  await embedder.close();
});

const ask = (question: string) =>
  answerFromDocuments({ embedder, chatModel: null })(
    anOwnerOf(builder),
    { conversationId: '', questionId: '', answerId: '', question, before: [] },
    { signal: new AbortController().signal },
  );

// What an answer quotes of the page; who tested is told by name.
describe('C10: each scanned page of the pilot can be asked about', () => {
  test.each([
    ['Who tested the electrical installation?', /Rathmoyle Electrical|Ahearne/, 'commissioning-certificates', 2],
    ['Who was the technician that commissioned the heat pump?', /Technician/, 'commissioning-certificates', 3],
    ['Who signed the measured air flows of the ventilation?', /Kitchen, normal/, 'commissioning-certificates', 4],
    ['Who signed the sheet for solar panels and airtightness?', /kWp/, 'commissioning-certificates', 5],
    ['Which inspections passed for the HomeShield structural guarantee?', /slab, walls, roof/, 'warranty', 10],
  ])('%s', async (question, holds, slug, page) => {
    const { text, citations } = await ask(question);
    const cited = citations.map((citation) => `${slugs.get(citation.document_id)}:${citation.page}`);

    expect(text).toMatch(holds);
    expect(cited).toContain(`${slug}:${page}`);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { retrievePassages } from '#app/features/retrieval/retrieve-passages.server.ts';
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

const FIRST = 5;

describe('C10: each scanned page of the pilot is found by a question, with what it asks for', () => {
  test.each([
    ['Who tested the electrical installation?', 'commissioning-certificates', 2, /Rathmoyle Electrical/],
    ['Who was the technician that commissioned the heat pump?', 'commissioning-certificates', 3, /Lindqvist-Daly/],
    ['Who signed the measured air flows of the ventilation?', 'commissioning-certificates', 4, /Prendergast/],
    ['Who signed the sheet for solar panels and airtightness?', 'commissioning-certificates', 5, /Nunan/],
    ['Which inspections passed for the HomeShield structural guarantee?', 'warranty', 10, /slab, walls, roof/],
  ])('%s', async (question, slug, page, holds) => {
    const { passages } = await retrievePassages(anOwnerOf(builder), question, { embedder, limit: FIRST });
    const found = passages.filter((passage) => slugs.get(passage.documentId) === slug && passage.page === page);
    expect(found.map((passage) => passage.text).join('\n')).toMatch(holds);
  });
});

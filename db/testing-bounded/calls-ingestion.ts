import { and, sql } from 'drizzle-orm';
import { EMBEDDING_DIMENSIONS } from '../schema/columns.ts';
import { chunks, recognisedPages } from '../schema/documents.ts';
import { document, version, house, own, platform, tenant, type CallsOf } from './call.ts';
import { idOf, MODEL } from './large-data.ts';
import type * as abandoned from '../queries/ingestion/abandoned.ts';
import type * as likenesses from '../queries/ingestion/likenesses.ts';
import type * as passages from '../queries/ingestion/passages.ts';
import type * as publication from '../queries/ingestion/publication.ts';
import type * as recognition from '../queries/ingestion/recognition.ts';
import type * as ingestion from '../queries/ingestion/versions.ts';
import type * as reindex from '../queries/ingestion/reindex.ts';
import type * as retrieval from '../queries/retrieval/passages.ts';

/** The first document has many versions, and its first version many pages and passages. */
const vector = Array.from({ length: EMBEDDING_DIMENSIONS }, (_, index) => Math.sin(31 + index));
const owned = { versionId: version, documentId: document, developmentId: own.developmentId, houseTypes: ['B', 'C'] };
/** The job that reads the first document again; its passages have vectors already. */
const reading = idOf('job', 500);
const target = { developmentId: own.developmentId, model: 'model-b' };

export const ingestionCalls = (q: typeof ingestion): CallsOf<typeof ingestion> => ({
  findVersion: [{ scope: tenant, run: (tx) => q.findVersion(tx, tenant, version) }],
  holdDocument: [{ scope: tenant, silent: true, run: (tx) => q.holdDocument(tx, tenant, document) }],
  updateVersion: [
    { scope: tenant, silent: true, run: (tx) => q.updateVersion(tx, tenant, version, { status: 'processing' }) },
  ],
  addWarning: [{ scope: tenant, silent: true, run: (tx) => q.addWarning(tx, tenant, version, 'A warning.') }],
  updateVersionProgress: [
    { scope: tenant, silent: true, run: (tx) => q.updateVersionProgress(tx, tenant, version, 50) },
  ],
  failVersion: [
    {
      scope: tenant,
      reach: 'document',
      run: async (tx) => {
        await q.updateVersion(tx, tenant, version, { status: 'processing' });
        return q.failVersion(tx, tenant, version, 'No text.');
      },
    },
  ],
  storePages: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.storePages(tx, tenant, owned, reading, [
          { page: 1, text: 'x', headings: [], hasText: true, error: null },
          { page: 9_999, text: 'x', headings: [], hasText: true, error: null },
        ]),
    },
  ],
  liveReadingOf: [
    { scope: tenant, run: (tx) => tx.execute(sql`select ${q.liveReadingOf(tenant, document)} as reading`) },
  ],
  finishVersion: [
    { scope: tenant, silent: true, reach: 'document', run: (tx) => q.finishVersion(tx, tenant, version, reading) },
  ],
});

export const recognitionCalls = (q: typeof recognition): CallsOf<typeof recognition> => ({
  recognisedOf: [
    {
      scope: tenant,
      reach: 'document',
      run: (tx) => tx.$count(recognisedPages, q.recognisedOf(tenant, version)),
    },
  ],
  noteScannedPages: [
    {
      scope: tenant,
      silent: true,
      reach: 'document',
      run: (tx) => q.noteScannedPages(tx, tenant, version, 'engine', [1, 2, 9_999]),
    },
    {
      scope: tenant,
      silent: true,
      reach: 'document',
      run: (tx) => q.noteScannedPages(tx, tenant, version, 'engine', []),
    },
  ],
  forgetPassing: [
    { scope: tenant, silent: true, reach: 'document', run: (tx) => q.forgetPassing(tx, tenant, version) },
  ],
  listWaitingPages: [
    { scope: tenant, reach: 'document', run: (tx) => q.listWaitingPages(tx, tenant, version, 'engine', 8) },
  ],
  listPlaces: [{ scope: tenant, run: (tx) => q.listPlaces(tx, tenant, version, [1, 2]) }],
  listRecognised: [
    {
      scope: tenant,
      reach: 'document',
      run: (tx) => q.listRecognised(tx, tenant, version, 'engine', { after: 10, limit: 50 }),
    },
  ],
  storeRecognised: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.storeRecognised(tx, tenant, version, 'engine', {
          page: 1,
          result: { text: 'x', headings: [], headingLevels: [] },
        }),
    },
  ],
  countRecognition: [
    { scope: tenant, reach: 'document', run: (tx) => q.countRecognition(tx, tenant, version, 'engine') },
  ],
});

export const passagesCalls = (q: typeof passages): CallsOf<typeof passages> => ({
  ofReading: [{ scope: tenant, reach: 'document', run: (tx) => tx.$count(chunks, q.ofReading(tenant, reading)) }],
  lacksVector: [
    {
      scope: tenant,
      reach: 'document',
      run: (tx) => tx.$count(chunks, and(q.ofReading(tenant, reading), q.lacksVector('model-b'))),
    },
  ],
  deleteReading: [
    { scope: tenant, silent: true, reach: 'document', run: (tx) => q.deleteReading(tx, tenant, owned, reading) },
  ],
  deletePassages: [
    { scope: tenant, silent: true, reach: 'document', run: (tx) => q.deletePassages(tx, tenant, reading) },
  ],
  storePassages: [
    {
      scope: tenant,
      silent: true,
      run: (tx) => q.storePassages(tx, tenant, owned, reading, [{ ordinal: 9_999, page: 1, heading: null, text: 'x' }]),
    },
  ],
  readPassagesToEmbed: [
    { scope: tenant, run: (tx) => q.readPassagesToEmbed(tx, tenant, reading, { from: 0, to: 64 }, 'model-b') },
    {
      scope: tenant,
      run: (tx) => q.readPassagesToEmbed(tx, tenant, reading, { from: 0, to: 64 }, MODEL),
      silent: true,
    },
  ],
  copyVectors: [
    {
      scope: tenant,
      silent: true,
      reach: 'document',
      run: (tx) => q.copyVectors(tx, tenant, { documentId: document, readingId: reading }, { from: 0, to: 64 }, MODEL),
    },
  ],
  storeVectors: [
    {
      scope: tenant,
      silent: true,
      run: (tx) => q.storeVectors(tx, tenant, target, [{ id: idOf('chunk', 1), vector }]),
    },
  ],
});

export const publicationCalls = (q: typeof publication): CallsOf<typeof publication> => ({
  publishReading: [
    {
      scope: tenant,
      reach: 'document',
      run: (tx) => q.publishReading(tx, tenant, { versionId: version, readingId: reading }, MODEL),
    },
  ],
  adoptModelWhenUnused: [
    { scope: tenant, silent: true, run: (tx) => q.adoptModelWhenUnused(tx, tenant, own.developmentId, 'model-b') },
  ],
});

export const likenessesCalls = (q: typeof likenesses): CallsOf<typeof likenesses> => ({
  listSketches: [
    {
      scope: tenant,
      reach: 'development',
      run: (tx) => q.listSketches(tx, tenant, { developmentId: own.developmentId, documentId: document }, 2_000),
    },
  ],
  isAskedAbout: [{ scope: tenant, silent: true, run: (tx) => q.isAskedAbout(tx, tenant, version) }],
  storeLikeness: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.storeLikeness(tx, tenant, version, { held: false, sketch: null, twinDocumentId: null, share: null }),
    },
  ],
});

export const abandonedCalls = (q: typeof abandoned): CallsOf<typeof abandoned> => ({
  selectAbandonedVersions: [
    { scope: platform, reach: 'backlog', silent: true, run: (tx) => q.selectAbandonedVersions(tx, 60, 50) },
  ],
});

export const reindexCalls = (q: typeof reindex): CallsOf<typeof reindex> => ({
  selectDevelopmentsOfOtherModels: [
    {
      scope: platform,
      run: (tx) =>
        q.selectDevelopmentsOfOtherModels(tx, 'model-b', {
          after: { model: MODEL, developmentId: own.developmentId },
          limit: 100,
        }),
    },
    { scope: platform, silent: true, run: (tx) => q.selectDevelopmentsOfOtherModels(tx, MODEL, { limit: 100 }) },
  ],
  readChunksToEmbed: [
    { scope: tenant, reach: 'development', run: (tx) => q.readChunksToEmbed(tx, tenant, target, 64) },
  ],
  countChunks: [{ scope: tenant, reach: 'development', run: (tx) => q.countChunks(tx, tenant, target) }],
  switchModel: [
    { scope: tenant, reach: 'development', run: (tx) => q.switchModel(tx, tenant, target) },
    {
      scope: tenant,
      reach: 'development',
      silent: true,
      run: (tx) => q.switchModel(tx, tenant, { ...target, model: MODEL }),
    },
  ],
});

const terms = [
  { query: "('fuse' <-> 'box')", headingQuery: "('fuse':A <-> 'box':A)", weight: 1 },
  { query: "('stair')", headingQuery: "('stair':A)", weight: 0.5 },
];

export const retrievalCalls = (q: typeof retrieval): CallsOf<typeof retrieval> => ({
  readSearchedModel: [{ scope: house, run: (tx) => q.readSearchedModel(tx, house) }],
  readHouseTypes: [{ scope: house, run: (tx) => q.readHouseTypes(tx, house) }],
  readUnitVectors: [
    { scope: house, silent: true, run: (tx) => q.readUnitVectors(tx, house, [idOf('chunk', 1)], MODEL) },
  ],
  readLibraryVersion: [{ scope: house, run: (tx) => q.readLibraryVersion(tx, house) }],
  findVocabulary: [{ scope: house, run: (tx) => q.findVocabulary(tx, house) }],
  countTrialVocabulary: [{ scope: house, reach: 'development', run: (tx) => q.countTrialVocabulary(tx, house) }],
  countVocabulary: [{ scope: house, silent: true, run: (tx) => q.countVocabulary(tx, house) }],
  listUnreadTitles: [{ scope: house, silent: true, run: (tx) => q.listUnreadTitles(tx, house) }],
  findScanned: [
    {
      scope: house,
      reach: 'development',
      silent: true,
      run: (tx) => {
        const ids = Array.from({ length: 24 }, (_, at) => idOf('chunk', at + 1));
        return q.findScanned(tx, house, ids);
      },
    },
  ],
  findPassages: [
    {
      scope: house,
      reach: 'development',
      run: (tx) => q.findPassages(tx, house, { terms, vector, model: MODEL, candidates: 40 }),
    },
    {
      scope: house,
      reach: 'development',
      run: (tx) => q.findPassages(tx, house, { terms, vector: null, model: MODEL, candidates: 40 }),
    },
    {
      scope: house,
      reach: 'development',
      run: (tx) =>
        q.findPassages(tx, house, { terms: [], patterns: ['passage 5'], vector: null, model: MODEL, candidates: 40 }),
    },
    {
      scope: house,
      reach: 'development',
      run: (tx) => {
        const patterns = ['', ...Array.from({ length: 400 }, (_, at) => String.raw`(?<!\d)passage ${at}(?!\d)`)];
        return q.findPassages(tx, house, { terms: [], patterns, vector: null, model: MODEL, candidates: 40 });
      },
    },
  ],
});

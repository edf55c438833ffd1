import { and, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { EMBEDDING_DIMENSIONS } from '../schema/columns.ts';
import { chunks, documentPages, recognisedPages } from '../schema/documents.ts';
import { house, own, platform, tenant, type CallsOf, staff } from './call.ts';
import { idOf, MODEL } from './large-data.ts';
import type * as pages from '../queries/documents/pages.ts';
import type * as receipts from '../queries/documents/receipts.ts';
import type * as houseTypes from '../queries/documents/house-types.ts';
import type * as abandoned from '../queries/ingestion/abandoned.ts';
import type * as documentVersions from '../queries/documents/versions.ts';
import * as documents from '../queries/documents/documents.ts';
import type * as documentLikenesses from '../queries/documents/likenesses.ts';
import type * as likenesses from '../queries/ingestion/likenesses.ts';
import type * as passages from '../queries/ingestion/passages.ts';
import type * as publication from '../queries/ingestion/publication.ts';
import type * as recognition from '../queries/ingestion/recognition.ts';
import type * as ingestion from '../queries/ingestion/versions.ts';
import type * as reindex from '../queries/ingestion/reindex.ts';
import type * as retrieval from '../queries/retrieval/passages.ts';

/** The first document has many versions, and its first version many pages and passages. */
const document = idOf('document', 1);
const version = idOf('version', 1);
const shown = { documentId: document, versionId: version };
const vector = Array.from({ length: EMBEDDING_DIMENSIONS }, (_, index) => Math.sin(31 + index));
const newVersion = (id = v7()) => ({
  id,
  documentId: document,
  storageKey: `${own.tenantId}/${document}/${id}.pdf`,
  filename: 'manual.pdf',
  kind: 'pdf' as const,
  sizeBytes: 1,
  sha256: 'sum',
});
const owned = { versionId: version, documentId: document, developmentId: own.developmentId, houseTypes: ['B', 'C'] };
/** The job that reads the first document again; its passages have vectors already. */
const reading = idOf('job', 500);
const target = { developmentId: own.developmentId, model: 'model-b' };
const middle = { createdAt: new Date(Date.now() - 100 * 86_400_000), id: document };
const hundred = Array.from({ length: 100 }, (_, index) => idOf('document', 5 * (index + 1)));

export const documentVersionsCalls = (q: typeof documentVersions): CallsOf<typeof documentVersions> => ({
  listVersions: [
    { scope: tenant, run: (tx) => q.listVersions(tx, tenant, { documentId: document, limit: 26 }) },
    { scope: tenant, run: (tx) => q.listVersions(tx, tenant, { documentId: document, after: 500, limit: 26 }) },
  ],
  shownPages: [
    { scope: tenant, reach: 'document', run: (tx) => tx.$count(documentPages, q.shownPages(tenant, shown)) },
  ],
  requeueVersion: [{ scope: tenant, run: (tx) => q.requeueVersion(tx, tenant, shown) }],
  selectStorageKeys: [
    {
      scope: platform,
      boundedBy: 'its arguments',
      run: (tx) => q.selectStorageKeys(tx, [{ tenantId: own.tenantId, versionId: version }]),
    },
  ],
  lockVersion: [{ scope: tenant, run: (tx) => q.lockVersion(tx, tenant, version) }],
  queueVersion: [{ scope: tenant, silent: true, run: (tx) => q.queueVersion(tx, tenant, version) }],
  isBeingRecognised: [{ scope: tenant, silent: true, run: (tx) => q.isBeingRecognised(tx, tenant, shown) }],
  isBeingRead: [
    { scope: tenant, silent: true, run: (tx) => q.isBeingRead(tx, tenant, shown) },
    {
      scope: tenant,
      silent: true,
      reach: 'document',
      run: (tx) => q.isBeingRead(tx, tenant, shown, idOf('job', 7)),
    },
  ],
  findVersionByNumber: [{ scope: tenant, run: (tx) => q.findVersionByNumber(tx, tenant, document, 500) }],
});

export const documentPagesCalls = (q: typeof pages): CallsOf<typeof pages> => ({
  findPage: [
    { scope: house, run: (tx) => q.findPage(tx, house, shown, 500) },
    { scope: tenant, run: (tx) => q.findPage(tx, tenant, shown, 500) },
  ],
  findPageWithFindings: [{ scope: tenant, run: (tx) => q.findPageWithFindings(tx, tenant, shown, 500) }],
  listPageLabels: [
    { scope: house, reach: 'document', silent: true, run: (tx) => q.listPageLabels(tx, house, shown, 2_000) },
    { scope: tenant, reach: 'document', silent: true, run: (tx) => q.listPageLabels(tx, tenant, shown, 2_000) },
  ],
  listRecognised: [{ scope: house, silent: true, run: (tx) => q.listRecognised(tx, house, shown, [500, 501]) }],
  listUnreadPages: [{ scope: tenant, reach: 'document', run: (tx) => q.listUnreadPages(tx, tenant, shown, 2_000) }],
});

export const receiptsCalls = (q: typeof receipts): CallsOf<typeof receipts> => ({
  listMustRead: [{ scope: house, reach: 'development', silent: true, run: (tx) => q.listMustRead(tx, house) }],
  insertReceipt: [
    {
      scope: house,
      silent: true,
      run: (tx) => q.insertReceipt(tx, house, { documentId: document, versionId: version }),
    },
  ],
  setMustRead: [{ scope: staff, silent: true, run: (tx) => q.setMustRead(tx, staff, document, true) }],
  countReceipts: [
    {
      scope: staff,
      reach: 'development',
      run: (tx) => q.countReceipts(tx, staff, { id: document, versionId: version }),
    },
  ],
  countUnsearchable: [
    { scope: house, reach: 'document', silent: true, run: (tx) => q.countUnsearchable(tx, house, [document]) },
  ],
});

export const documentsCalls = (q: typeof documents): CallsOf<typeof documents> => ({
  listDocuments: [
    { scope: house, reach: 'development', run: (tx) => q.listDocuments(tx, house, { limit: 101 }) },
    {
      scope: house,
      reach: 'development',
      run: (tx) => q.listDocuments(tx, house, { limit: 26, category: 'category-1', q: 'manual 1' }),
    },
    {
      scope: house,
      reach: 'development',
      run: (tx) => q.listDocuments(tx, house, { limit: 26, q: 'nowhere' }),
      silent: true,
    },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 101 }) },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 26, after: middle }) },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 26, category: 'category-1' }) },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 26, category: 'nowhere' }), silent: true },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 26, status: 'ready' }) },
    { scope: tenant, reach: 'document', run: (tx) => q.listDocuments(tx, tenant, { limit: 26, status: 'failed' }) },
    { scope: tenant, reach: 'document', run: (tx) => q.listDocuments(tx, tenant, { limit: 26, status: 'undecided' }) },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 26, status: 'processing' }), silent: true },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 26, houseType: 'A' }) },
    {
      scope: tenant,
      reach: 'library',
      run: (tx) => q.listDocuments(tx, tenant, { limit: 26, houseType: 'X' }),
      silent: true,
    },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 26, developmentId: own.developmentId }) },
    {
      scope: tenant,
      reach: 'development',
      run: (tx) => q.listDocuments(tx, tenant, { limit: 26, developmentId: own.developmentId, q: 'nowhere' }),
      silent: true,
    },
    { scope: tenant, run: (tx) => q.listDocuments(tx, tenant, { limit: 26, q: 'manual' }) },
    {
      scope: tenant,
      reach: 'library',
      run: (tx) => q.listDocuments(tx, tenant, { limit: 26, q: 'nowhere' }),
      silent: true,
    },
  ],
  findDocument: [
    { scope: house, run: (tx) => q.findDocument(tx, house, document) },
    { scope: tenant, run: (tx) => q.findDocument(tx, tenant, document) },
  ],
  findDevelopmentTypes: [{ scope: tenant, run: (tx) => q.findDevelopmentTypes(tx, tenant, own.developmentId) }],
  listCategories: [{ scope: tenant, run: (tx) => q.listCategories(tx, tenant) }],
  upsertDocument: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.upsertDocument(tx, tenant, {
          id: document,
          developmentId: own.developmentId,
          title: 'Manual',
          category: 'guides',
          houseTypes: ['B'],
        }),
    },
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.upsertDocument(tx, tenant, {
          id: v7(),
          developmentId: own.developmentId,
          title: 'Manual',
          category: 'guides',
          houseTypes: ['B'],
        }),
    },
  ],
  insertVersion: [{ scope: tenant, run: (tx) => q.insertVersion(tx, tenant, newVersion()) }],
  listChecksums: [{ scope: tenant, run: (tx) => q.listChecksums(tx, tenant, hundred) }],
  removeDocument: [
    { scope: tenant, silent: true, reach: 'document', run: (tx) => q.removeDocument(tx, tenant, document) },
  ],
  countVersionStates: [{ scope: tenant, run: (tx) => q.countVersionStates(tx, tenant, hundred) }],
  countByCategory: [{ scope: house, reach: 'development', run: (tx) => q.countByCategory(tx, house) }],
});

export const ingestionCalls = (q: typeof ingestion): CallsOf<typeof ingestion> => ({
  findVersion: [{ scope: tenant, run: (tx) => q.findVersion(tx, tenant, version) }],
  holdDocument: [{ scope: tenant, silent: true, run: (tx) => q.holdDocument(tx, tenant, document) }],
  updateVersion: [
    { scope: tenant, silent: true, run: (tx) => q.updateVersion(tx, tenant, version, { status: 'processing' }) },
  ],
  addWarning: [{ scope: tenant, silent: true, run: (tx) => q.addWarning(tx, tenant, version, 'A warning.') }],
  endPromises: [{ scope: tenant, silent: true, run: (tx) => q.endPromises(tx, tenant, version) }],
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
  listWaitingPages: [{ scope: tenant, reach: 'document', run: (tx) => q.listWaitingPages(tx, tenant, version, 8) }],
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
        q.storeRecognised(tx, tenant, version, { page: 1, result: { text: 'x', headings: [], headingLevels: [] } }),
    },
  ],
  countRecognition: [{ scope: tenant, reach: 'document', run: (tx) => q.countRecognition(tx, tenant, version) }],
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

const file = { developmentId: own.developmentId, sha256: 'sum' };
export const documentLikenessesCalls = (q: typeof documentLikenesses): CallsOf<typeof documentLikenesses> => ({
  lockUploads: [{ scope: tenant, silent: true, run: (tx) => q.lockUploads(tx) }],
  findSameFile: [
    { scope: tenant, reach: 'document', run: (tx) => q.findSameFile(tx, tenant, file) },
    { scope: tenant, silent: true, run: (tx) => q.findSameFile(tx, tenant, { ...file, sha256: 'other' }) },
  ],
  askAboutLikeness: [
    {
      scope: tenant,
      silent: true,
      run: async (tx) => {
        const added = newVersion();
        await documents.insertVersion(tx, tenant, added);
        await q.askAboutLikeness(tx, tenant, added.id);
      },
    },
  ],
  settleLikeness: [
    { scope: tenant, silent: true, boundedBy: 'its key', run: (tx) => q.settleLikeness(tx, tenant, version) },
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

export const houseTypesCalls = (q: typeof houseTypes): CallsOf<typeof houseTypes> => ({
  lockDocument: [{ scope: tenant, run: (tx) => q.lockDocument(tx, tenant, document) }],
  updateDocument: [
    {
      scope: tenant,
      silent: true,
      reach: 'readings',
      run: (tx) =>
        q.updateDocument(tx, tenant, document, { title: 'Manual', category: 'guides', houseTypes: ['A', 'B'] }),
    },
  ],
  alignHouseTypes: [
    { scope: tenant, silent: true, reach: 'readings', run: (tx) => q.alignHouseTypes(tx, tenant, document, ['A']) },
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
  countVocabulary: [{ scope: house, silent: true, run: (tx) => q.countVocabulary(tx, house) }],
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

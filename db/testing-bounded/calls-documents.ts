import { v7 } from 'uuid';
import { documentPages } from '../schema/documents.ts';
import { document, version, house, own, platform, tenant, type CallsOf, staff } from './call.ts';
import { idOf } from './large-data.ts';
import type * as counts from '../queries/documents/counts.ts';
import type * as pages from '../queries/documents/pages.ts';
import type * as receipts from '../queries/documents/receipts.ts';
import type * as houseTypes from '../queries/documents/house-types.ts';
import type * as documentVersions from '../queries/documents/versions.ts';
import * as documents from '../queries/documents/documents.ts';
import type * as documentLikenesses from '../queries/documents/likenesses.ts';

/** The first document has many versions, and its first version many pages and passages. */
const shown = { documentId: document, versionId: version };
const newVersion = (id = v7()) => ({
  id,
  documentId: document,
  storageKey: `${own.tenantId}/${document}/${id}.pdf`,
  filename: 'manual.pdf',
  kind: 'pdf' as const,
  sizeBytes: 1,
  sha256: 'sum',
});
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
  failHeldVersion: [{ scope: tenant, silent: true, run: (tx) => q.failHeldVersion(tx, tenant, version, 'Discarded.') }],
  isBeingRecognised: [{ scope: tenant, silent: true, run: (tx) => q.isBeingRecognised(tx, tenant, shown) }],
  findOpenReading: [{ scope: tenant, silent: true, run: (tx) => q.findOpenReading(tx, tenant, shown) }],
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
  findPageWithLines: [
    { scope: house, reach: 'document', silent: true, run: (tx) => q.findPageWithLines(tx, house, shown, ['nowhere']) },
  ],
  listNotedPages: [
    { scope: house, reach: 'document', silent: true, run: (tx) => q.listNotedPages(tx, house, shown, 2_000) },
    { scope: tenant, reach: 'document', silent: true, run: (tx) => q.listNotedPages(tx, tenant, shown, 2_000) },
  ],
  listRecognised: [{ scope: house, silent: true, run: (tx) => q.listRecognised(tx, house, shown, [500, 501]) }],
  listUnrecognisedPages: [
    { scope: tenant, reach: 'document', run: (tx) => q.listUnrecognisedPages(tx, tenant, shown.versionId, 2_000) },
  ],
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
  countByCategory: [{ scope: house, reach: 'development', run: (tx) => q.countByCategory(tx, house) }],
});

export const documentCountsCalls = (q: typeof counts): CallsOf<typeof counts> => ({
  countVersionStates: [{ scope: tenant, run: (tx) => q.countVersionStates(tx, tenant, hundred) }],
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

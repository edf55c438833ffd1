import type * as papers from '../queries/handover/papers.ts';
import type * as readings from '../queries/handover/readings.ts';
import { document, own, platform, staff, tenant, version, type Call, type CallsOf } from './call.ts';
import { idOf } from './large-data.ts';

const { developmentId, houseId } = own;
const after = { order: 'house 0000050', id: idOf('house', 50) };
const found = { state: 'found', documentId: document, page: 1, quote: '', fingerprint: 'x', validUntil: null } as const;
const paper = { ...found, houseId, slot: 'energy', names: '', copies: [], decision: null, version: 1 };
const SLOTS = ['energy', 'heating'];
const forAll = { developmentId, slot: 'energy', documentId: document, page: 1, fingerprint: 'x', today: '2026-11-30' };
const CHOICES = [
  {},
  { sort: 'progress' as const },
  { sort: 'progress' as const, descending: true, after: { confirmed: 1, ...after } },
  { after: { confirmed: 0, ...after } },
  { standing: 'complete' as const },
  { standing: 'incomplete' as const },
  { standing: 'to-confirm' as const },
  { standing: 'faulty' as const },
  { houseType: 'B' },
  { paper: { slot: 'energy', state: 'other' as const } },
  { q: 'ouse 12' },
];

export const papersCalls = (q: typeof papers): CallsOf<typeof papers> => ({
  listHousesToMatch: [{}, { after }].map((page) => ({
    scope: tenant,
    reach: 'development' as const,
    run: (tx) => q.listHousesToMatch(tx, tenant, developmentId, { ...page, limit: 100 }),
  })),
  listPapersOf: [{ scope: tenant, run: (tx) => q.listPapersOf(tx, tenant, [houseId, idOf('house', 10)]) }],
  storePapers: [{ scope: tenant, silent: true, run: (tx) => q.storePapers(tx, tenant, developmentId, [paper]) }],
  dropOtherSlots: [{ scope: tenant, silent: true, run: (tx) => q.dropOtherSlots(tx, tenant, [houseId], SLOTS) }],
  countPapersOf: [{ scope: tenant, silent: true, run: (tx) => q.countPapersOf(tx, tenant, [houseId], SLOTS) }],
  countByState: [{ scope: tenant, reach: 'development', run: (tx) => q.countByState(tx, tenant, developmentId) }],
  countHouses: [{ scope: tenant, reach: 'development', run: (tx) => q.countHouses(tx, tenant, developmentId) }],
  listHouses: CHOICES.map((choice): Call => ({
    scope: tenant,
    reach: 'development',
    silent: true,
    run: (tx) =>
      q.listHouses(tx, tenant, { developmentId, slots: SLOTS, limit: 26, sort: 'house', descending: false, ...choice }),
  })),
  findHouse: [{ scope: tenant, run: (tx) => q.findHouse(tx, tenant, houseId) }],
  decidePaper: [1, 0].map((at): Call => ({
    scope: staff,
    silent: true,
    run: (tx) =>
      q.decidePaper(
        tx,
        staff,
        { houseId, slot: at === 0 ? 'alarms' : 'energy', developmentId, version: at },
        { ...found, decision: 'confirmed', state: 'confirmed', refused: [] },
      ),
  })),
  confirmEverywhere: [
    {
      scope: staff,
      reach: 'development',
      silent: true,
      run: (tx) => q.confirmEverywhere(tx, staff, forAll),
    },
  ],
});

export const readingsCalls = (q: typeof readings): CallsOf<typeof readings> => ({
  findRuleFacts: [{ scope: tenant, reach: 'development', run: (tx) => q.findRuleFacts(tx, tenant, developmentId) }],
  listReadDocuments: [{}, { after: document }].map((page) => ({
    scope: tenant,
    reach: 'library' as const,
    run: (tx) => q.listReadDocuments(tx, tenant, developmentId, { ...page, limit: 20 }),
  })),
  listPagesToLook: [
    {
      scope: tenant,
      reach: 'document',
      run: (tx) => q.listPagesToLook(tx, tenant, { versionId: version, readingId: version }, { after: 0, limit: 50 }),
    },
  ],
  listPageTexts: [{ scope: tenant, run: (tx) => q.listPageTexts(tx, tenant, [{ documentId: document, page: 1 }]) }],
  findPageToCite: [
    {
      scope: staff,
      run: (tx) =>
        q.findPageToCite(tx, staff, { documentId: document, page: 1, developmentId, houseType: own.houseType }),
    },
  ],
  storeReading: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.storeReading(tx, tenant, {
          documentId: document,
          developmentId,
          readingId: version,
          rules: 'ireland 1',
          cover: [],
          finds: [],
        }),
    },
  ],
  listDevelopmentsToLook: [undefined, { tenantId: own.tenantId, id: developmentId }].map((place) => ({
    scope: platform,
    run: (tx) => q.listDevelopmentsToLook(tx, platform, { limit: 50, after: place }),
  })),
  listLiveFiles: [{ scope: tenant, run: (tx) => q.listLiveFiles(tx, tenant, [document]) }],
  listLooking: [
    {
      scope: platform,
      reach: 'backlog',
      silent: true,
      run: (tx) => q.listLooking(tx, platform, [developmentId], 'handover/papers.requested'),
    },
  ],
  noteLook: [
    {
      scope: tenant,
      silent: true,
      run: (tx) => q.noteLook(tx, tenant, developmentId, { libraryVersion: '1', wish: null }),
    },
  ],
  findLookWish: [{ scope: tenant, run: (tx) => q.findLookWish(tx, tenant, developmentId) }],
  listDocumentsToCite: [undefined, 'Document 1'].map((like) => ({
    scope: staff,
    reach: 'library' as const,
    run: (tx) =>
      q.listDocumentsToCite(tx, staff, {
        developmentId,
        houseType: own.houseType,
        q: like,
        always: [document],
        limit: 201,
      }),
  })),
  listTitles: [{ scope: tenant, run: (tx) => q.listTitles(tx, tenant, [document]) }],
});

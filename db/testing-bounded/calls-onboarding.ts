import { v7 } from 'uuid';
import { at, tokenHash, anonymous, entry, house, own, platform, staff, tenant, type CallsOf } from './call.ts';
import { idOf, UNCLAIMED } from './large-data.ts';
import { entryScope, houseScope } from '../scope-makers.ts';
import type * as claims from '../queries/onboarding/claims.ts';
import type * as qrCodes from '../queries/onboarding/qr-codes.ts';
import type * as scans from '../queries/onboarding/scans.ts';
import type * as sheets from '../queries/onboarding/sheets.ts';
import type * as invitations from '../queries/onboarding/invitations.ts';
import type * as consents from '../queries/onboarding/consents.ts';
import type * as houseImports from '../queries/onboarding/house-imports.ts';
import type * as wrongNames from '../queries/onboarding/wrong-names.ts';

/** A house that nobody has claimed, beside the own one. */
const unclaimed = {
  tenantId: own.tenantId,
  houseId: idOf('house', UNCLAIMED),
  homeownerId: idOf('homeowner', UNCLAIMED),
};

const someHouses = Array.from({ length: 100 }, (_, n) => idOf('house', 5 * n + 1));

export const sheetsCalls = (q: typeof sheets): CallsOf<typeof sheets> => ({
  listHeldHouses: [{ scope: tenant, silent: true, run: (tx) => q.listHeldHouses(tx, tenant, [own.houseId]) }],
  listHousesToPrint: [
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) => q.listHousesToPrint(tx, tenant, { houseIds: someHouses, limit: 501 }),
    },
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) => q.listHousesToPrint(tx, tenant, { developmentId: own.developmentId, houseType: 'B', limit: 501 }),
    },
  ],
});

export const qrCodesCalls = (q: typeof qrCodes): CallsOf<typeof qrCodes> => ({
  findQrToken: [{ scope: anonymous, run: (tx) => q.findQrToken(tx, tokenHash) }],
  readHouseAtDoor: [
    { scope: entry, run: (tx) => q.readHouseAtDoor(tx, { tenantId: own.tenantId, tokenId: idOf('token', 1) }) },
  ],
  listCodesOf: [{ scope: tenant, run: (tx) => q.listCodesOf(tx, own) }],
  listGoodCodes: [{ scope: tenant, run: (tx) => q.listGoodCodes(tx, tenant, someHouses) }],
  listGenuineCodes: [
    { scope: staff, silent: true, run: (tx) => q.listGenuineCodes(tx, [{ id: idOf('token', 1), tokenHash }]) },
  ],
  insertQrToken: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.insertQrToken(tx, { tenantId: own.tenantId, id: v7(), houseId: own.houseId, tokenHash: v7() }),
    },
  ],
  revokeQrTokensOf: [{ scope: platform, run: (tx) => q.revokeQrTokensOf(tx, own) }],
});

export const scansCalls = (q: typeof scans): CallsOf<typeof scans> => ({
  listScansOf: [{ scope: tenant, run: (tx) => q.listScansOf(tx, own, 20) }],
  listLatestScans: [{ scope: tenant, run: (tx) => q.listLatestScans(tx, tenant, someHouses) }],
  insertQrScan: [
    {
      scope: entry,
      silent: true,
      run: (tx) =>
        q.insertQrScan(tx, {
          id: v7(),
          tenantId: own.tenantId,
          houseId: own.houseId,
          result: 'ok',
          ip: '10.0.0.1',
          userAgent: 'test',
        }),
    },
  ],
  insertUnknownScan: [
    {
      scope: anonymous,
      silent: true,
      run: (tx) =>
        q.insertUnknownScan(tx, { id: v7(), result: 'unknown', ip: '10.0.0.1', userAgent: 'test', prefetch: false }),
    },
  ],
});

export const invitationsCalls = (q: typeof invitations): CallsOf<typeof invitations> => ({
  insertInvitation: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.insertInvitation(tx, tenant, { id: v7(), homeownerId: own.homeownerId }),
    },
  ],
  findInvitationToMail: [
    { scope: tenant, silent: true, run: (tx) => q.findInvitationToMail(tx, tenant, idOf('homeowner', 1)) },
  ],
  markInvitationMail: [
    { scope: tenant, silent: true, run: (tx) => q.markInvitationMail(tx, tenant, idOf('homeowner', 1), 'sent') },
  ],
});

export const claimsCalls = (q: typeof claims): CallsOf<typeof claims> => ({
  markClaimed: [
    {
      scope: entryScope({ ...unclaimed, sessionId: idOf('token', 1), actor: { kind: 'anonymous' } }),
      silent: true,
      run: (tx) => q.markClaimed(tx, { ...unclaimed, claimedAt: at(0), claimedWith: idOf('token', 1) }),
    },
  ],
  findClaimChecks: [{ scope: entry, run: (tx) => q.findClaimChecks(tx, own) }],
  keepConversationsOf: [
    { scope: entry, silent: true, run: (tx) => q.keepConversationsOf(tx, { tenantId: own.tenantId, sessionId: v7() }) },
  ],
});

export const consentsCalls = (q: typeof consents): CallsOf<typeof consents> => ({
  insertConsents: [
    { scope: house, silent: true, run: (tx) => q.insertConsents(tx, own, [{ document: 'terms', version: 'new' }]) },
  ],
  listConsents: [{ scope: house, run: (tx) => q.listConsents(tx, house) }],
});

/** Somebody who scanned the code in a session of their own. */
const visitor = houseScope({ ...own, sessionId: v7(), claimed: false, actor: { kind: 'anonymous' } });

export const wrongNamesCalls = (q: typeof wrongNames): CallsOf<typeof wrongNames> => ({
  insertWrongName: [{ scope: visitor, silent: true, run: (tx) => q.insertWrongName(tx, visitor, v7()) }],
  findWrongNameToMail: [{ scope: tenant, run: (tx) => q.findWrongNameToMail(tx, tenant, idOf('log', 1)) }],
  listWrongNames: [{ scope: tenant, run: (tx) => q.listWrongNames(tx, tenant) }],
});

export const houseImportsCalls = (q: typeof houseImports): CallsOf<typeof houseImports> => ({
  listImportDevelopments: [{ scope: tenant, reach: 'houses', run: (tx) => q.listImportDevelopments(tx, tenant) }],
  findHousesByLabel: [
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) =>
        q.findHousesByLabel(
          tx,
          tenant,
          Array.from({ length: 500 }, (_, n) => ({ developmentId: own.developmentId, label: `House ${n + 1}` })),
        ),
    },
  ],
  insertHouseImport: [
    {
      scope: staff,
      silent: true,
      run: (tx) =>
        q.insertHouseImport(tx, staff, { id: v7(), fileName: 'x.csv', file: Buffer.from('House'), findings: {} }),
    },
  ],
  findHouseImport: [{ scope: staff, run: (tx) => q.findHouseImport(tx, staff, idOf('log', 1)) }],
  findFileToImport: [{ scope: tenant, silent: true, run: (tx) => q.findFileToImport(tx, tenant, idOf('log', 1)) }],
  storeFindings: [{ scope: tenant, silent: true, run: (tx) => q.storeFindings(tx, tenant, idOf('log', 1), {}) }],
  finishHouseImport: [
    {
      scope: tenant,
      silent: true,
      run: (tx) => q.finishHouseImport(tx, tenant, idOf('log', 1), { added: 1, changed: 0, unchanged: 0 }),
    },
  ],
  insertHouses: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.insertHouses(tx, tenant, [
          { id: v7(), developmentId: own.developmentId, houseType: own.houseType, label: 'New', address: 'New' },
        ]),
    },
  ],
  insertBuyers: [
    {
      scope: tenant,
      silent: true,
      run: async (tx) => {
        const id = v7();
        const { developmentId, houseType } = own;
        await q.insertHouses(tx, tenant, [{ id, developmentId, houseType, label: 'Newer', address: 'New' }]);
        await q.insertBuyers(tx, tenant, [{ id: v7(), houseId: id, fullName: 'Buyer', email: null }]);
      },
    },
  ],
  insertCodes: [
    {
      scope: tenant,
      silent: true,
      run: (tx) => q.insertCodes(tx, tenant, [{ id: v7(), houseId: own.houseId, tokenHash: 'new' }]),
    },
  ],
  revokeCodesOf: [{ scope: tenant, silent: true, run: (tx) => q.revokeCodesOf(tx, tenant, someHouses) }],
  changeHouses: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.changeHouses(
          tx,
          tenant,
          someHouses.map((id) => {
            const as = { address: 'Another', eircode: null, houseType: 'A' };
            return { id, before: { ...as, latitude: null, longitude: null }, after: as };
          }),
        ),
    },
  ],
  changeBuyers: [
    {
      scope: tenant,
      silent: true,
      run: (tx) =>
        q.changeBuyers(
          tx,
          tenant,
          someHouses.map((id) => ({
            id,
            before: { fullName: 'A', email: null },
            after: { fullName: 'B', email: null },
          })),
        ),
    },
  ],
});

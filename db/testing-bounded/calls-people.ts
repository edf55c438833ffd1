import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { anonymous, entry, house, own, platform, staff, tenant, type CallsOf } from './call.ts';
import { idOf, UNCLAIMED } from './large-data.ts';
import { entryScope, houseScope } from '../scope-makers.ts';
import type * as claims from '../queries/onboarding/claims.ts';
import type * as qrCodes from '../queries/onboarding/qr-codes.ts';
import type * as sheets from '../queries/onboarding/sheets.ts';
import type * as owners from '../queries/identity/owners.ts';
import type * as assistant from '../queries/assistant/conversations.ts';
import type * as homeowners from '../queries/homes/homeowners.ts';
import type * as invitations from '../queries/onboarding/invitations.ts';
import type * as conversationList from '../queries/assistant/conversation-list.ts';
import type * as homes from '../queries/homes/houses.ts';
import type * as houseRecord from '../queries/homes/house-record.ts';
import type * as houseLocations from '../queries/homes/locations.ts';
import type * as consents from '../queries/onboarding/consents.ts';
import type * as wrongNames from '../queries/onboarding/wrong-names.ts';
import type * as ownerSessions from '../queries/identity/owner-sessions.ts';
import type * as logbooks from '../queries/privacy/logbooks.ts';
import type * as ownData from '../queries/privacy/own-data.ts';
import type * as erasure from '../queries/privacy/erasure.ts';
import type * as identity from '../queries/identity/sessions.ts';
import type * as places from '../queries/homes/places.ts';
import type * as team from '../queries/identity/team.ts';
import type * as tenancy from '../queries/tenancy/developments.ts';
import type * as tenants from '../queries/tenancy/tenants.ts';

const conversation = idOf('conversation', 1);
const oldestMessage = idOf('message', 1);
/** In the middle of the owner's long conversation. */
const message = idOf('message', 100_000_500);
/** md5 of house 1's id, as the seed makes it. */
const tokenHash = createHash('md5').update(own.houseId).digest('hex');
/** A house that nobody has claimed, beside the own one. */
const unclaimed = {
  tenantId: own.tenantId,
  houseId: idOf('house', UNCLAIMED),
  homeownerId: idOf('homeowner', UNCLAIMED),
};
const at = (days: number) => new Date(Date.now() + days * 86_400_000);
const hash = 'c4ca4238a0b923820dcc509a6f75849b';
const place = { source: 'overpass', sourceId: '1', category: 'shop', name: 'Shop', latitude: 53, longitude: -6 };
const location = { latitude: 53, longitude: -6, source: 'google', precision: 'rooftop', locatedAddress: '1 Street' };

export const assistantCalls = (q: typeof assistant): CallsOf<typeof assistant> => ({
  ownsConversation: [{ scope: house, run: (tx) => q.ownsConversation(tx, house, conversation) }],
  insertConversation: [{ scope: house, silent: true, run: (tx) => q.insertConversation(tx, house, v7(), 'Where?') }],
  touchConversation: [{ scope: house, silent: true, run: (tx) => q.touchConversation(tx, house, conversation) }],
  insertMessage: [
    {
      scope: house,
      silent: true,
      run: (tx) =>
        q.insertMessage(tx, house, { id: v7(), conversationId: conversation, role: 'user', content: 'Where?' }),
    },
  ],
  readLastTurns: [{ scope: house, reach: 'owner', run: (tx) => q.readLastTurns(tx, house, conversation, 6) }],
  listMessages: [
    { scope: house, reach: 'owner', run: (tx) => q.listMessages(tx, house, { limit: 101 }) },
    { scope: house, reach: 'owner', run: (tx) => q.listMessages(tx, house, { limit: 26, before: message }) },
    {
      scope: house,
      reach: 'owner',
      run: (tx) => q.listMessages(tx, house, { limit: 26, conversationId: conversation }),
    },
  ],
  ownsQuestion: [{ scope: house, silent: true, run: (tx) => q.ownsQuestion(tx, house, message) }],
  findStoredAnswer: [{ scope: house, run: (tx) => q.findStoredAnswer(tx, house, message) }],
  findAnswer: [{ scope: house, run: (tx) => q.findAnswer(tx, house, message) }],
  upsertFeedback: [
    {
      scope: house,
      silent: true,
      run: (tx) => q.upsertFeedback(tx, house, { messageId: oldestMessage, rating: 'down' }),
    },
  ],
  insertBuilderQuestion: [
    {
      scope: house,
      silent: true,
      run: (tx) => q.insertBuilderQuestion(tx, house, { id: v7(), messageId: message, question: 'Where?' }),
    },
  ],
});

export const conversationListCalls = (q: typeof conversationList): CallsOf<typeof conversationList> => ({
  listConversations: [
    { scope: house, reach: 'owner', run: (tx) => q.listConversations(tx, house, { limit: 26 }) },
    { scope: house, reach: 'owner', run: (tx) => q.listConversations(tx, house, { limit: 26, before: message }) },
  ],
  findConversation: [
    { scope: house, run: (tx) => q.findConversation(tx, house, conversation) },
    { scope: house, reach: 'owner', run: (tx) => q.findConversation(tx, house, undefined) },
  ],
  renameConversation: [
    { scope: house, silent: true, run: (tx) => q.renameConversation(tx, house, conversation, 'The fuse board') },
  ],
  searchMessages: [
    { scope: house, reach: 'owner', silent: true, run: (tx) => q.searchMessages(tx, house, { q: 'where', limit: 26 }) },
    {
      scope: house,
      reach: 'owner',
      silent: true,
      run: (tx) => q.searchMessages(tx, house, { q: 'where', limit: 26, before: message }),
    },
  ],
});

export const homesCalls = (q: typeof homes): CallsOf<typeof homes> => ({
  readHome: [{ scope: house, run: (tx) => q.readHome(tx, house) }],
});

export const houseRecordCalls = (q: typeof houseRecord): CallsOf<typeof houseRecord> => ({
  readHouseRecord: [{ scope: house, run: (tx) => q.readHouseRecord(tx, house) }],
});

export const houseLocationsCalls = (q: typeof houseLocations): CallsOf<typeof houseLocations> => ({
  findHouseLocation: [{ scope: tenant, run: (tx) => q.findHouseLocation(tx, tenant, own.houseId) }],
  storeFoundLocation: [
    {
      scope: tenant,
      run: (tx) => q.storeFoundLocation(tx, tenant, { id: own.houseId, address: '1 Street', eircode: null }, location),
    },
  ],
  storeCorrectedLocation: [{ scope: tenant, run: (tx) => q.storeCorrectedLocation(tx, tenant, own.houseId, location) }],
});

export const identityCalls = (q: typeof identity): CallsOf<typeof identity> => ({
  findTokenSubject: [{ scope: house, run: (tx) => q.findTokenSubject(tx, { ...own, sessionId: idOf('token', 1) }) }],
  revokeSession: [
    {
      scope: entry,
      silent: true,
      run: (tx) => q.revokeSession(tx, { tenantId: own.tenantId, sessionId: idOf('token', 1), expiresAt: at(31) }),
    },
  ],
  findPasswordSalt: [
    { scope: anonymous, silent: true, run: (tx) => q.findPasswordSalt(tx, 'Staff-1@builder.example') },
  ],
  findStaffAccount: [{ scope: anonymous, run: (tx) => q.findStaffAccount(tx, 'Staff-1@builder.example', 'hash-1') }],
  insertStaffSession: [
    {
      scope: anonymous,
      silent: true,
      run: (tx) =>
        q.insertStaffSession(tx, {
          tokenHash: v7(),
          userId: idOf('staff', 1),
          passwordHash: 'hash-1',
          ip: '10.0.0.1',
          userAgent: 'test',
          expiresAt: at(1),
        }),
    },
  ],
  findStaffSession: [{ scope: anonymous, run: (tx) => q.findStaffSession(tx, hash, at(0)) }],
  deleteStaffSession: [{ scope: anonymous, silent: true, run: (tx) => q.deleteStaffSession(tx, hash) }],
  updatePasswordHash: [
    { scope: anonymous, silent: true, run: (tx) => q.updatePasswordHash(tx, idOf('staff', 1), 'hash-1', 'new') },
  ],
  findClaimedHousesByEmail: [{ scope: platform, run: (tx) => q.findClaimedHousesByEmail(tx, 'Owner-1@home.example') }],
  readOwnerForMail: [{ scope: tenant, run: (tx) => q.readOwnerForMail(tx, own) }],
  insertSignInLink: [
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.insertSignInLink(tx, {
          tenantId: own.tenantId,
          homeownerId: own.homeownerId,
          tokenHash: v7(),
          lifetime: 86_400_000,
        }),
    },
  ],
  findLinkToMail: [
    { scope: tenant, run: (tx) => q.findLinkToMail(tx, { tenantId: own.tenantId, linkId: idOf('link', 1) }) },
  ],
  extendSignInLink: [
    {
      scope: tenant,
      silent: true,
      run: (tx) => q.extendSignInLink(tx, { tenantId: own.tenantId, linkId: idOf('link', 1), lifetime: 900_000 }),
    },
  ],
  findSignInLink: [{ scope: anonymous, run: (tx) => q.findSignInLink(tx, hash) }],
  consumeSignInLink: [
    {
      scope: entry,
      silent: true,
      run: (tx) => q.consumeSignInLink(tx, { tenantId: own.tenantId, linkId: idOf('link', 1) }),
    },
  ],
  closeSignInLinks: [{ scope: entry, silent: true, run: (tx) => q.closeSignInLinks(tx, own) }],
  findOwnedHouse: [{ scope: entry, run: (tx) => q.findOwnedHouse(tx, own) }],
});

export const placesCalls = (q: typeof places): CallsOf<typeof places> => ({
  findDevelopmentPoint: [{ scope: tenant, run: (tx) => q.findDevelopmentPoint(tx, tenant, own.developmentId) }],
  replacePlaces: [
    { scope: tenant, reach: 'development', run: (tx) => q.replacePlaces(tx, tenant, own.developmentId, [place]) },
  ],
  listPlacesNear: [
    { scope: house, reach: 'development', run: (tx) => q.listPlacesNear(tx, house, undefined) },
    { scope: house, reach: 'development', run: (tx) => q.listPlacesNear(tx, house, 'school') },
  ],
  listStaleDevelopments: [
    {
      scope: platform,
      run: (tx) => q.listStaleDevelopments(tx, platform, { before: at(-30), eventName: 'places/refresh', limit: 100 }),
      silent: true,
    },
    {
      scope: platform,
      run: (tx) => q.listStaleDevelopments(tx, platform, { before: at(1), eventName: 'places/refresh', limit: 100 }),
    },
  ],
});

export const tenancyCalls = (q: typeof tenancy): CallsOf<typeof tenancy> => ({
  findPublicDevelopment: [{ scope: anonymous, run: (tx) => q.findPublicDevelopment(tx, 'development-1') }],
  listDevelopmentChoices: [{ scope: tenant, run: (tx) => q.listDevelopmentChoices(tx, tenant) }],
});

export const tenantsCalls = (q: typeof tenants): CallsOf<typeof tenants> => ({
  listTenantNames: [{ scope: platform, run: (tx) => q.listTenantNames(tx) }],
  findTenantName: [{ scope: platform, run: (tx) => q.findTenantName(tx, own.tenantId) }],
});

export const ownersCalls = (q: typeof owners): CallsOf<typeof owners> => ({
  lockOwner: [{ scope: entry, run: (tx) => q.lockOwner(tx, own) }],
  markSeen: [{ scope: house, silent: true, run: (tx) => q.markSeen(tx, house, '2026-01-01') }],
  readOwnEmail: [{ scope: house, run: (tx) => q.readOwnEmail(tx) }],
  endSessionsBefore: [{ scope: entry, silent: true, run: (tx) => q.endSessionsBefore(tx, own, at(0)) }],
});

const someHouses = Array.from({ length: 100 }, (_, n) => idOf('house', 5 * n + 1));

export const sheetsCalls = (q: typeof sheets): CallsOf<typeof sheets> => ({
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
  listScansOf: [{ scope: tenant, run: (tx) => q.listScansOf(tx, own, 20) }],
  listGoodCodes: [{ scope: tenant, run: (tx) => q.listGoodCodes(tx, tenant, someHouses) }],
  listLatestScans: [{ scope: tenant, run: (tx) => q.listLatestScans(tx, tenant, someHouses) }],
  listGenuineCodes: [
    { scope: staff, silent: true, run: (tx) => q.listGenuineCodes(tx, [{ id: idOf('token', 1), tokenHash }]) },
  ],
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
  insertQrToken: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.insertQrToken(tx, { tenantId: own.tenantId, id: v7(), houseId: own.houseId, tokenHash: v7() }),
    },
  ],
  revokeQrTokensOf: [{ scope: platform, run: (tx) => q.revokeQrTokensOf(tx, own) }],
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

const ownersPage = { limit: 26, sort: 'name', descending: false } as const;

export const homeownersCalls = (q: typeof homeowners): CallsOf<typeof homeowners> => ({
  listHomeowners: [
    { scope: tenant, run: (tx) => q.listHomeowners(tx, tenant, ownersPage) },
    {
      scope: tenant,
      run: (tx) =>
        q.listHomeowners(tx, tenant, {
          ...ownersPage,
          sort: 'claimed',
          descending: true,
          after: { order: new Date().toISOString().slice(0, 23).replace('T', ' '), id: idOf('homeowner', 500) },
        }),
    },
    { scope: tenant, run: (tx) => q.listHomeowners(tx, tenant, { ...ownersPage, sort: 'seen', descending: true }) },
    {
      scope: tenant,
      reach: 'houses',
      silent: true,
      run: (tx) => q.listHomeowners(tx, tenant, { ...ownersPage, status: 'moved-out', q: 'nobody', houseType: 'B' }),
    },
  ],
  findOwnerOf: [{ scope: tenant, run: (tx) => q.findOwnerOf(tx, tenant, own.houseId) }],
  hasHouse: [{ scope: tenant, run: (tx) => q.hasHouse(tx, tenant, own.houseId) }],
  insertOwner: [
    {
      scope: staff,
      silent: true,
      run: (tx) => q.insertOwner(tx, staff, { id: v7(), houseId: own.houseId, fullName: 'Buyer', email: null }),
    },
  ],
  updateUnclaimedOwner: [
    {
      scope: staff,
      silent: true,
      run: (tx) => q.updateUnclaimedOwner(tx, staff, own.houseId, { fullName: 'Buyer', email: null }),
    },
  ],
  endOwner: [{ scope: staff, silent: true, run: (tx) => q.endOwner(tx, staff, own.houseId, at(0)) }],
});

const colleague = { id: v7(), email: 'new@builder.example', role: 'viewer', tokenHash: v7() } as const;

export const teamCalls = (q: typeof team): CallsOf<typeof team> => ({
  listTeam: [{ scope: staff, reach: 'team', run: (tx) => q.listTeam(tx, staff) }],
  listOpenInvitations: [{ scope: staff, run: (tx) => q.listOpenInvitations(tx, staff) }],
  lockManagers: [{ scope: staff, reach: 'team', run: (tx) => q.lockManagers(tx, staff) }],
  disableMember: [{ scope: staff, silent: true, run: (tx) => q.disableMember(tx, staff, idOf('staff', 1)) }],
  updateMemberRole: [
    { scope: staff, silent: true, run: (tx) => q.updateMemberRole(tx, staff, idOf('staff', 1), 'viewer') },
  ],
  isMember: [
    { scope: staff, reach: 'team', silent: true, run: (tx) => q.isMember(tx, staff, 'nobody@builder.example') },
  ],
  insertStaffInvitation: [{ scope: staff, silent: true, run: (tx) => q.insertStaffInvitation(tx, staff, colleague) }],
  revokeStaffInvitation: [
    { scope: staff, silent: true, run: (tx) => q.revokeStaffInvitation(tx, staff, idOf('homeowner', 1)) },
  ],
  findStaffInvitationToMail: [
    { scope: tenant, run: (tx) => q.findStaffInvitationToMail(tx, tenant, idOf('homeowner', 1)) },
  ],
  markStaffInvitationMail: [
    { scope: tenant, silent: true, run: (tx) => q.markStaffInvitationMail(tx, tenant, idOf('homeowner', 1), 'sent') },
  ],
  findStaffInvitation: [{ scope: anonymous, silent: true, run: (tx) => q.findStaffInvitation(tx, 'none') }],
  acceptStaffInvitation: [
    {
      scope: anonymous,
      silent: true,
      run: (tx) =>
        q.acceptStaffInvitation(tx, {
          tokenHash: 'none',
          accountId: v7(),
          fullName: 'New',
          passwordHash: '$argon2id$v=19$x',
        }),
    },
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
  findSurnameCheck: [{ scope: entry, run: (tx) => q.findSurnameCheck(tx, own) }],
  keepConversationsOf: [
    { scope: entry, silent: true, run: (tx) => q.keepConversationsOf(tx, { tenantId: own.tenantId, sessionId: v7() }) },
  ],
});

const session = { tenantId: own.tenantId, sessionId: idOf('token', 1) };

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

export const ownerSessionsCalls = (q: typeof ownerSessions): CallsOf<typeof ownerSessions> => ({
  noteOwnerSession: [
    {
      scope: entry,
      silent: true,
      run: (tx) =>
        q.noteOwnerSession(tx, {
          ...session,
          houseId: own.houseId,
          homeownerId: own.homeownerId,
          userAgent: '',
          at: at(0),
        }),
    },
  ],
  endOwnerSession: [{ scope: entry, silent: true, run: (tx) => q.endOwnerSession(tx, session) }],
  listOwnerSessions: [{ scope: house, run: (tx) => q.listOwnerSessions(tx, house) }],
});

export const logbooksCalls = (q: typeof logbooks): CallsOf<typeof logbooks> => ({
  insertLogbook: [{ scope: house, silent: true, run: (tx) => q.insertLogbook(tx, house, v7()) }],
  listLogbooks: [{ scope: house, run: (tx) => q.listLogbooks(tx, house) }],
  findLogbookToMake: [{ scope: tenant, run: (tx) => q.findLogbookToMake(tx, tenant, idOf('log', 1)) }],
  finishLogbook: [
    { scope: tenant, run: (tx) => q.finishLogbook(tx, tenant, idOf('log', 1), { sha256: hash, sizeBytes: 1 }) },
  ],
  listOldLogbooks: [{ scope: platform, silent: true, run: (tx) => q.listOldLogbooks(tx, platform) }],
  deleteLogbook: [
    {
      scope: platform,
      silent: true,
      run: (tx) => q.deleteLogbook(tx, platform, { tenantId: own.tenantId, id: idOf('log', 1) }),
    },
  ],
});

export const erasureCalls = (q: typeof erasure): CallsOf<typeof erasure> => ({
  lockPerson: [{ scope: platform, run: (tx) => q.lockPerson(tx, platform, own) }],
  listStoredOf: [{ scope: platform, run: (tx) => q.listStoredOf(tx, platform, own) }],
  deletePerson: [
    {
      scope: platform,
      silent: true,
      reach: 'owner',
      run: (tx) => q.deletePerson(tx, platform, { ...own, email: 'x@x.example' }),
    },
  ],
});

export const ownDataCalls = (q: typeof ownData): CallsOf<typeof ownData> => ({
  countOwnData: [{ scope: house, reach: 'owner', run: (tx) => q.countOwnData(tx, house) }],
});

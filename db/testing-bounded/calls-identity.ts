import { v7 } from 'uuid';
import { at, hash, anonymous, entry, house, own, platform, staff, tenant, type CallsOf } from './call.ts';
import { idOf } from './large-data.ts';
import type * as admins from '../queries/identity/admins.ts';
import type * as owners from '../queries/identity/owners.ts';
import type * as ownerSessions from '../queries/identity/owner-sessions.ts';
import type * as impersonations from '../queries/identity/impersonations.ts';
import type * as identity from '../queries/identity/sessions.ts';
import type * as signInLinks from '../queries/identity/sign-in-links.ts';
import type * as team from '../queries/identity/team.ts';

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
});

export const signInLinksCalls = (q: typeof signInLinks): CallsOf<typeof signInLinks> => ({
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

export const ownersCalls = (q: typeof owners): CallsOf<typeof owners> => ({
  lockOwner: [{ scope: entry, run: (tx) => q.lockOwner(tx, own) }],
  markSeen: [{ scope: house, silent: true, run: (tx) => q.markSeen(tx, house, '2026-01-01') }],
  readOwnEmail: [{ scope: house, run: (tx) => q.readOwnEmail(tx) }],
  endSessionsBefore: [{ scope: entry, silent: true, run: (tx) => q.endSessionsBefore(tx, own, at(0)) }],
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

const session = { tenantId: own.tenantId, sessionId: idOf('token', 1) };

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

const acting = { tenantId: own.tenantId, id: idOf('log', 1) };

export const impersonationsCalls = (q: typeof impersonations): CallsOf<typeof impersonations> => ({
  findImpersonation: [{ scope: anonymous, silent: true, run: (tx) => q.findImpersonation(tx, acting, hash) }],
  insertImpersonation: [
    {
      scope: platform,
      run: (tx) =>
        q.insertImpersonation(tx, platform, {
          tenantId: own.tenantId,
          id: v7(),
          adminId: idOf('staff', 1),
          sessionHash: hash,
          person: { houseId: own.houseId, homeownerId: own.homeownerId },
          reason: 'A ticket of the builder',
          writeReason: null,
          minutes: 15,
        }),
    },
  ],
  endImpersonation: [
    {
      scope: platform,
      boundedBy: 'its key',
      silent: true,
      run: (tx) => q.endImpersonation(tx, platform, { ...acting, adminId: idOf('staff', 1) }),
    },
  ],
  endImpersonationsOf: [
    {
      scope: platform,
      boundedBy: 'its key',
      silent: true,
      run: (tx) => q.endImpersonationsOf(tx, platform, idOf('staff', 2)),
    },
  ],
  endLapsed: [{ scope: platform, silent: true, run: (tx) => q.endLapsed(tx, platform) }],
  findStaffPerson: [
    {
      scope: platform,
      run: (tx) => q.findStaffPerson(tx, platform, { tenantId: own.tenantId, staffUserId: idOf('staff', 1) }),
    },
  ],
  findOwnerPerson: [{ scope: platform, run: (tx) => q.findOwnerPerson(tx, platform, own) }],
  selectStaff: [
    { scope: platform, run: (tx) => q.selectStaff(tx, platform, { tenantId: own.tenantId, limit: 26 }) },
    {
      scope: platform,
      silent: true,
      run: (tx) => q.selectStaff(tx, platform, { tenantId: own.tenantId, after: idOf('staff', 1), limit: 26 }),
    },
  ],
  selectOwners: [
    { scope: platform, run: (tx) => q.selectOwners(tx, platform, { tenantId: own.tenantId, limit: 26 }) },
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.selectOwners(tx, platform, { tenantId: own.tenantId, after: { order: 'zzz', id: own.houseId }, limit: 26 }),
    },
    {
      scope: platform,
      reach: 'houses',
      silent: true,
      run: (tx) => q.selectOwners(tx, platform, { tenantId: own.tenantId, q: 'nothing', limit: 26 }),
    },
  ],
});

export const adminsCalls = (q: typeof admins): CallsOf<typeof admins> => ({
  insertAdmin: [
    {
      scope: platform,
      silent: true,
      run: (tx) =>
        q.insertAdmin(tx, platform, { id: v7(), email: 'new@platform.example', fullName: 'New', passwordHash: 'hash' }),
    },
  ],
});

import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, tenantId } from './columns.ts';
import { homeowners, houses } from './homes.ts';
import { tenants } from './tenancy.ts';

/**
 * A builder's people (inside one tenant: a manager changes things, a viewer reads) or the platform's (admin, no
 * tenant).
 */
export type StaffRole = 'manager' | 'viewer' | 'admin';

/** Staff: a builder's and the platform's. */
export const staffUsers = pgTable(
  'staff_users',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id').references(() => tenants.id),
    role: text('role').$type<StaffRole>().notNull(),
    email: text('email').notNull(),
    fullName: text('full_name').notNull(),
    passwordHash: text('password_hash').notNull(),
    disabledAt: instant('disabled_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('staff_users_email').on(sql`lower(${table.email})`),
    index('staff_users_tenant').on(table.tenantId, table.id),
    check('staff_users_role', sql`${table.role} in ('manager', 'viewer', 'admin')`),
    check('staff_users_tenant', sql`(${table.role} = 'admin') = (${table.tenantId} is null)`),
  ],
);

/** A signed-in staff member's session; the cookie holds a random token, the row its SHA-256. */
export const staffSessions = pgTable(
  'staff_sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => staffUsers.id),
    tenantId: uuid('tenant_id'),
    ip: text('ip').notNull(),
    userAgent: text('user_agent').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('staff_sessions_user').on(table.userId), index('staff_sessions_expiry').on(table.expiresAt)],
);

/**
 * Homeowners' sessions that were signed out, each with every token of it; kept until the last of them would have
 * expired.
 */
export const revokedTokens = pgTable(
  'revoked_tokens',
  { tenantId: tenantId(), sessionId: uuid('session_id').notNull(), expiresAt: instant('expires_at').notNull() },
  (table) => [
    primaryKey({ name: 'revoked_tokens_pk', columns: [table.tenantId, table.sessionId] }),
    index('revoked_tokens_expiry').on(table.expiresAt),
  ],
);

/** A device on which an owner is signed in: the session, when it began and was last used, and by which browser. */
export const ownerSessions = pgTable(
  'owner_sessions',
  {
    tenantId: tenantId(),
    sessionId: uuid('session_id').notNull(),
    houseId: uuid('house_id').notNull(),
    homeownerId: uuid('homeowner_id').notNull(),
    /** As the browser names itself, at most 500 characters. */
    userAgent: text('user_agent').notNull(),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.sessionId] }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    index('owner_sessions_owner').on(table.tenantId, table.homeownerId, table.lastSeenAt),
    index('owner_sessions_age').on(table.lastSeenAt),
  ],
);

/** One-time links by e-mail that sign an owner in on another device. */
export const signInLinks = pgTable(
  'sign_in_links',
  {
    tenantId: tenantId(),
    id: id(),
    homeownerId: uuid('homeowner_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    /** Used, or closed: by another link's use, by newer links, by the owner's "sign out everywhere". */
    usedAt: instant('used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    uniqueIndex('sign_in_links_hash').on(table.tokenHash),
    index('sign_in_links_expiry').on(table.expiresAt),
    index('sign_in_links_owner').on(table.tenantId, table.homeownerId),
    index('sign_in_links_open')
      .on(table.tenantId, table.homeownerId, table.id)
      .where(sql`used_at is null`),
  ],
);

/** Mails that ask somebody to join a builder's staff, each one that a manager has sent. */
export const staffInvitations = pgTable(
  'staff_invitations',
  {
    tenantId: tenantId(),
    id: id(),
    email: text('email').notNull(),
    role: text('role').$type<Exclude<StaffRole, 'admin'>>().notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    /** Taken back, or another one was sent. */
    revokedAt: instant('revoked_at'),
    mailedAt: instant('mailed_at'),
    mailFailedAt: instant('mail_failed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }),
    uniqueIndex('staff_invitations_hash').on(table.tokenHash),
    check('staff_invitations_role', sql`${table.role} in ('manager', 'viewer')`),
  ],
);

/**
 * A member of the platform's staff who acts as a builder's member of staff or as an owner, for a quarter of an hour at
 * most (E6). Bound to the session in which it was begun: with that it ends.
 */
export const impersonations = pgTable(
  'impersonations',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    adminId: uuid('admin_id')
      .notNull()
      .references(() => staffUsers.id),
    /** The SHA-256 of the token of the admin's own session. */
    sessionHash: text('session_hash').notNull(),
    /** As whom: one of a builder's staff, or the owner of a house. */
    staffUserId: uuid('staff_user_id').references(() => staffUsers.id),
    houseId: uuid('house_id'),
    homeownerId: uuid('homeowner_id'),
    reason: text('reason').notNull(),
    /** Why something is to be changed; null when it is only looked at. */
    writeReason: text('write_reason'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId], foreignColumns: [tenants.id] }),
    index('impersonations_owner').on(table.tenantId, table.homeownerId),
    index('impersonations_age').on(table.expiresAt),
    index('impersonations_open')
      .on(table.adminId, table.expiresAt)
      .where(sql`ended_at is null`),
    check(
      'impersonations_target',
      sql`(${table.staffUserId} is null) = (${table.homeownerId} is not null)
        and (${table.homeownerId} is null) = (${table.houseId} is null)`,
    ),
    check('impersonations_minutes', sql`${table.expiresAt} <= ${table.createdAt} + interval '15 minutes'`),
    check('impersonations_reason', sql`length(${table.reason}) between 10 and 500`),
    check('impersonations_write_reason', sql`length(${table.writeReason}) between 10 and 500`),
  ],
);

import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant, oneOf, tenantId } from './columns.ts';
import { houseTypes } from './tenancy.ts';

export const houses = pgTable(
  'houses',
  {
    tenantId: tenantId(),
    id: id(),
    developmentId: uuid('development_id').notNull(),
    houseType: text('house_type').notNull(),
    /** As people say it: "1 Longview Avenue". */
    label: text('label').notNull(),
    /** The label for sorting: street first, then the number as a number. */
    labelOrder: text('label_order')
      .notNull()
      .generatedAlwaysAs(
        sql`regexp_replace(regexp_replace(regexp_replace(lower(label), '^(\\d+[a-z]?)\\s+(.*)$', '\\2 \\1'), '(\\d+)',
          '0000000\\1', 'g'), '0*(\\d{7})', '\\1', 'g')`,
      ),
    address: text('address').notNull(),
    eircode: text('eircode'),
    bedrooms: integer('bedrooms'),
    floorArea: real('floor_area'),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    /** seed, google, nominatim or staff; a correction by staff is never overwritten. */
    locationSource: text('location_source'),
    /** rooftop, interpolated, street or area; the seed says house. */
    locationPrecision: text('location_precision'),
    /**
     * The address and Eircode that the coordinates were found for; another one since then wants another look. Null: not
     * known.
     */
    locatedAddress: text('located_address'),
    locatedAt: instant('located_at'),
    /** When it was handed over: covers run from here. Null: not known. */
    handedOverOn: date('handed_over_on', { mode: 'string' }),
    /** Of the papers that it must have (G10): those that staff have confirmed or said that it needs none of. */
    papersConfirmed: integer('papers_confirmed').notNull().default(0),
    /** Found, and not looked at yet. */
    papersFound: integer('papers_found').notNull().default(0),
    /** All of them are confirmed. */
    papersComplete: boolean('papers_complete').notNull().default(false),
    /** Homeowner tokens issued before this moment are void (E3). */
    sessionsValidFrom: instant('sessions_valid_from')
      .notNull()
      .default(sql`to_timestamp(0)`),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index('houses_by_id').on(table.id),
    foreignKey({
      columns: [table.tenantId, table.developmentId, table.houseType],
      foreignColumns: [houseTypes.tenantId, houseTypes.developmentId, houseTypes.code],
    }),
    uniqueIndex('houses_label').on(table.tenantId, table.developmentId, table.label),
    index('houses_order').on(table.tenantId, table.labelOrder, table.id),
    index('houses_development_order').on(table.tenantId, table.developmentId, table.labelOrder, table.id),
    index('houses_papers_order').on(
      table.tenantId,
      table.developmentId,
      table.papersConfirmed,
      table.labelOrder,
      table.id,
    ),
    index('houses_handed_over').on(table.tenantId, table.handedOverOn, table.developmentId),
    index('houses_type_order').on(table.tenantId, table.houseType, table.labelOrder, table.id),
    oneOf('houses_location_source', table.locationSource, ['seed', 'google', 'nominatim', 'staff']),
    oneOf('houses_location_precision', table.locationPrecision, ['rooftop', 'interpolated', 'street', 'area', 'house']),
  ],
);

/** Who bought the house. A resale ends one row and starts another; chats belong to the row, not to the house. */
export const homeowners = pgTable(
  'homeowners',
  {
    tenantId: tenantId(),
    id: id(),
    houseId: uuid('house_id').notNull(),
    fullName: text('full_name').notNull(),
    email: text('email'),
    claimedAt: instant('claimed_at'),
    /** The session that claimed the house, so that a form submitted twice is not taken for somebody else. */
    claimedWith: uuid('claimed_with'),
    /** The last day on which the owner opened the app, in Dublin; no moment, which is nobody's to know. */
    lastSeenOn: date('last_seen_on', { mode: 'string' }),
    endedAt: instant('ended_at'),
    createdAt: createdAt(),
    /** What lists are sorted by: without nulls, so that a place in them is one row comparison. */
    nameOrder: text('name_order')
      .notNull()
      .generatedAlwaysAs(sql`lower(full_name)`),
    claimedOrder: timestamp('claimed_order', { withTimezone: true, precision: 3, mode: 'string' })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(claimed_at, to_timestamp(0))`),
    seenOrder: date('seen_order', { mode: 'string' })
      .notNull()
      .generatedAlwaysAs(sql`coalesce(last_seen_on, '1970-01-01'::date)`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    uniqueIndex('homeowners_current')
      .on(table.tenantId, table.houseId)
      .where(sql`ended_at is null`),
    index('homeowners_claimed').on(table.tenantId, table.claimedAt),
    index('homeowners_by_name').on(table.tenantId, table.nameOrder, table.id),
    index('homeowners_by_claim').on(table.tenantId, table.claimedOrder, table.id),
    index('homeowners_by_seen').on(table.tenantId, table.seenOrder, table.id),
    index('homeowners_email')
      .on(sql`lower(email)`)
      .where(sql`ended_at is null`),
  ],
);

/** Mails that ask an owner to open their house, each one that staff have sent. */
export const invitations = pgTable(
  'invitations',
  {
    tenantId: tenantId(),
    id: id(),
    homeownerId: uuid('homeowner_id').notNull(),
    createdAt: createdAt(),
    mailedAt: instant('mailed_at'),
    mailFailedAt: instant('mail_failed_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.homeownerId], foreignColumns: [homeowners.tenantId, homeowners.id] }),
    index('invitations_owner').on(table.tenantId, table.homeownerId, table.id),
  ],
);

/**
 * QR codes. Only the SHA-256 of a token is kept; the token is derived anew from SESSION_SECRET and the row's id to
 * print it.
 */
export const qrTokens = pgTable(
  'qr_tokens',
  {
    tenantId: tenantId(),
    id: id(),
    houseId: uuid('house_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.houseId], foreignColumns: [houses.tenantId, houses.id] }),
    uniqueIndex('qr_tokens_hash').on(table.tokenHash),
    index('qr_tokens_house').on(table.tenantId, table.houseId),
  ],
);

/** Every scan with its result (E5); an unknown token has no tenant. */
export const qrScans = pgTable(
  'qr_scans',
  {
    id: uuid('id').primaryKey(),
    tenantId: uuid('tenant_id'),
    houseId: uuid('house_id'),
    result: text('result').$type<'ok' | 'claimed' | 'revoked' | 'unknown' | 'malformed'>().notNull(),
    ip: text('ip').notNull(),
    userAgent: text('user_agent').notNull(),
    prefetch: boolean('prefetch').notNull().default(false),
    scannedAt: instant('scanned_at').notNull().defaultNow(),
  },
  (table) => [
    index('qr_scans_tenant').on(table.tenantId, table.scannedAt),
    index('qr_scans_house').on(table.tenantId, table.houseId, table.id),
    index('qr_scans_time').on(table.scannedAt),
    oneOf('qr_scans_result', table.result, ['ok', 'claimed', 'revoked', 'unknown', 'malformed']),
  ],
);

/** Places near a development, from Overpass or the seed; distances are computed on reading. */
export const pointsOfInterest = pgTable(
  'points_of_interest',
  {
    tenantId: tenantId(),
    developmentId: uuid('development_id').notNull(),
    id: id(),
    source: text('source').notNull(),
    sourceId: text('source_id').notNull(),
    category: text('category').notNull(),
    name: text('name').notNull(),
    latitude: doublePrecision('latitude').notNull(),
    longitude: doublePrecision('longitude').notNull(),
    refreshedAt: instant('refreshed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.developmentId, table.id] }),
    uniqueIndex('points_of_interest_source').on(table.tenantId, table.developmentId, table.source, table.sourceId),
    oneOf('points_of_interest_origin', table.source, ['seed', 'overpass']),
  ],
);

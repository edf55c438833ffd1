import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { documentPages, recognisedPages } from '../../schema/documents.ts';
import type { FindingKind } from '../../schema/finding-kinds.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';
import { shownPages, type ShownVersion } from './versions.ts';

const columns = {
  page: documentPages.page,
  text: documentPages.text,
  headings: documentPages.headings,
  hasText: documentPages.hasText,
  error: documentPages.error,
  label: documentPages.label,
  role: documentPages.role,
  confidence: documentPages.confidence,
};

/** One page of a version, as whoever `scope` is may read it. */
export async function findPage(tx: Tx, scope: HouseScope | TenantScope, version: ShownVersion, page: number) {
  const [row] = await tx
    .select(columns)
    .from(documentPages)
    .where(and(shownPages(scope, version), eq(documentPages.page, page)))
    .limit(1);
  return row;
}

/** One page of a version with what was left out of it and what could not be read: for staff. */
export async function findPageWithFindings(tx: Tx, scope: TenantScope, version: ShownVersion, page: number) {
  const [row] = await tx
    .select({ ...columns, findings: documentPages.findings })
    .from(documentPages)
    .where(and(shownPages(scope, version), eq(documentPages.page, page)))
    .limit(1);
  return row;
}

/** A page with a printed number of its own, or a scan; `read`: its text was recognised. */
export type NotedPage = { page: number; label: string | null; scan: boolean; read: boolean };

/** The pages of a version of which a viewer should know more than their number, in order, at most `limit`. */
export async function listNotedPages(
  tx: Tx,
  scope: HouseScope | TenantScope,
  version: ShownVersion,
  limit: number,
): Promise<NotedPage[]> {
  const { page, label, confidence, recognised } = documentPages;
  return tx
    .select({
      page,
      label,
      scan: sql<boolean>`${confidence} is not null`,
      read: sql<boolean>`${recognised} is not null`,
    })
    .from(documentPages)
    .where(and(shownPages(scope, version), or(isNotNull(label), isNotNull(confidence))))
    .orderBy(asc(documentPages.page))
    .limit(limit);
}

/** What was recognised in the pictures of these pages. */
export async function listRecognised(tx: Tx, scope: HouseScope | TenantScope, version: ShownVersion, pages: number[]) {
  return tx
    .select({
      page: documentPages.page,
      recognised: sql<NonNullable<typeof documentPages.$inferSelect.recognised>>`${documentPages.recognised}`,
    })
    .from(documentPages)
    .where(and(shownPages(scope, version), inArray(documentPages.page, pages), isNotNull(documentPages.recognised)))
    .limit(pages.length);
}

/** The first of the pages of a version that have the most of these lines; undefined when none has one. */
export async function findPageWithLines(
  tx: Tx,
  scope: HouseScope,
  version: ShownVersion,
  lines: string[],
): Promise<number | undefined> {
  const held = sql<number>`(select count(*)::int from unnest(${sql.param(lines)}::text[]) as line
    where position(line in ${documentPages.text}) > 0)`;
  const [row] = await tx
    .select({ page: documentPages.page, held })
    .from(documentPages)
    .where(shownPages(scope, version))
    .orderBy(desc(held), asc(documentPages.page))
    .limit(1);
  return row && row.held > 0 ? row.page : undefined;
}

/** What was found on a page by kind: `{"picture": 2}`. */
const kinds = sql<Partial<Record<FindingKind, number>>>`(select coalesce(jsonb_object_agg(kind, many), '{}') from (
  select found ->> 'kind' as kind, sum(coalesce((found ->> 'count')::int, 1)) as many
  from jsonb_array_elements(${documentPages.findings}) as found group by 1) as by_kind)`;

/**
 * The pages of a version of which more than running lines and captions was not read, or that were read by text
 * recognition or are no content, in order, at most `limit`.
 */
export async function listUnreadPages(tx: Tx, scope: TenantScope, version: ShownVersion, limit: number) {
  const { page, hasText, error, label, role, confidence } = columns;
  return tx
    .select({ page, hasText, error, label, role, confidence, kinds })
    .from(documentPages)
    .where(
      and(
        shownPages(scope, version),
        or(
          eq(documentPages.hasText, false),
          isNotNull(documentPages.error),
          isNotNull(documentPages.confidence),
          isNotNull(documentPages.role),
          sql`jsonb_path_exists(${documentPages.findings}, '$[*] ? (@.kind != "running-line" && @.kind != "aside")')`,
        ),
      ),
    )
    .orderBy(asc(documentPages.page))
    .limit(limit);
}

/** Pages of which no engine has made anything yet, in order, at most `limit`. */
export async function listUnrecognisedPages(
  tx: Tx,
  scope: TenantScope,
  versionId: string,
  limit: number,
): Promise<number[]> {
  const rows = await tx
    .select({ page: recognisedPages.page })
    .from(recognisedPages)
    .where(
      and(
        eq(recognisedPages.tenantId, scope.tenantId),
        eq(recognisedPages.versionId, versionId),
        isNull(recognisedPages.result),
      ),
    )
    .orderBy(asc(recognisedPages.page))
    .limit(limit);
  return rows.map((row) => row.page);
}

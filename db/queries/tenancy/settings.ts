import { and, asc, eq } from 'drizzle-orm';
import type { RuleSetName } from '../../schema/handover-words.ts';
import { developments, tenants, type Brand } from '../../schema/tenancy.ts';
import type { HouseScope, TenantScope, Tx } from '../../scope.ts';

export type BuilderSettings = { brand: Brand; supportEmail: string; supportPhone: string };
export type DevelopmentSettings = {
  emergencyPhone: string;
  asksSurname: boolean;
  afterSales: string;
  /** Null: as its addresses say. */
  ruleSet: RuleSetName | null;
  holdsCodes: boolean;
};

/** More than a builder has: a list without pages has a bound. */
const MAX_DEVELOPMENTS = 500;

const ofBuilder = { brand: tenants.brand, supportEmail: tenants.supportEmail, supportPhone: tenants.supportPhone };
const ofDevelopment = {
  emergencyPhone: developments.emergencyPhone,
  asksSurname: developments.asksSurname,
  afterSales: developments.afterSales,
  ruleSet: developments.ruleSet,
  holdsCodes: developments.holdsCodes,
};

/** How a builder appears to owners, and how they are reached. */
export async function readBuilderSettings(tx: Tx, scope: TenantScope): Promise<BuilderSettings | undefined> {
  const [row] = await tx.select(ofBuilder).from(tenants).where(eq(tenants.id, scope.tenantId)).limit(1);
  return row;
}

/** The same, locked until the transaction ends. */
export async function lockBuilderSettings(tx: Tx, scope: TenantScope): Promise<BuilderSettings | undefined> {
  const [row] = await tx.select(ofBuilder).from(tenants).where(eq(tenants.id, scope.tenantId)).limit(1).for('update');
  return row;
}

/** Writes what lockBuilderSettings read. */
export async function updateBuilderSettings(tx: Tx, scope: TenantScope, settings: BuilderSettings): Promise<void> {
  await tx.update(tenants).set(settings).where(eq(tenants.id, scope.tenantId));
}

/** A builder's developments, by name. */
export function listDevelopmentNames(tx: Tx, scope: TenantScope): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: developments.id, name: developments.name })
    .from(developments)
    .where(eq(developments.tenantId, scope.tenantId))
    .orderBy(asc(developments.name), asc(developments.id))
    .limit(MAX_DEVELOPMENTS);
}

const one = (scope: { tenantId: string }, id: string) =>
  and(eq(developments.tenantId, scope.tenantId), eq(developments.id, id));

/** A development's settings; undefined where the builder has none of this id. */
export async function readDevelopmentSettings(
  tx: Tx,
  scope: TenantScope,
  id: string,
): Promise<DevelopmentSettings | undefined> {
  const [row] = await tx.select(ofDevelopment).from(developments).where(one(scope, id)).limit(1);
  return row;
}

/** A development's settings, locked until the transaction ends; undefined where the builder has none of this id. */
export async function lockDevelopmentSettings(
  tx: Tx,
  scope: TenantScope,
  id: string,
): Promise<DevelopmentSettings | undefined> {
  const [row] = await tx.select(ofDevelopment).from(developments).where(one(scope, id)).limit(1).for('update');
  return row;
}

/** Writes what lockDevelopmentSettings read. */
export async function updateDevelopmentSettings(
  tx: Tx,
  scope: TenantScope,
  id: string,
  settings: DevelopmentSettings,
): Promise<void> {
  await tx.update(developments).set(settings).where(one(scope, id));
}

/** What the builder of a scope's house says of defects; empty where nothing is said. */
export async function readAfterSales(tx: Tx, scope: HouseScope): Promise<string> {
  const [row] = await tx
    .select({ afterSales: developments.afterSales })
    .from(developments)
    .where(one(scope, scope.developmentId))
    .limit(1);
  return row?.afterSales ?? '';
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { database } from './client.ts';
import { timeLeft } from './deadline.ts';
import { HOUSE_TYPE, UUID } from './patterns.ts';

/** Who acts, for audit rows and logs. */
export type Actor =
  | { kind: 'homeowner'; homeownerId: string; houseId: string }
  | { kind: 'staff'; userId: string; email: string; impersonatorId?: string }
  | { kind: 'job'; name: string }
  | { kind: 'system'; name: string }
  | { kind: 'anonymous' };

/** One tenant's data, seen by its staff or by a job. */
export type TenantScope = { readonly kind: 'tenant'; readonly tenantId: string; readonly actor: Actor };

/** One house's data inside a tenant: its development, and the documents of its house type. */
export type HouseScope = {
  readonly kind: 'house';
  readonly tenantId: string;
  readonly developmentId: string;
  readonly houseId: string;
  readonly houseType: string;
  readonly homeownerId: string;
  /** The session in which the homeowner asks: all tokens that come from one scan or one sign-in link. */
  readonly sessionId: string;
  /** Has the owner accepted the house? Until then each session sees its own chats alone. */
  readonly claimed: boolean;
  readonly actor: Actor;
};

/** Every tenant's data: platform staff and the process's own housekeeping. */
export type PlatformScope = { readonly kind: 'platform'; readonly actor: Actor };

/** Before anyone is known: only the tables at the door (QR tokens, staff users and sessions, tenants, developments). */
export type AnonymousScope = { readonly kind: 'anonymous'; readonly actor: Actor };

export type Scope = TenantScope | HouseScope | PlatformScope | AnonymousScope;

declare const scoped: unique symbol;
/** A transaction that carries a scope; every query takes one, so a query without a scope cannot be written. */
export type Tx = NodePgDatabase & { readonly [scoped]: true };

const ROLE_BY_KIND: Record<Scope['kind'], string> = {
  tenant: 'openhouse_app',
  house: 'openhouse_app',
  platform: 'openhouse_platform',
  anonymous: 'openhouse_anonymous',
};

function literal(value: string, pattern: RegExp, name: string): string {
  if (!pattern.test(value)) throw new Error(`A scope's ${name} is malformed.`);
  return `'${value}'`;
}

/**
 * The statements that open a scoped transaction, sent as one simple query (one round trip). Every setting is written each time,
 * so nothing of an earlier transaction on the pooled connection can shine through.
 */
function openingStatements(scope: Scope, readOnly: boolean, timeoutMs: number): string {
  const tenant = scope.kind === 'tenant' || scope.kind === 'house' ? literal(scope.tenantId, UUID, 'tenant') : "''";
  const house = scope.kind === 'house' ? literal(scope.houseId, UUID, 'house') : "''";
  const development = scope.kind === 'house' ? literal(scope.developmentId, UUID, 'development') : "''";
  const houseType = scope.kind === 'house' ? literal(scope.houseType, HOUSE_TYPE, 'house type') : "''";
  return [
    readOnly ? 'begin read only' : 'begin',
    `set local role ${ROLE_BY_KIND[scope.kind]}`,
    `set local statement_timeout = ${timeoutMs}`,
    `select set_config('app.tenant_id', ${tenant}, true), set_config('app.house_id', ${house}, true), set_config('app.development_id', ${development}, true), set_config('app.house_type', ${houseType}, true)`,
  ].join('; ');
}

const open = new AsyncLocalStorage<true>();

type ScopeOptions = {
  /** Of each statement: the last wall behind bounded queries (B2). Default 10 s, and never longer than the request's own time. The embedded database knows none. */
  timeoutMs?: number;
  readOnly?: boolean;
};

/**
 * Runs `work` in one short transaction under `scope`'s role and row-level-security settings (E2): commits when it resolves,
 * rolls back when it throws. Never await a model, a mail server or a file inside. Scopes do not nest: the embedded
 * database has one connection, and a second transaction would wait for the first for ever.
 */
export async function withScope<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options: ScopeOptions = {}): Promise<T> {
  if (open.getStore()) throw new Error('withScope was called inside withScope; pass the transaction on instead.');
  timeLeft();
  const client = await database().pool.connect().catch((cause: unknown) => {
    throw new Error('No connection to the database.', { cause });
  });
  try {
    const opened = client.query(openingStatements(scope, options.readOnly ?? false, Math.min(options.timeoutMs ?? 10_000, timeLeft())));
    // Sent behind the opening without waiting for it: a server that refuses the opening refuses all that follows in its transaction.
    const [begun, done] = await Promise.allSettled([opened, open.run(true, async () => work(drizzle({ client }) as unknown as Tx))]);
    if (begun.status === 'rejected') throw begun.reason;
    if (done.status === 'rejected') throw done.reason;
    const committed = client.query('commit');
    // A reader has what it wanted: only the connection waits.
    if (options.readOnly) committed.then(() => client.release(), (error: Error) => client.release(error));
    else await committed.then(() => client.release());
    return done.value;
  } catch (error) {
    await client.query('rollback').then(() => client.release(), (failure: Error) => client.release(failure));
    throw error;
  }
}

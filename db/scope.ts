import { AsyncLocalStorage } from 'node:async_hooks';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PoolClient } from 'pg';
import { database } from './client.ts';
import { HOUSE_TYPE, UUID } from './patterns.ts';
import { beginTransaction, type RoleKind } from './scoped-transaction.ts';
import { signTicket } from './logins.ts';

/** Who acts, for audit rows and logs. */
export type Actor =
  | { kind: 'homeowner'; homeownerId: string; houseId: string; impersonatorId?: string }
  | { kind: 'staff'; userId: string; email: string; impersonatorId?: string }
  | { kind: 'job'; name: string }
  | { kind: 'system'; name: string }
  | { kind: 'anonymous' };

/** One tenant's data, seen by its staff or by a job. */
export type TenantScope = {
  readonly kind: 'tenant';
  readonly tenantId: string;
  /** Whoever acts may look and change nothing (E6): each of its transactions is read only. */
  readonly readOnly?: boolean;
  readonly actor: Extract<Actor, { kind: 'staff' | 'job' | 'system' }>;
};

/**
 * Somebody who comes into a house by a code, a link or a claim, or goes out: what is needed for that, of this house
 * alone. `sessionId`: the session that is begun, kept or ended.
 */
export type EntryScope = {
  readonly kind: 'entry';
  readonly tenantId: string;
  readonly houseId: string;
  readonly sessionId?: string;
  readonly actor: Extract<Actor, { kind: 'homeowner' | 'anonymous' }>;
};

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
  /** Whoever acts may look and change nothing (E6): each of its transactions is read only. */
  readonly readOnly?: boolean;
  /** A reading that is searched in the place of its document's live one: what would be answered once it is live. */
  readonly trial?: { documentId: string; readingId: string };
};

/** Every tenant's data: platform staff and the process's own housekeeping. */
export type PlatformScope = { readonly kind: 'platform'; readonly actor: Actor };

/** Before anyone is known: no table, only the functions of the door, which answer to a token or a password. */
export type AnonymousScope = { readonly kind: 'anonymous'; readonly actor: Actor };

export type Scope = TenantScope | EntryScope | HouseScope | PlatformScope | AnonymousScope;

declare const scoped: unique symbol;
/** A transaction that carries a scope; every query takes one, so a query without a scope cannot be written. */
export type Tx = NodePgDatabase & { readonly [scoped]: true };

function kindOf(scope: Scope): RoleKind {
  if (scope.kind === 'anonymous') return 'door';
  if (scope.kind !== 'tenant') return scope.kind;
  return scope.actor.kind === 'staff' ? 'staff' : 'job';
}

function field(value: string, pattern: RegExp, name: string): string {
  if (!pattern.test(value)) throw new Error(`A scope's ${name} is malformed.`);
  return value;
}

/**
 * What row-level security is to know of a scope, in the order that wall.scope() reads; what a kind has not, or not yet,
 * is empty. Last: when it is signed, in milliseconds since the epoch.
 */
function fieldsOf(scope: Scope): string {
  const known: Partial<Omit<HouseScope, 'kind'>> = scope.kind === 'house' || scope.kind === 'entry' ? scope : {};
  const { actor } = scope;
  return [
    kindOf(scope),
    'tenantId' in scope ? field(scope.tenantId, UUID, 'tenant') : '',
    optional(known.developmentId, UUID, 'development'),
    optional(known.houseId, UUID, 'house'),
    optional(known.houseType, HOUSE_TYPE, 'house type'),
    optional(known.homeownerId, UUID, 'homeowner'),
    optional(known.sessionId, UUID, 'session'),
    String(known.claimed ?? ''),
    actor.kind,
    actor.kind === 'staff' ? field(actor.userId, UUID, 'actor') : '',
    optional(impersonatorOf(actor), UUID, 'impersonator'),
    String(Date.now()),
    optional(known.trial?.readingId, UUID, 'trial'),
    '',
  ].join('|');
}

/**
 * What opens `scope` in a transaction under the role `openhouse_<kind>`: the parameter of wall.open(), good for an
 * hour. No SQL can read it; what it opens is good for that transaction alone. For withScope, and for tests of the
 * server's own wall.
 */
export async function ticketOf(scope: Scope): Promise<{ kind: RoleKind; ticket: string }> {
  return { kind: kindOf(scope), ticket: signTicket(await database().wall(), fieldsOf(scope)) };
}

/** Who acts as `actor`, when somebody else does (E6). */
export function impersonatorOf(actor: Actor): string | undefined {
  return actor.kind === 'staff' || actor.kind === 'homeowner' ? actor.impersonatorId : undefined;
}

const optional = (value: string | undefined, pattern: RegExp, name: string) =>
  value ? field(value, pattern, name) : '';

/** The transaction that is open in this context; `ended` once nothing more may be asked through it. */
type OpenScope = { scope: Scope; tx: Tx; readOnly: boolean; ended: boolean };

const open = new AsyncLocalStorage<OpenScope>();

type ScopeOptions = {
  /**
   * Of each statement: the last wall behind bounded queries (B2). Default 10 s, and never longer than the request's own
   * time. A transaction has six times as much (decision 34). The embedded database cannot end a statement that runs.
   */
  timeoutMs?: number;
  readOnly?: boolean;
};

/**
 * Runs `work` in one short transaction under `scope`'s role and row-level-security settings (E2): commits when it
 * resolves, rolls back when it throws. Never await a model, a mail server or a file inside. Scopes do not nest: the
 * embedded database has one connection, and a second transaction would wait for the first for ever. One exception: what
 * only reads inside a reading transaction of the very same scope takes part in it, so that a page reads what it shows
 * in one.
 */
export async function withScope<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options: ScopeOptions = {}): Promise<T> {
  const outer = open.getStore();
  const readOnly = options.readOnly || ('readOnly' in scope && scope.readOnly) || false;
  if (outer) {
    if (!outer.ended && outer.scope === scope && outer.readOnly && readOnly) return work(outer.tx);
    throw new Error('withScope was called inside withScope; pass the transaction on instead.');
  }
  const { kind, ticket } = await ticketOf(scope);
  const transaction = await beginTransaction(kind, ticket, { ...options, readOnly });
  const { begun, passed } = transaction;
  // The connection is another scope's afterwards: what is asked late must not be asked there.
  const query = (...args: unknown[]) => (entered.ended ? Promise.reject(scopeHasEnded()) : transaction.query(args));
  const tx = drizzle({ client: { query } as unknown as PoolClient }) as unknown as Tx;
  const entered: OpenScope = { scope, tx, readOnly, ended: false };
  try {
    // Asked behind the opening without waiting for it: a server that refuses the opening refuses all that follows in
    // its transaction.
    const working = open.run(entered, async () => work(tx));
    const ended = Promise.allSettled([begun, working]).finally(() => (entered.ended = true));
    passed.catch(() => (entered.ended = true));
    const [beginning, done] = await Promise.race([ended, passed]);
    if (beginning.status === 'rejected') throw beginning.reason;
    if (done.status === 'rejected') throw done.reason;
    await transaction.commit();
    return done.value;
  } catch (error) {
    await transaction.rollBack();
    throw error;
  }
}

const scopeHasEnded = () =>
  new Error(
    'A query was asked in a scope that has ended. Await every query inside withScope, and keep no transaction.',
  );

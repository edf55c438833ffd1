import type { PoolClient } from 'pg';
import { database } from './client.ts';
import { timeLeft } from './deadline.ts';
import { mayRunInScope } from './statement-gate.ts';
import { watchTransaction } from './watch-transaction.ts';

/** Whose database role a scope works under: `openhouse_<kind>`. A tenant's differ by who acts in it. */
export type RoleKind = 'house' | 'staff' | 'job' | 'entry' | 'door' | 'platform';

/**
 * Where names are looked up, whatever an earlier statement on the connection has set: nothing temporary before the real
 * tables.
 */
const SEARCH_PATH = 'set local search_path = public, extensions, pg_temp';

/** How many times a statement's time a transaction gets. */
const STATEMENTS = 6;
/** How much later than the server itself this side ends what takes too long. */
const GRACE_MS = 2_000;

type Options = { timeoutMs?: number; readOnly?: boolean };

/** A transaction on a connection of its own, under a scope's role. It is ended once, by `commit` or `rollBack`. */
export type ScopedTransaction = {
  /** Rejects when the server refused to begin it, or to open the scope in it. */
  readonly begun: Promise<void>;
  /** Rejects once it has taken longer than it may. */
  readonly passed: Promise<never>;
  /** Asks with what node-postgres takes; without waiting for `begun`, behind which it stands in the connection. */
  query(args: unknown[]): unknown;
  /** What only reads is not waited for: whoever read has what it wanted. */
  commit(): Promise<void>;
  rollBack(): Promise<void>;
};

/**
 * Takes a connection and begins a transaction on it that `ticket` opens (ticketOf in scope.ts). The connection goes
 * back to its pool at the end, or is cut when the transaction has taken longer than it may (decision 34).
 */
export async function beginTransaction(kind: RoleKind, ticket: string, options: Options): Promise<ScopedTransaction> {
  timeLeft();
  const { pool, platformPool, begin, end, limits, cut } = database();
  const client = await (kind === 'platform' ? platformPool : pool).connect().catch((cause: unknown) => {
    throw new Error('No connection to the database.', { cause });
  });
  const login = kind === 'platform' ? 'platform' : 'app';
  const asked = options.timeoutMs ?? 10_000;
  const left = timeLeftOr(() => client.release());
  const [timeoutMs, wholeMs] = [Math.min(asked, left), Math.min(asked * STATEMENTS, left)];
  const watch = watchTransaction({ silenceMs: timeoutMs + GRACE_MS, wholeMs: wholeMs + GRACE_MS });
  let place: string | undefined;
  const hasToBeCut = () => Boolean(cut) && watch.hasPassed();
  const release = (failure?: Error) => {
    watch.stop();
    if (cut && watch.hasPassed()) cut(client, login, place);
    else client.release(failure);
  };
  const finish = async (how: 'commit' | 'rollback') => {
    const answer = watch.hear(client.query(end(how)));
    await (cut ? Promise.race([answer, watch.passed]) : answer);
  };
  return {
    begun: opening(),
    passed: watch.passed,
    query: (args) => watch.hear(queryOne(client, args)),
    async commit() {
      const committed = finish('commit');
      if (options.readOnly) committed.then(() => release(), release);
      else await committed.then(() => release());
    },
    async rollBack() {
      if (hasToBeCut()) release();
      else await finish('rollback').then(() => release(), release);
    },
  };

  async function opening(): Promise<void> {
    const begun = client.query(
      begin(login, [
        ...(options.readOnly ? ['set transaction read only'] : []),
        `set local role openhouse_${kind}`,
        `set local statement_timeout = ${timeoutMs}`,
        ...limits(wholeMs + 2 * GRACE_MS),
        SEARCH_PATH,
      ]),
    );
    // As a parameter: a statement's text can be seen by others of the same login (pg_stat_activity).
    const opened = client.query<{ open: string }>('select wall.open($1)', [ticket]).then(({ rows }) => {
      place = rows[0]?.open;
    });
    for (const part of await Promise.allSettled([begun, opened])) if (part.status === 'rejected') throw part.reason;
  }
}

/**
 * Asks by PostgreSQL's extended protocol, which takes one statement a text: nothing can be added behind a semicolon.
 * What is no query, write or savepoint is not sent.
 */
function queryOne(client: Pick<PoolClient, 'query'>, [statement, values]: unknown[]): unknown {
  const config = typeof statement === 'string' ? { text: statement } : (statement as { text: string });
  if (!mayRunInScope(config.text)) return Promise.reject(notInAScope());
  return Reflect.apply(client.query, client, [
    { ...config, ...(Array.isArray(values) ? { values } : {}), queryMode: 'extended' },
  ]);
}

function timeLeftOr(giveBack: () => void): number {
  try {
    return timeLeft();
  } catch (error) {
    giveBack();
    throw error;
  }
}

/** As the server refuses what a role may not do. */
const notInAScope = () =>
  Object.assign(new Error('A scope runs queries, writes and savepoints. Give other statements to the owner.'), {
    code: '42501',
  });

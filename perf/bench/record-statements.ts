import type { Pool, PoolClient } from 'pg';
import type { Database } from '#db/client.ts';

/** Transactions in their order, each with what its client was asked. */
export type Statements = unknown[][][];

/** What `work` sends through the pool. Nothing else may use the pool meanwhile. */
export async function recordStatements(pool: Pool, work: () => Promise<void>): Promise<Statements> {
  const transactions: Statements = [];
  const connect = pool.connect;
  pool.connect = (async () => {
    const client = await (Reflect.apply(connect, pool, []) as unknown as Promise<PoolClient>);
    const asked: unknown[][] = [];
    transactions.push(asked);
    return new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]) => {
          if (name === 'query') asked.push(args);
          return Reflect.apply(value, target, args);
        };
      },
    });
  }) as Pool['connect'];
  try {
    await work();
  } finally {
    pool.connect = connect;
  }
  return transactions;
}

/**
 * Sends them again, each transaction on a client of the pool, one statement after the other. `begin`: the database's
 * own, which announces what begins one.
 */
export async function replay(pool: Pool, transactions: Statements, begin: Database['begin']): Promise<void> {
  for (const asked of transactions) {
    const client = await pool.connect();
    try {
      if (typeof asked[0]?.[0] === 'string') begin('app', asked[0][0].split('; ').slice(1));
      for (const args of asked) await Reflect.apply(client.query, client, args);
    } finally {
      client.release();
    }
  }
}

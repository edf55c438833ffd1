import type { PoolClient } from 'pg';
import { database } from '../client.ts';
import { ticketOf, type Scope } from '../scope.ts';

type Row = Record<string, unknown>;
/** One statement, by the extended protocol as in a scope. */
export type Ask = (text: string, values?: unknown[]) => Promise<Row[]>;

const asking =
  (client: PoolClient): Ask =>
  async (text, values = []) => {
    const statement = { text, values, queryMode: 'extended' };
    return (await client.query<Row>(statement)).rows;
  };

/**
 * Runs `work` in a transaction of `scope`, as withScope does, but sends every statement, also those that withScope
 * itself would refuse: what then holds is the server's own wall (embedded: the gate before its connection). Ends as
 * withScope does, whatever `work` has done, and gives `after` the same connection. `opened` false: the role alone, no
 * scope.
 */
export async function askServer<T>(
  scope: Scope,
  work: (ask: Ask) => Promise<T>,
  { opened = true, after }: { opened?: boolean; after?: (ask: Ask) => Promise<void> } = {},
): Promise<T> {
  const { pool, platformPool, begin, end } = database();
  const { kind, ticket } = await ticketOf(scope);
  const platform = kind === 'platform';
  const client = await (platform ? platformPool : pool).connect();
  const ask = asking(client);
  let broken = true;
  try {
    await client.query(begin(platform ? 'platform' : 'app', [`set local role openhouse_${kind}`]));
    if (opened) await ask('select wall.open($1)', [ticket]);
    try {
      return await work(ask);
    } finally {
      await client.query(end('commit')).catch(() => client.query(end('rollback')));
      await after?.(ask);
      broken = false;
    }
  } finally {
    client.release(broken);
  }
}

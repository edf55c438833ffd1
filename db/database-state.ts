import { database } from './client.ts';

export type PoolCounts = { totalCount: number; idleCount: number; waitingCount: number };

/** Which database the process is connected to. */
export const databaseKind = (): 'embedded' | 'postgres' => database().kind;

/** Connections of both pools, open, idle and waited for; undefined while the process is not connected. */
export function poolCounts(): PoolCounts | undefined {
  try {
    const { pool, platformPool } = database();
    const pools = pool === platformPool ? [pool] : [pool, platformPool];
    const sum = (count: (one: PoolCounts) => number) => pools.reduce((total, one) => total + count(one), 0);
    return {
      totalCount: sum((one) => one.totalCount),
      idleCount: sum((one) => one.idleCount),
      waitingCount: sum((one) => one.waitingCount),
    };
  } catch {
    return undefined;
  }
}

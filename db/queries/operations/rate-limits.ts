import type { Tx } from '../../scope.ts';

export type CounterStatement = { text: string; values?: unknown[] };
type Answer = { rows: unknown[]; rowCount: number | null };

/** A statement of rate-limiter-flexible's own over the shared counters. */
export function runCounterStatement(tx: Tx, { text, values }: CounterStatement): Promise<Answer> {
  return (tx as unknown as { $client: { query(statement: CounterStatement): Promise<Answer> } }).$client.query(
    values === undefined ? { text } : { text, values },
  );
}

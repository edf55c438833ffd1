import type { PoolClient } from 'pg';
import type { Database } from '../client.ts';

type Statement = { text: string; values: unknown[]; milliseconds: number };
type Node = {
  'Node Type': string;
  'Index Name'?: string;
  'Relation Name'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Actual Total Time'?: number;
  Plans?: Node[];
};
export type Slowest = { text: string; milliseconds: number; plan: string };

/** The statement of `work` that takes the longest, with its plan as it is run: by the same role, once more. */
export async function planOfSlowest(database: Database, work: () => Promise<void>): Promise<Slowest> {
  let slowest: (Statement & { plan: string }) | undefined;
  const restore: (() => void)[] = [];
  const onAcquire = (client: PoolClient) => {
    const original = client.query.bind(client) as (...args: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;
    const before = client.query;
    restore.push(() => (client.query = before));
    client.query = (async (...args: unknown[]) => {
      const { text, values } = statementOf(args);
      const started = performance.now();
      const result = await original(...args);
      const milliseconds = performance.now() - started;
      if (/^\s*(select|with)\b/i.test(text) && milliseconds > (slowest?.milliseconds ?? 0)) {
        const explained = await original({ text: `explain (analyze, format json) ${text}`, values });
        const [plan] = explained.rows.map((row) => (row['QUERY PLAN'] as [{ Plan: Node }])[0].Plan);
        slowest = { text, values, milliseconds, plan: plan ? drawn(plan).join('\n') : '' };
      }
      return result;
    }) as typeof client.query;
  };
  database.pool.on('acquire', onAcquire);
  try {
    await work();
  } finally {
    database.pool.off('acquire', onAcquire);
    for (const undo of restore) undo();
  }
  if (!slowest) throw new Error('No statement was run.');
  const { text, milliseconds, plan } = slowest;
  return { text: text.replaceAll(/\s+/g, ' ').trim(), milliseconds, plan };
}

function statementOf([statement, values]: unknown[]): { text: string; values: unknown[] } {
  if (typeof statement === 'string') return { text: statement, values: (values as unknown[] | undefined) ?? [] };
  const { text = '', values: own } = statement as { text?: string; values?: unknown[] };
  return { text, values: own ?? (Array.isArray(values) ? values : []) };
}

function drawn(node: Node, depth = 0): string[] {
  const what = [node['Node Type'], node['Relation Name'], node['Index Name']].filter(Boolean).join(' ');
  const rows = (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 1);
  const took = (node['Actual Total Time'] ?? 0).toFixed(1);
  const line = `${'  '.repeat(depth)}${what}: ${Math.round(rows)} rows, ${took} ms`;
  const loops = node['Actual Loops'] ?? 1;
  return [loops > 1 ? `${line} × ${loops}` : line, ...(node.Plans ?? []).flatMap((child) => drawn(child, depth + 1))];
}

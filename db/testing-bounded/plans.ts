import type { PoolClient } from 'pg';
import type { Database } from '../client.ts';

/** A node of `explain (analyze, format json)`, as far as it is judged. */
export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Function Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Group Key'?: string[];
  Operation?: string;
  Output?: string[];
  'Parent Relationship'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: PlanNode[];
};

export type ExplainedStatement = { text: string; plan: PlanNode };

type Query = (...args: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/**
 * While `work` runs, every statement of the pool is first explained under the same role, settings and transaction, and
 * its effects undone.
 */
export async function explainStatements(database: Database, work: () => Promise<void>): Promise<ExplainedStatement[]> {
  const explained: ExplainedStatement[] = [];
  const restore: (() => void)[] = [];
  const onAcquire = (client: PoolClient) => {
    const original = client.query;
    const query = original.bind(client) as unknown as Query;
    restore.push(() => (client.query = original));
    client.query = (async (...args: unknown[]) => {
      const text = textOf(args[0]);
      for (const statement of [text, ...hiddenStatements(text, valuesOf(args))]) {
        if (/^\s*(select|insert|update|delete|with)\b/i.test(statement))
          explained.push({
            text: statement,
            plan: await explain(query, statement, statement === text ? valuesOf(args) : []),
          });
      }
      return query(...args);
    }) as unknown as typeof client.query;
  };
  const pools = new Set([database.pool, database.platformPool]);
  for (const pool of pools) pool.on('acquire', onAcquire);
  try {
    await work();
  } finally {
    for (const pool of pools) pool.off('acquire', onAcquire);
    for (const undo of restore) undo();
  }
  return explained;
}

async function explain(query: Query, text: string, values: unknown[]): Promise<PlanNode> {
  await query('savepoint before_explain');
  try {
    const { rows } = await query({ text: `explain (analyze, verbose, timing off, format json) ${text}`, values });
    const [explained] = rows.map((row) => (row['QUERY PLAN'] as [{ Plan: PlanNode }])[0]);
    if (!explained) throw new Error('The server explained nothing.');
    return explained.Plan;
  } catch (cause) {
    throw new Error(`This statement fails: ${text}`, { cause });
  } finally {
    await query('rollback to savepoint before_explain');
  }
}

/** `ts_stat` runs a query that it is given as a text: it is judged like any other. */
function hiddenStatements(text: string, values: unknown[]): string[] {
  return text.includes('ts_stat(')
    ? values.filter((value): value is string => typeof value === 'string' && value.startsWith('select '))
    : [];
}

function textOf(statement: unknown): string {
  return typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text ?? '');
}

function valuesOf([statement, values]: unknown[]): unknown[] {
  if (Array.isArray(values)) return values;
  return (statement as { values?: unknown[] }).values ?? [];
}

/** Every plan node, sub-plans and initial plans among them. */
function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** The key columns of each unique index, by the index's name. */
export type UniqueIndexes = ReadonlyMap<string, readonly string[]>;

export async function readUniqueIndexes(database: Database): Promise<UniqueIndexes> {
  const { rows } = await database.owner.query<{ name: string; columns: string[] }>(`
    select i.indexrelid::regclass::text as name, array(select pg_get_indexdef(i.indexrelid, k, true)
      from generate_series(1, i.indnkeyatts) as k) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid where i.indisunique
      and c.relnamespace = 'public'::regnamespace`);
  return new Map(rows.map((row) => [row.name, row.columns]));
}

/**
 * What is wrong with the plan of a statement: empty when it is bounded and served by indexes. `maxRows`: that it may
 * touch.
 */
export function judgePlan(
  { plan }: ExplainedStatement,
  limits: { maxRows: number; smallTables: ReadonlySet<string>; uniqueIndexes: UniqueIndexes },
): string[] {
  const nodes = nodesOf(plan);
  const sequential = nodes.filter(
    (node) => node['Node Type'] === 'Seq Scan' && !limits.smallTables.has(node['Relation Name'] ?? ''),
  );
  const touched = nodes.reduce((sum, node) => sum + rowsTouched(node), 0);
  return [
    ...sequential.map(
      (node) => `reads the table ${node['Relation Name']} from end to end; add an index that serves it`,
    ),
    ...(touched > limits.maxRows
      ? [
          `touches ${Math.round(touched)} rows where ${limits.maxRows} are allowed; an index must do more of its ` +
            'filtering, or a limit must stop it',
        ]
      : []),
    ...(isBounded(plan, limits.uniqueIndexes) ? [] : ['returns a list without a limit; add one']),
  ];
}

function rowsTouched(node: PlanNode): number {
  // A bitmap's rows are counted where they are found, not once more in the table.
  if (
    !node['Node Type'].endsWith('Scan') ||
    /^(Bitmap Heap|Subquery|CTE|Function|Values|WorkTable|Named Tuplestore) Scan$/.test(node['Node Type'])
  )
    return 0;
  return (
    ((node['Actual Rows'] ?? 0) +
      (node['Rows Removed by Filter'] ?? 0) +
      (node['Rows Removed by Index Recheck'] ?? 0)) *
    (node['Actual Loops'] ?? 1)
  );
}

/**
 * Can what it returns not grow with the table? By a limit, by an aggregate of one row, or by the full key of a unique
 * index.
 */
function isBounded(node: PlanNode, unique: UniqueIndexes): boolean {
  const type = node['Node Type'];
  const children = (node.Plans ?? []).filter(
    (child) => child['Parent Relationship'] !== 'InitPlan' && child['Parent Relationship'] !== 'SubPlan',
  );
  if (type === 'Limit') return true;
  if (type === 'Aggregate' && !node['Group Key']) return true;
  // Without RETURNING nothing comes back; how many rows it touches is counted.
  if (type === 'ModifyTable' && !node.Output?.length) return true;
  if (type === 'Function Scan')
    return /^(?:unnest|jsonb_array_elements|scope|door_\w+)$/.test(node['Function Name'] ?? '');
  if (type === 'Bitmap Heap Scan') return children.some((child) => isUniqueLookup(child, unique));
  if (/^(Index|Index Only|Bitmap Index|Seq) Scan$/.test(type)) return isUniqueLookup(node, unique);
  return children.every((child) => isBounded(child, unique));
}

function isUniqueLookup(node: PlanNode, unique: UniqueIndexes): boolean {
  const columns = unique.get(node['Index Name'] ?? '');
  const condition = node['Index Cond'] ?? '';
  return (
    columns !== undefined &&
    columns.every((column) =>
      new RegExp(`(^|[^\\w])${column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\)* = `).test(condition),
    )
  );
}

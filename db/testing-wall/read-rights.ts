import type { Database } from '../client.ts';

export const KINDS = ['house', 'staff', 'job', 'entry', 'door', 'platform'] as const;
type Kind = (typeof KINDS)[number];
const VERBS = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'];

/**
 * What each role may do with each table of the application, as the catalogue says: `select, update (rating, comment)`;
 * columns are named where it is not all.
 */
export async function readRights(database: Database): Promise<Record<string, Partial<Record<Kind, string>>>> {
  const { rows } = await database.owner.query<{
    table: string;
    kind: Kind;
    verb: string;
    columns: string[];
    all: boolean;
  }>(
    `
    select c.relname as table, kind, verb, has_table_privilege(role, c.oid, verb) as all,
      array(select attname::text from pg_attribute a where verb in ('select', 'insert', 'update', 'references')
        and a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and has_column_privilege(role, c.oid, a.attnum, verb) order by attnum) as columns
    from pg_class c cross join unnest($1::text[]) as kind cross join lateral (select 'openhouse_' || kind as role) as r
      cross join unnest($2::text[]) with ordinality as v (verb, position)
    where c.relnamespace not in (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema')
      or nspname like 'pg\\_%') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      and c.relname not like 'pg\\_%' and (c.relkind <> 'S' or v.verb in ('select', 'update'))
    order by c.relname, kind, v.position`,
    [[...KINDS], VERBS],
  );
  const rights: Record<string, Partial<Record<Kind, string>>> = {};
  for (const { table, kind, verb, columns, all } of rows) {
    const its = (rights[table] ??= {});
    const said = all ? verb : columns.length > 0 ? `${verb} (${columns.join(', ')})` : '';
    if (said) its[kind] = its[kind] ? `${its[kind]}, ${said}` : said;
  }
  return rights;
}

/** Functions that are not PostgreSQL's own or an extension's: who owns them, and who may call them. */
export async function readFunctions(database: Database): Promise<Record<string, string>> {
  const { rows } = await database.owner.query<{ name: string; said: string }>(
    `
    select p.oid::regprocedure::text as name, concat_ws(' ', case
      when p.prosecdef then 'as ' || pg_get_userbyid(p.proowner) end,
      case when coalesce(array_to_string(p.proconfig, ' '), '') like 'search_path=pg_catalog%' then 'fixed path' end,
      'for ' || coalesce((select string_agg(kind, ', ' order by kind) from unnest($1::text[]) as kind
        where has_function_privilege('openhouse_' || kind, p.oid, 'execute')), 'nobody')) as said
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not in ('pg_catalog', 'information_schema') and not exists (select from pg_depend d
      where d.objid = p.oid and d.deptype = 'e') order by 1`,
    [[...KINDS]],
  );
  return Object.fromEntries(rows.map(({ name, said }) => [name, said]));
}

-- The planner counts with all tenants' values, and `explain` tells what it expects: by guessing, somebody confirms a
-- frequent value of another tenant, and by halves finds the bounds of others. So none are kept of what columns say;
-- only of ids, of moments, of yes and no, of words of our own by which queries choose rows, and of categories and
-- lists of house types, without which a builder's documents of one would be looked for among all others'. What an
-- earlier version has counted stays until a superuser deletes it from pg_statistic.
do $$
declare
  c record;
begin
  for c in select a.attrelid::regclass as relation, a.attname, a.attnum, t.relkind from pg_attribute a
    join pg_class t on t.oid = a.attrelid
    where t.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
      and a.attstattarget is distinct from 0 and (t.relkind in ('r', 'p') and a.atttypid not in ('uuid'::regtype,
        'boolean'::regtype, 'timestamptz'::regtype, 'date'::regtype) and a.attname not in ('house_types', 'category',
        'state', 'status', 'trade', 'kind', 'event_name', 'role', 'mode', 'result', 'action', 'operation', 'model',
        'part')
        or t.relkind = 'i' and exists (select from pg_index i where i.indexrelid = t.oid
          and i.indkey[a.attnum - 1] = 0))
  loop
    if c.relkind = 'i' then
      execute format('alter index %s alter column %s set statistics 0', c.relation, c.attnum);
    else
      execute format('alter table %s alter column %I set statistics 0', c.relation, c.attname);
    end if;
  end loop;
end $$;

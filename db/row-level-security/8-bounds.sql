-- What a scope writes has a size. Each column that a role of a scope may write is held to a bound by its type, a new
-- one without a line here; some to others. Far above what the use cases write, so that SQL in a scope fills no memory
-- of those who read its rows, and stores no number or moment that cannot be shown. In bytes: of a text, of a jsonb's
-- text, of a list's.
do $$
declare
  t record;
  too_large text;
begin
  for t in
    select c.oid, c.relname, array_agg(a.attname order by a.attnum) as columns,
      array_agg(a.atttypid::regtype::text order by a.attnum) as types
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' and a.atttypid not in ('uuid'::regtype, 'boolean'::regtype) and exists (
        select from unnest(array['openhouse_house', 'openhouse_staff', 'openhouse_job', 'openhouse_entry']) as role
        where has_column_privilege(role, c.oid, a.attnum, 'insert') or has_column_privilege(role, c.oid, a.attnum,
          'update'))
    group by c.oid, c.relname
  loop
    select string_agg(case
      when bound.column_name is not null and bound.range is not null then format('new.%I not between %s', col.name,
        bound.range)
      when col.type in ('text', 'character varying') then format('octet_length(new.%I) > %s', col.name,
        coalesce(bound.bytes, 4096))
      when col.type = 'jsonb' then format('octet_length(new.%I::text) > %s', col.name, coalesce(bound.bytes, 32768))
      when col.type = 'text[]' then format('octet_length(new.%1$I::text) > 4096 or array_ndims(new.%1$I) > 1 or '
        'array_position(new.%1$I, null) is not null', col.name)
      when col.type = 'integer[]' then format('array_length(new.%1$I, 1) > 100 or array_ndims(new.%1$I) > 1 or '
        'array_position(new.%1$I, null) is not null', col.name)
      when col.type = 'uuid[]' then format('array_length(new.%1$I, 1) > 500 or array_ndims(new.%1$I) > 1 or '
        'array_position(new.%1$I, null) is not null', col.name)
      when col.type in ('smallint', 'integer', 'bigint') then format('new.%I < 0', col.name)
      -- NaN is more than any number.
      when col.type in ('real', 'double precision') then format('new.%I not between -1e12 and 1e12', col.name)
      when col.type in ('timestamp with time zone', 'date') then format('new.%I not between ''1970-01-01 00:00+00'' '
        'and now() + interval ''30 days''', col.name)
      when col.type = 'bytea' then format('octet_length(new.%I) > %s', col.name, coalesce(bound.bytes, 131072))
      -- Of a fixed length.
      when col.type ~ '\mvector$' then null
      -- No such column: a new type wants a line above.
      else format('new.no_bound_for_the_type_of_%s', col.name) end, ' or ')
    into too_large
    from unnest(t.columns, t.types) as col (name, type)
    left join (values
      ('conversations', 'name', 1024, null),
      ('messages', 'content', 262144, null),
      ('messages', 'citations', 262144, null),
      ('answer_traces', 'parts', 131072, null),
      ('builder_questions', 'question', 16384, null),
      ('builder_answers', 'text', 16384, null),
      ('answer_citations', 'quote', 16384, null),
      ('answer_citations', 'passage', 65536, null),
      ('changed_passages', 'was', 65536, null),
      ('changed_passages', 'now', 65536, null),
      ('changed_passages', 'wording', 16384, null),
      ('notices', 'body', 16384, null),
      ('notices', 'starts_at', null, '''2000-01-01'' and now() + interval ''3 years'''),
      ('notices', 'ends_at', null, '''2000-01-01'' and now() + interval ''6 years'''),
      ('documents', 'ends_on', null, '''2000-01-01'' and now() + interval ''6 years'''),
      ('developments', 'after_sales', 16384, null),
      ('defects', 'description', 16384, null),
      ('defects', 'due_on', null, '''2000-01-01'' and now() + interval ''6 years'''),
      ('defects', 'visit_on', null, '''2000-01-01'' and now() + interval ''6 years'''),
      ('defect_messages', 'text', 16384, null),
      ('answer_checks', 'approved', 262144, null),
      ('answer_checks', 'answer', 262144, null),
      ('check_results', 'approved', 262144, null),
      ('check_results', 'answer', 262144, null),
      ('handover_readings', 'cover', 65536, null),
      ('handover_readings', 'finds', 4194304, null),
      ('handover_papers', 'valid_until', null, '''1970-01-01'' and ''2200-01-01'''),
      ('care_terms', 'quote', 8192, null),
      ('care_done', 'due_on', null, '''1970-01-01'' and now() + interval ''400 years'''),
      ('document_versions', 'warnings', 1048576, null),
      ('document_versions', 'size_bytes', null, '0 and 1e12'),
      ('document_versions', 'progress', null, '0 and 100'),
      ('document_pages', 'text', 2097152, null),
      ('document_pages', 'headings', 16777216, null),
      ('document_pages', 'recognised', 16777216, null),
      ('document_pages', 'findings', 2097152, null),
      ('recognised_pages', 'result', 16777216, null),
      ('chunks', 'text', 16384, null),
      ('job_status', 'event', 8192, null),
      ('job_status', 'history', 1048576, null),
      ('job_status', 'progress', null, '0 and 100'),
      ('outbox', 'event', 8192, null),
      ('audit_log', 'details', 65536, null),
      ('house_imports', 'file', 4194304, null),
      ('house_imports', 'findings', 1048576, null),
      ('houses', 'latitude', null, '-90 and 90'),
      ('houses', 'longitude', null, '-180 and 180'),
      ('points_of_interest', 'latitude', null, '-90 and 90'),
      ('points_of_interest', 'longitude', null, '-180 and 180'),
      ('revoked_tokens', 'expires_at', null, 'now() and now() + interval ''400 days'''))
      as bound (table_name, column_name, bytes, range) on (bound.table_name, bound.column_name) = (t.relname, col.name);
    execute format('create or replace trigger wall_refuse_size before insert or update on public.%I for each row when '
      '(current_user in (''openhouse_house'', ''openhouse_staff'', ''openhouse_job'', ''openhouse_entry'') and (%s)) '
      'execute function wall.refuse_size()', t.relname, too_large);
  end loop;
end $$;

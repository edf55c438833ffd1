-- Who acts is said by the setting openhouse.scope. The process hands a ticket to wall.open(), fields with a hash over
-- them and a key that no role below can read; wall.open() writes the fields into the setting with another hash, over
-- them, this connection's process and this transaction's start. So a `set_config` or a `set role` inside a query opens
-- nothing, and what SQL reads of its own scope opens nothing in another transaction. The ticket itself is a parameter,
-- which no SQL can read. Fields: kind|tenant|development|house|house type|homeowner|session|claimed|actor's
-- kind|actor|impersonator|signed at|reading that is tried|hash, empty where a kind has none, or not yet.
create table if not exists wall.key (only_row boolean primary key default true check (only_row), inner_key bytea not
  null, outer_key bytea not null);
create table if not exists wall.logins (name text primary key, password text not null);
revoke all on all tables in schema wall from public;
grant select on wall.key to openhouse_keeper;

drop function if exists wall.is_genuine(text);
drop function if exists wall.scope(text);

-- The fields of the scope that is open, when it was opened in this transaction and is of the `wanted` kind; else `ok`
-- is false and the others are null. Parallel workers have processes of their own: they are given what it says. A
-- moment's first byte is zero, which no ticket's is: the one hash is never the other.
create function wall.scope(wanted text, out ok boolean, out tenant uuid, out development uuid, out house
  uuid, out house_type text, out homeowner uuid, out session uuid, out claimed boolean, out actor_kind text, out actor
  text, out impersonator text, out trial uuid)
language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp as $$
declare
  opened text := current_setting('openhouse.scope', true);
  fields text[];
begin
  ok := false;
  if wanted is null or opened is null or left(opened, length(wanted) + 1) is distinct from wanted || '|' or not exists (
    select from wall.key
    where right(opened, 64) = encode(sha256(outer_key || sha256(inner_key || timestamptz_send(now())
      || int4send(pg_backend_pid()) || convert_to(left(opened, -64), 'UTF8'))), 'hex')) then
    return;
  end if;
  fields := string_to_array(opened, '|', '');
  ok := true;
  tenant := fields[2]::uuid;
  development := fields[3]::uuid;
  house := fields[4]::uuid;
  house_type := fields[5];
  homeowner := fields[6]::uuid;
  session := fields[7]::uuid;
  claimed := coalesce(fields[8]::boolean, false);
  actor_kind := fields[9];
  actor := fields[10];
  impersonator := fields[11];
  trial := fields[13]::uuid;
end $$;

drop function if exists wall.open(text);
-- Opens a scope for the transaction. Refuses what was not signed by the process, or more than an hour ago. Says where:
-- the connection's process|the transaction's start, by which the process can have it ended.
create function wall.open(ticket text) returns text language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  fields bytea := convert_to(left(ticket, -64), 'UTF8');
  keys wall.key;
begin
  select * into keys from wall.key;
  if ticket is null
    or right(ticket, 64) <> encode(sha256(keys.outer_key || sha256(keys.inner_key || fields)), 'hex') then
    raise exception 'The scope is not signed with this database''s key.' using errcode = '42501';
  end if;
  if (abs(extract(epoch from clock_timestamp()) * 1000 - split_part(ticket, '|', 12)::bigint) <= 3600000) is not true
    then
    raise exception 'The scope was signed an hour ago or more, or the clocks of the application and of the database '
      'differ by as much: set them right.' using errcode = '42501';
  end if;
  perform set_config('openhouse.scope', left(ticket, -64) || encode(sha256(keys.outer_key || sha256(keys.inner_key
    || timestamptz_send(now()) || int4send(pg_backend_pid()) || fields)), 'hex'), true);
  return pg_backend_pid() || '|' || now();
end $$;

-- The live readings of the documents that the open house may read, for the policies of what belongs to a reading; the
-- one that the scope tries stands in the place of its document's. As its keeper, so that the documents' own policy is
-- not planned and checked once more for each of them.
create or replace function wall.readings() returns setof uuid language plpgsql stable parallel restricted
  security definer rows 100 set search_path = pg_catalog, pg_temp as $$
declare
  me record;
  tried uuid;
begin
  select * into me from wall.scope('house');
  if me.ok then
    if me.trial is not null then
      select c.document_id into tried from public.chunks c where c.tenant_id = me.tenant
        and c.reading_id = me.trial limit 1;
    end if;
    return query select case when d.id = tried then me.trial else d.live_reading_id end
      from public.documents d where d.tenant_id = me.tenant
      and d.development_id = me.development and me.house_type = any (d.house_types) and d.deleted_at is null
      and d.live_version_id is not null and d.live_reading_id is not null
      and coalesce(d.ends_on > timezone('Europe/Dublin', now())::date, true);
  end if;
end $$;

-- The titles of documents that are meant for the open house and of which nothing could be read, so that its owner is
-- told where an answer may be missing; their rows are not the owner's to read.
create or replace function wall.unread_titles() returns setof text language plpgsql stable parallel restricted
  security definer rows 10 set search_path = pg_catalog, pg_temp as $$
declare
  me record;
begin
  select * into me from wall.scope('house');
  if me.ok then
    return query select d.title from public.document_versions v
      join public.documents d on d.tenant_id = v.tenant_id and d.id = v.document_id
      where v.tenant_id = me.tenant and v.status = 'failed' and d.tenant_id = me.tenant
      and d.development_id = me.development and me.house_type = any (d.house_types) and d.deleted_at is null
      and d.live_version_id is null and not exists (select from public.document_versions n
        where n.tenant_id = me.tenant and n.document_id = v.document_id and n.version > v.version)
      order by d.id limit 50;
  end if;
end $$;

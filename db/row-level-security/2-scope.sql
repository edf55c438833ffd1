-- Who acts is said by the setting openhouse.scope, which only the process can write: it carries a hash over itself and
-- a key that no role below can read, so that a `set_config` or a `set role` inside a query opens nothing. It reads
-- kind|tenant|development|house|house type|homeowner|session|claimed|actor|hash, with empty fields for what a kind has
-- not, or not yet.
create table if not exists wall.key (only_row boolean primary key default true check (only_row), inner_key bytea not
  null, outer_key bytea not null);
create table if not exists wall.logins (name text primary key, password text not null);
revoke all on all tables in schema wall from public;
grant select on wall.key to openhouse_keeper;

create or replace function wall.is_genuine(signed text) returns boolean language sql stable parallel safe
  set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from wall.key
    where right(signed, 64) = encode(sha256(outer_key || sha256(inner_key || convert_to(left(signed, -64), 'UTF8'))),
      'hex'))
$$;

-- The fields of the scope that is open, when it is genuine and of the `wanted` kind; else `ok` is false and the others
-- are null.
create or replace function wall.scope(wanted text, out ok boolean, out tenant uuid, out development uuid, out house
  uuid, out house_type text, out homeowner uuid, out session uuid, out claimed boolean, out actor text)
language plpgsql stable parallel safe security definer set search_path = pg_catalog, pg_temp as $$
declare
  signed text := current_setting('openhouse.scope', true);
  fields text[];
begin
  ok := false;
  if signed is null or left(signed, length(wanted) + 1) <> wanted || '|' or not exists (
    select from wall.key
    where right(signed, 64) = encode(sha256(outer_key || sha256(inner_key || convert_to(left(signed, -64), 'UTF8'))),
      'hex')) then
    return;
  end if;
  fields := string_to_array(signed, '|', '');
  ok := true;
  tenant := fields[2]::uuid;
  development := fields[3]::uuid;
  house := fields[4]::uuid;
  house_type := fields[5];
  homeowner := fields[6]::uuid;
  session := fields[7]::uuid;
  claimed := coalesce(fields[8]::boolean, false);
  actor := fields[9];
end $$;

-- Opens a scope for the transaction. Refuses what was not signed by the process.
create or replace function wall.open(signed text) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if not coalesce(wall.is_genuine(signed), false) then
    raise exception 'The scope is not signed with this database''s key.' using errcode = '42501';
  end if;
  perform set_config('openhouse.scope', signed, true);
end $$;

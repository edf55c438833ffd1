-- The activity log is only added to (H5, docs/decisions/0065). Each row is hashed by a trigger in the transaction that
-- writes it and waits in audit_unsealed; one job at a time seals what waits, each entry of audit_chain with the hash of
-- the one before it. So whoever writes waits for nobody. What may change nevertheless, an erased owner's words and rows
-- of more than six years, only these functions can do, and audit rows must say it, which the chain holds too.

-- What is hashed of a row but its details: every column, in the order of the table. The look through the chain
-- (db/queries/observability/activity-chain.ts) says the same once more, so that a changed function here is found.
create or replace function wall.core_of_activity(a public.audit_log) returns bytea language sql immutable
  set search_path = pg_catalog, pg_temp as $$
  select sha256(convert_to(jsonb_build_array(a.id, a.tenant_id, (extract(epoch from a.at) * 1000)::bigint, a.actor_kind,
    a.actor_id, a.impersonator_id, a.action, a.subject_type, a.subject_id, a.ip, a.request_id)::text, 'UTF8'))
$$;

create or replace function wall.note_activity() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  insert into public.audit_unsealed values (new.id, now(), wall.core_of_activity(new),
    sha256(convert_to(new.details::text, 'UTF8')));
  return null;
end $$;

-- Not named as the wall's triggers are, which a migration takes off: instances that still run write meanwhile. With its
-- first making come the rows that such an instance wrote between the migration that filled audit_unsealed and now.
do $$ begin
  if not exists (select from pg_trigger where tgrelid = 'public.audit_log'::regclass and tgname = 'note_activity') then
    create trigger note_activity after insert on public.audit_log for each row execute function wall.note_activity();
    alter table public.audit_log no force row level security;
    alter table public.audit_unsealed no force row level security;
    alter table public.audit_chain no force row level security;
    insert into public.audit_unsealed select a.id, a.at, wall.core_of_activity(a),
      sha256(convert_to(a.details::text, 'UTF8')) from public.audit_log a
      where not exists (select from public.audit_chain)
        and not exists (select from public.audit_unsealed u where u.audit_id = a.id);
    alter table public.audit_log force row level security;
    alter table public.audit_unsealed force row level security;
    alter table public.audit_chain force row level security;
  end if;
end $$;

-- One at a time, until its transaction ends; a lock that nobody who writes a row asks for.
create table if not exists wall.sealing ();
revoke all on wall.sealing from public;
grant update on wall.sealing to openhouse_keeper;

-- Seals up to `many` rows that wait, the oldest first. Returns how many.
create or replace function wall.seal_activity(many integer) returns integer language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
declare
  head public.audit_chain;
  waiting record;
  sealed integer := 0;
  moment timestamptz(3) := now();
begin
  if (select s.ok from wall.scope('platform') s) is not true then return 0; end if;
  lock table wall.sealing in share update exclusive mode;
  select * into head from public.audit_chain order by seq desc limit 1;
  for waiting in
    with taken as (delete from public.audit_unsealed where audit_id in (select u.audit_id from public.audit_unsealed u
      order by u.noted_at, u.audit_id limit least(many, 5000)) returning *)
    select * from taken order by noted_at, audit_id
  loop
    head.seq := coalesce(head.seq, 0) + 1;
    head.hash := sha256(coalesce(head.hash, decode(repeat('00', 32), 'hex')) || int8send(head.seq)
      || uuid_send(waiting.audit_id) || int8send((extract(epoch from waiting.noted_at) * 1000)::bigint)
      || waiting.core_hash || waiting.details_hash || int8send((extract(epoch from moment) * 1000)::bigint));
    insert into public.audit_chain values (head.seq, waiting.audit_id, waiting.noted_at, waiting.core_hash,
      waiting.details_hash, moment, head.hash);
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;

-- Takes out of the log what names an owner who is erased: why somebody acted as them, and to which address a kept mail
-- went that was read. What it changed is to be written down as `activity.unnamed` of each row, with the new hash: the
-- chain is broken otherwise.
create or replace function wall.unname_activity(builder uuid, owner uuid, address text) returns table (id uuid,
  details_hash text) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select s.ok from wall.scope('platform') s) is not true then return; end if;
  return query update public.audit_log a set details = a.details - 'reason' - 'write_reason'
    where a.tenant_id = builder and a.action = 'impersonation.began' and a.actor_id = owner::text
      and a.details ?| array['reason', 'write_reason']
    returning a.id, encode(sha256(convert_to(a.details::text, 'UTF8')), 'hex');
  return query update public.audit_log a set details = a.details - 'to'
    where a.action = 'mail.read' and a.details ->> 'to' = address
    returning a.id, encode(sha256(convert_to(a.details::text, 'UTF8')), 'hex');
end $$;

-- Deletes from the chain's beginning up to `many` entries of more than six years, with their rows; never the last
-- entry. Says the last one that went: to be written down as `activity.forgotten`, from where the chain is then held.
create or replace function wall.forget_activity(many integer) returns table (seq bigint, hash text, forgotten bigint)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  last_one public.audit_chain;
  count bigint;
begin
  if (select s.ok from wall.scope('platform') s) is not true then return; end if;
  lock table wall.sealing in share update exclusive mode;
  select c.* into last_one from (select * from public.audit_chain f order by f.seq limit least(many, 5000)) as c
    where c.seq < (select max(h.seq) from public.audit_chain h) and c.seq < coalesce((select min(k.seq) from (
      select * from public.audit_chain f order by f.seq limit least(many, 5000)) as k
      where k.noted_at >= now() - interval '6 years'), c.seq + 1)
    order by c.seq desc limit 1;
  if last_one.seq is null then return; end if;
  delete from public.audit_log a using public.audit_chain c where c.seq <= last_one.seq and a.id = c.audit_id;
  delete from public.audit_chain c where c.seq <= last_one.seq;
  get diagnostics count = row_count;
  return query select last_one.seq, encode(last_one.hash, 'hex'), count;
end $$;

-- The door: all that can be asked before anyone is known. Each function answers one question to who brings what only
-- the right person has, for a genuine scope of the door; the role itself reaches no table.
create or replace function wall.door_qr_token(hash text)
  returns table (tenant_id uuid, token_id uuid, house_id uuid, revoked_at timestamptz) language sql stable
  security definer set search_path = pg_catalog, pg_temp as $$
  select q.tenant_id, q.id, q.house_id, q.revoked_at from public.qr_tokens q where (select s.ok
    from wall.scope('door') s) and q.token_hash = hash limit 1
$$;

-- Codes that lead nowhere; a scan of a known one is written with its house.
create or replace function wall.door_log_scan(id uuid, result text, ip text, user_agent text, prefetch boolean)
  returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.qr_scans (id, result, ip, user_agent, prefetch)
  select $1, $2, left($3, 100), left($4, 1000), $5 where (select s.ok from wall.scope('door') s)
    and $2 in ('unknown', 'malformed')
$$;

create or replace function wall.door_development(wanted text)
  returns table (slug text, name text, tenant_slug text, tenant_name text, brand jsonb) language sql stable
  security definer set search_path = pg_catalog, pg_temp as $$
  select d.slug, d.name, t.slug, t.name, t.brand from public.developments d join public.tenants t
    on t.id = d.tenant_id where (select s.ok from wall.scope('door') s) and d.slug = wanted and t.retired_at is null
  limit 1
$$;

-- How a password must be hashed to be compared: parameters and salt, without the hash.
create or replace function wall.door_password_salt(address text) returns text language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select regexp_replace(u.password_hash, '[^$]*$', '') from public.staff_users u where (select s.ok
    from wall.scope('door') s) and lower(u.email) = lower(address) and u.disabled_at is null limit 1
$$;

-- The account of who knows its password, shown by the hash; of a retired builder with why.
drop function if exists wall.door_account(text, text);
create function wall.door_account(address text, hash text)
  returns table (user_id uuid, role text, email text, tenant_id uuid, tenant_slug text, tenant_name text,
  retired_reason text) language sql stable
  security definer set search_path = pg_catalog, pg_temp as $$
  select u.id, u.role, u.email, u.tenant_id, t.slug, t.name, t.retired_reason from public.staff_users u
    left join public.tenants t on t.id = u.tenant_id
  where (select s.ok from wall.scope('door') s) and lower(u.email) = lower(address) and u.password_hash = hash
    and u.disabled_at is null limit 1
$$;

create or replace function wall.door_renew_hash(account uuid, hash text, renewed text) returns void language sql
  security definer set search_path = pg_catalog, pg_temp as $$
  update public.staff_users set password_hash = renewed where (select s.ok from wall.scope('door') s) and id = account
    and password_hash = hash and renewed like '$argon2id$%' and length(renewed) <= 500
$$;

create or replace function wall.door_open_session(account uuid, hash text, token text, ip text, user_agent text,
  expires_at timestamptz) returns boolean language sql security definer set search_path = pg_catalog, pg_temp as $$
  with opened as (
    insert into public.staff_sessions (token_hash, user_id, tenant_id, ip, user_agent, expires_at)
    select token, u.id, u.tenant_id, left($4, 100), left($5, 1000), least($6, now() + interval '1 day')
    from public.staff_users u
    where (select s.ok from wall.scope('door') s) and u.id = account and u.password_hash = hash
      and u.disabled_at is null and length(token) <= 100
      and not exists (select from public.tenants t where t.id = u.tenant_id and t.retired_at is not null)
    returning 1)
  select exists (select from opened)
$$;

drop function if exists wall.door_session(text);
create function wall.door_session(token text)
  returns table (user_id uuid, role text, email text, full_name text, tenant_id uuid, tenant_slug text, tenant_name
  text, retired_reason text, expires_at timestamptz) language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select u.id, u.role, u.email, u.full_name, u.tenant_id, t.slug, t.name, t.retired_reason, x.expires_at
  from public.staff_sessions x join public.staff_users u on u.id = x.user_id and u.disabled_at is null left
    join public.tenants t on t.id = u.tenant_id
  where (select s.ok from wall.scope('door') s) and x.token_hash = token limit 1
$$;

create or replace function wall.door_close_session(token text) returns void language sql security definer
  set search_path = pg_catalog, pg_temp as $$
  delete from public.staff_sessions where (select s.ok from wall.scope('door') s) and token_hash = token
$$;

drop function if exists wall.door_staff_invitation(text);
create function wall.door_staff_invitation(hash text) returns table (tenant_id uuid, id uuid, email text,
  role text, tenant_name text, retired_reason text) language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select i.tenant_id, i.id, i.email, i.role, t.name, t.retired_reason from public.staff_invitations i
    join public.tenants t on t.id = i.tenant_id
  where (select s.ok from wall.scope('door') s) and i.token_hash = hash and i.accepted_at is null
    and i.revoked_at is null and i.expires_at > now() limit 1
$$;

-- Whoever has the invitation becomes a member of its staff, once; who was one before comes back, with nothing of their
-- former sessions. False for an invitation that is not good any more, and for the address of somebody else's account.
create or replace function wall.door_accept_staff(hash text, account uuid, name text, password text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  invited public.staff_invitations;
  joined uuid;
begin
  if (select s.ok from wall.scope('door') s) is not true or password not like '$argon2id$%' or length(password) > 500
    or length(name) not between 1 and 200 then
    return false;
  end if;
  update public.staff_invitations i set accepted_at = now() where token_hash = hash and accepted_at is null
    and revoked_at is null and expires_at > now() and not exists (select from public.tenants t
    where t.id = i.tenant_id and t.retired_at is not null) returning * into invited;
  if not found then return false; end if;
  insert into public.staff_users as u (id, tenant_id, role, email, full_name, password_hash)
  values (account, invited.tenant_id, invited.role, invited.email, name, password)
  on conflict (lower(email)) do update set role = excluded.role, full_name = excluded.full_name,
    password_hash = excluded.password_hash, disabled_at = null
    where u.tenant_id = excluded.tenant_id and u.disabled_at is not null
  returning u.id into joined;
  if joined is null then
    update public.staff_invitations set accepted_at = null where token_hash = hash;
    return false;
  end if;
  delete from public.staff_sessions where user_id = joined;
  return true;
end $$;

drop function if exists wall.door_link(text);
create function wall.door_link(hash text) returns table (tenant_id uuid, link_id uuid, homeowner_id uuid, house_id
  uuid, expires_at timestamptz) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select l.tenant_id, l.id, l.homeowner_id, o.house_id, l.expires_at
  from public.sign_in_links l join public.homeowners o on (o.tenant_id, o.id) = (l.tenant_id, l.homeowner_id)
  where (select s.ok from wall.scope('door') s) and l.token_hash = hash and l.used_at is null limit 1
$$;

-- The house and the present owner whose calendar a link leads to.
create or replace function wall.door_calendar(hash text) returns table (tenant_id uuid, development_id uuid, house_id
  uuid, house_type text, homeowner_id uuid) language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select h.tenant_id, h.development_id, h.id, h.house_type, o.id
  from public.calendar_links l join public.homeowners o on (o.tenant_id, o.id) = (l.tenant_id, l.homeowner_id)
    join public.houses h on (h.tenant_id, h.id) = (l.tenant_id, o.house_id)
  where (select s.ok from wall.scope('door') s) and l.token_hash = hash and l.revoked_at is null
    and o.ended_at is null and o.claimed_at is not null and not exists (select from public.tenants t
    where t.id = l.tenant_id and t.retired_at is not null) limit 1
$$;

-- Who acts as whom, for the session in which it was begun: while it lasts, the admin's session and account hold, and so
-- does the person whom they act as. An owner's "sign out everywhere" ends it too.
create or replace function wall.door_impersonation(tenant uuid, wanted uuid, session text) returns table (admin_id uuid,
  admin_name text, expires_at timestamptz, may_write boolean, role text, user_id uuid, email text, full_name text,
  tenant_slug text, tenant_name text, homeowner_id uuid, house_id uuid, development_id uuid, house_type text,
  house_label text, library_version text) language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select i.admin_id, a.full_name, i.expires_at, i.write_reason is not null, coalesce(u.role, 'owner'), u.id, u.email,
    coalesce(u.full_name, o.full_name), t.slug, t.name, o.id, h.id, h.development_id, h.house_type, h.label,
    coalesce(l.version, 0)::text
  from public.impersonations i
    join public.staff_sessions x on x.token_hash = i.session_hash and x.user_id = i.admin_id and x.expires_at > now()
    join public.staff_users a on a.id = i.admin_id and a.role = 'admin' and a.disabled_at is null
    join public.tenants t on t.id = i.tenant_id and t.retired_at is null
    left join public.staff_users u on u.id = i.staff_user_id and u.tenant_id = i.tenant_id and u.disabled_at is null
      and u.role <> 'admin'
    left join public.homeowners o on (o.tenant_id, o.id, o.house_id) = (i.tenant_id, i.homeowner_id, i.house_id)
      and o.claimed_at is not null and o.ended_at is null
    left join public.houses h on (h.tenant_id, h.id) = (o.tenant_id, o.house_id)
      and h.sessions_valid_from <= i.created_at
    left join public.library_versions l on (l.tenant_id, l.development_id) = (h.tenant_id, h.development_id)
  where (select s.ok from wall.scope('door') s) and i.tenant_id = tenant and i.id = wanted and i.session_hash = session
    and i.ended_at is null and i.expires_at > now() and (u.id is not null or h.id is not null) limit 1
$$;

-- Counts the stems of the live passages that the open house may read and keeps the counts for all houses of its type:
-- the house asks, and cannot say what they are, nor how many. Nothing is kept where nothing is live. The most frequent
-- 20,000 of 20,000 passages.
drop function if exists wall.count_vocabulary(integer, integer);
create or replace function wall.count_vocabulary() returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  me record;
  passages text;
  many integer;
begin
  select * into me from wall.scope('house');
  -- What is only tried is nobody's library.
  if not me.ok or me.trial is not null then return; end if;
  passages := format('from public.chunks where tenant_id = %L and development_id = %L and reading_id = '
    'any (%L::uuid[]) limit 20000', me.tenant, me.development, array(select r from wall.readings() r));
  execute 'select count(*) from (select 1 ' || passages || ') as own' into many;
  if many = 0 then
    delete from public.vocabularies v where (v.tenant_id, v.development_id, v.house_types) = (me.tenant, me.development,
      array[me.house_type]);
    return;
  end if;
  insert into public.vocabularies as kept (tenant_id, development_id, house_types, library_version, passages, words)
  select me.tenant, me.development, array[me.house_type],
    coalesce((select l.version from public.library_versions l where l.tenant_id = me.tenant
      and l.development_id = me.development), 0)::text, many,
    (select string_agg(w.word || ' ' || w.ndoc, e'\n' order by w.ndoc desc, w.word) from (select word, ndoc
      from ts_stat('select search ' || passages) order by ndoc desc, word limit 20000) as w)
  on conflict (tenant_id, development_id, house_types) do update
    set library_version = excluded.library_version, passages = excluded.passages, words = excluded.words;
end $$;

-- The address that is held of the owner whose house is open: for themselves alone, never for who has only scanned.
create or replace function wall.own_email() returns text language sql stable security definer
  set search_path = pg_catalog, pg_temp as $$
  select o.email from public.homeowners o, wall.scope('house') s where s.ok and s.claimed
    and (o.tenant_id, o.id) = (s.tenant, s.homeowner) and o.ended_at is null limit 1
$$;

-- What work of our own does one at a time, until its transaction ends. Locks on what no scope may touch: whoever may
-- run any SQL may take an advisory lock, whose number can be read here.
create table if not exists wall.claims ();
create table if not exists wall.figures (tenant_id uuid primary key);
create table if not exists wall.uploads (tenant_id uuid primary key);
revoke all on wall.claims, wall.figures, wall.uploads from public;
grant update on wall.claims to openhouse_keeper;
grant select, insert, update on wall.figures, wall.uploads to openhouse_keeper;

create or replace function wall.lock_claims() returns void language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select s.ok from wall.scope('platform') s) is not true then return; end if;
  lock table wall.claims in share update exclusive mode;
end $$;

-- Of the open job's tenant.
create or replace function wall.lock_figures() returns void language sql
  security definer set search_path = pg_catalog, pg_temp as $$
  insert into wall.figures select s.tenant from wall.scope('job') s where s.ok on conflict do nothing;
  select from wall.figures where tenant_id = (select s.tenant from wall.scope('job') s) for update
$$;

-- Of the tenant of the open staff member or job.
create or replace function wall.lock_uploads() returns void language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
declare
  own uuid := coalesce((select s.tenant from wall.scope('staff') s where s.ok),
    (select s.tenant from wall.scope('job') s where s.ok));
begin
  if own is null then return; end if;
  insert into wall.uploads values (own) on conflict do nothing;
  perform from wall.uploads where tenant_id = own for update;
end $$;

-- Which of the open staff member's codes have these hashes, told by their place: a code that was made under another
-- SESSION_SECRET is not to be printed, and no hash is to be read.
create or replace function wall.genuine_codes(ids uuid[], hashes text[]) returns setof uuid language sql stable
  security definer rows 100 set search_path = pg_catalog, pg_temp as $$
  select q.id from unnest(ids[1:1000], hashes[1:1000]) as asked (id, hash) cross join lateral (select c.id
    from public.qr_tokens c where c.tenant_id = (select s.tenant from wall.scope('staff') s where s.ok)
      and c.id = asked.id and c.token_hash = asked.hash and c.revoked_at is null limit 1) as q
$$;

-- What the functions reach, for their keeper.
do $$
declare
  needed record;
  f record;
begin
  for needed in select * from (values
    ('qr_tokens', 'select (tenant_id, id, house_id, token_hash, revoked_at)'), ('qr_scans',
      'insert (id, result, ip, user_agent, prefetch)'),
    ('tenants', 'select'), ('developments', 'select'), ('staff_users', 'select, insert, update (role, full_name, '
      'password_hash, disabled_at)'), ('staff_invitations', 'select, update (accepted_at)'),
      ('staff_sessions', 'select, insert, delete'),
    ('sign_in_links', 'select (tenant_id, id, homeowner_id, token_hash, expires_at, used_at)'),
    ('homeowners', 'select (tenant_id, id, house_id, full_name, email, claimed_at, ended_at)'),
    ('houses', 'select (tenant_id, id, development_id, house_type, label, sessions_valid_from)'),
    ('impersonations', 'select'),
    ('calendar_links', 'select (tenant_id, homeowner_id, token_hash, revoked_at)'),
    ('chunks', 'select'), ('documents', 'select'),
      ('document_versions', 'select (tenant_id, document_id, version, status)'),
      ('vocabularies', 'select, insert, update, delete'), ('library_versions', 'select, insert, update'),
    ('job_status', 'select (id, tenant_id, event, event_name, subject_id, state, created_at)'),
    ('outbox', 'select (job_id)'), ('audit_log', 'select, update (details), delete'),
    ('audit_unsealed', 'select, insert, delete'), ('audit_chain', 'select, insert, delete')) as v (table_name, rights)
  loop
    execute format('grant %s on public.%I to openhouse_keeper', needed.rights, needed.table_name);
    execute format('create policy keeper_all on public.%I to openhouse_keeper using (true) with check (true)',
      needed.table_name);
  end loop;

  grant create on schema public, wall to openhouse_keeper;
  for f in select p.oid::regprocedure as name, p.proname from pg_proc p where p.pronamespace = 'wall'::regnamespace loop
    execute format('revoke all on function %s from public', f.name);
    execute format('alter function %s owner to openhouse_keeper', f.name);
    if f.proname like 'door\_%' then
      execute format('grant execute on function %s to openhouse_door', f.name);
    elsif f.proname in ('scope', 'open') then
      execute format('grant execute on function %s to openhouse_house, openhouse_staff, openhouse_job, '
        'openhouse_entry, openhouse_door, openhouse_platform', f.name);
    elsif f.proname in ('count_vocabulary', 'readings', 'own_email', 'unread_titles') then
      execute format('grant execute on function %s to openhouse_house', f.name);
    elsif f.proname = 'genuine_codes' then
      execute format('grant execute on function %s to openhouse_staff', f.name);
    elsif f.proname in ('lock_claims', 'seal_activity', 'unname_activity', 'forget_activity') then
      execute format('grant execute on function %s to openhouse_platform', f.name);
    elsif f.proname = 'lock_figures' then
      execute format('grant execute on function %s to openhouse_job', f.name);
    elsif f.proname = 'lock_uploads' then
      execute format('grant execute on function %s to openhouse_staff, openhouse_job', f.name);
    end if;
  end loop;
  -- Raised by whoever changes documents, written by nobody else.
  alter function public.raise_library_version() security definer set search_path = pg_catalog, public, pg_temp;
  revoke all on function public.raise_library_version() from public;
  alter function public.raise_library_version() owner to openhouse_keeper;
  revoke create on schema public, wall from openhouse_keeper;
end $$;

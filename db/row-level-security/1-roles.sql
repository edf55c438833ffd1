-- The second wall between tenants (E2), run in the order of the files' names, in one transaction, after the migrations
-- whenever these files or the migrations have changed. Deny by default: what is not granted and allowed here by name
-- cannot be reached. A role for each kind of scope (db/scope.ts), which nobody can log in as, and one that owns the
-- functions below.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['openhouse_house', 'openhouse_staff', 'openhouse_job', 'openhouse_entry',
    'openhouse_door', 'openhouse_platform', 'openhouse_keeper'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls noinherit', role_name);
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;
  -- To give functions to their keeper, this user must be able to become it.
  if not (select rolsuper from pg_roles where rolname = current_user)
    and not pg_has_role(current_user, 'openhouse_keeper', case
    when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
    execute 'grant openhouse_keeper to current_user';
  end if;
end $$;

create schema if not exists wall;
revoke all on schema wall from public;
revoke create on schema public from public;
grant usage on schema public, wall to openhouse_house, openhouse_staff, openhouse_job, openhouse_entry,
  openhouse_door, openhouse_platform, openhouse_keeper;

-- A temporary table could stand before a real one for those who use the connection later.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end $$;

-- What everybody may call of PostgreSQL's own and no scope needs: to end other connections, to sleep, to hold locks and
-- to keep bytes beyond a transaction. Where this user is no superuser that is not its to revoke (docs/security.md).
do $$
declare
  f record;
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then return; end if;
  for f in select oid::regprocedure as name, proname from pg_proc where pronamespace = 'pg_catalog'::regnamespace
    and (proname in ('pg_terminate_backend', 'pg_cancel_backend', 'pg_notify', 'loread', 'lowrite')
      or proname ~ '^(lo_|pg_sleep|pg_(try_)?advisory_(xact_)?lock)') loop
    execute format('revoke execute on function %s from public', f.name);
    if f.proname in ('pg_terminate_backend', 'pg_cancel_backend') then
      execute format('grant execute on function %s to pg_signal_backend', f.name);
    end if;
  end loop;
end $$;

-- Anew from nothing: what former files allowed goes.
do $$
declare
  t record;
  p record;
  grantee text;
begin
  for t in select c.oid, c.oid::regclass as name from pg_class c where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p') loop
    execute format('alter table %s enable row level security', t.name);
    execute format('alter table %s force row level security', t.name);
    for p in select polname from pg_policy where polrelid = t.oid loop
      execute format('drop policy %I on %s', p.polname, t.name);
    end loop;
    execute format('revoke all on %s from public', t.name);
  end loop;
  for grantee in select rolname from pg_roles where rolname in ('openhouse_house', 'openhouse_staff', 'openhouse_job',
    'openhouse_entry', 'openhouse_door', 'openhouse_platform', 'openhouse_keeper', 'openhouse_app',
    'openhouse_anonymous') loop
    execute format('revoke all on all tables in schema public from %I', grantee);
  end loop;
  drop function if exists app_tenant(), app_house(), app_development(), app_house_type();
end $$;

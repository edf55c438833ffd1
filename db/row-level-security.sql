-- The second wall between tenants (E2). Idempotent; run after the migrations whenever this file or the tables have changed.
-- Deny by default: a table is reachable for a role only through the rules below, and a table with tenant_id is
-- always under its tenant's policy, also one that a later migration adds.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['openhouse_app', 'openhouse_platform', 'openhouse_anonymous'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls', role_name);
    exception when duplicate_object or unique_violation then null;
    end;
    if not pg_has_role(current_user, role_name, 'member') then
      execute format('grant %I to current_user', role_name);
    end if;
  end loop;
end $$;

grant usage on schema public to openhouse_app, openhouse_platform, openhouse_anonymous;
revoke all on all tables in schema public from openhouse_app, openhouse_platform, openhouse_anonymous;
grant select, insert, update, delete on all tables in schema public to openhouse_platform;

-- Settings as functions, so that a missing one reads as null and null compares as "no row".
create or replace function app_tenant() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;
create or replace function app_house() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.house_id', true), '')::uuid $$;
create or replace function app_development() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.development_id', true), '')::uuid $$;
create or replace function app_house_type() returns text language sql stable parallel safe as $$ select nullif(current_setting('app.house_type', true), '') $$;

-- Each condition is a `case`, which the planner takes for true of every second row. Written plainly, it would multiply the share of
-- a tenant's rows, which the query's own filter has told it already, by one in so many tenants, expect a row or none, and read and sort
-- a whole tenant for one page (docs/decisions/0012).
do $$
declare
  t record;
  has_column boolean;
begin
  for t in select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p') loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('alter table %I force row level security', t.relname);
    execute format('drop policy if exists platform_all on %I', t.relname);
    execute format('create policy platform_all on %I to openhouse_platform using (true) with check (true)', t.relname);

    if exists (select from pg_attribute where attrelid = t.oid and attname = 'tenant_id' and not attisdropped) then
      execute format('drop policy if exists tenant_isolation on %I', t.relname);
      execute format('create policy tenant_isolation on %I to openhouse_app using (case when tenant_id = (select app_tenant()) then true else false end) with check (tenant_id = (select app_tenant()))', t.relname);
      if t.relname not in ('staff_users', 'staff_sessions') and t.relname not like 'engine\_%' then
        execute format('grant select, insert, update, delete on %I to openhouse_app', t.relname);
      end if;
    end if;

    -- A house's scope narrows further: to the house, to its development, to what its house type may read.
    execute format('drop policy if exists house_isolation on %I', t.relname);
    if exists (select from pg_attribute where attrelid = t.oid and attname = 'house_id' and not attisdropped) then
      execute format('create policy house_isolation on %I as restrictive to openhouse_app using (case when (select app_house()) is null then true else house_id = (select app_house()) end) with check ((select app_house()) is null or house_id = (select app_house()))', t.relname);
    end if;
    execute format('drop policy if exists development_isolation on %I', t.relname);
    if exists (select from pg_attribute where attrelid = t.oid and attname = 'development_id' and not attisdropped) then
      execute format('create policy development_isolation on %I as restrictive to openhouse_app using (case when (select app_development()) is null then true else development_id = (select app_development()) end)', t.relname);
    end if;
    execute format('drop policy if exists house_type_visibility on %I', t.relname);
    if exists (select from pg_attribute where attrelid = t.oid and attname = 'house_types' and not attisdropped) then
      execute format('create policy house_type_visibility on %I as restrictive to openhouse_app using (case when (select app_house_type()) is null then true else (select app_house_type()) = any (house_types) end)', t.relname);
    end if;
  end loop;
end $$;

drop policy if exists house_isolation on houses;
create policy house_isolation on houses as restrictive to openhouse_app using (case when (select app_house()) is null then true else id = (select app_house()) end);
drop policy if exists development_isolation on developments;
create policy development_isolation on developments as restrictive to openhouse_app using (case when (select app_development()) is null then true else id = (select app_development()) end);

drop policy if exists tenant_isolation on tenants;
create policy tenant_isolation on tenants to openhouse_app using (id = (select app_tenant()));
grant select on tenants to openhouse_app;

-- What can be read before anyone is known: no more than the door needs.
grant select on tenants, developments to openhouse_anonymous;
grant select (tenant_id, id, house_id, token_hash, revoked_at) on qr_tokens to openhouse_anonymous;
grant select on staff_users to openhouse_anonymous;
grant update (password_hash) on staff_users to openhouse_anonymous;
grant select, insert, delete on staff_sessions to openhouse_anonymous;
grant select (tenant_id, id, homeowner_id, token_hash, expires_at, used_at) on sign_in_links to openhouse_anonymous;
grant select (tenant_id, id, house_id, email, claimed_at, ended_at) on homeowners to openhouse_anonymous;
grant insert on qr_scans, error_log, llm_error_log, audit_log to openhouse_anonymous;
grant select, update on error_log to openhouse_anonymous;
do $$
declare
  table_name text;
begin
  foreach table_name in array array['tenants', 'developments', 'qr_tokens', 'staff_users', 'staff_sessions', 'sign_in_links', 'homeowners', 'qr_scans', 'error_log', 'llm_error_log', 'audit_log'] loop
    execute format('drop policy if exists anonymous_door on %I', table_name);
    execute format('create policy anonymous_door on %I to openhouse_anonymous using (true) with check (true)', table_name);
  end loop;
end $$;

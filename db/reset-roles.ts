import { buildLogins, loginName, MEMBER_OF, type Asked } from './logins.ts';

const GROUPS = [...Object.values(MEMBER_OF).flat(), 'openhouse_keeper'];

/**
 * Takes back what SQL that ran as one of our roles may have given it for later: settings (`alter role … set`), default
 * privileges, memberships, and a login's own password. Our roles have none but what the migration gives them. For the
 * tables' owner, at each start.
 */
export async function resetRoles(owner: Asked): Promise<void> {
  await buildLogins(owner);
  const { rows: known } = await owner.query<{ name: string }>('select current_database() as name');
  const logins = Object.fromEntries(
    (['app', 'platform'] as const).map((login) => [loginName(login, known[0]?.name ?? ''), MEMBER_OF[login]]),
  );
  const { rows } = await owner.query<{ command: string }>(UNDO, [
    [...GROUPS, ...Object.keys(logins)],
    JSON.stringify(logins),
    GROUPS,
  ]);
  for (const { command } of rows) await owner.query(command);
}

/**
 * The commands, in their order. Of memberships: those in our logins, which only owners have, who may make roles; and
 * those of our logins in groups that are not theirs. Only a member may change a role's default privileges.
 */
const UNDO = `
  with ours as (select oid, rolname from pg_roles where rolname = any($1::text[])),
  given as (
    select d.defaclrole::regrole as role, d.defaclobjtype as kind,
      case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
        when 'T' then 'types' else 'schemas' end as objects,
      case when d.defaclnamespace <> 0 then ' in schema ' || d.defaclnamespace::regnamespace else '' end as place,
      array(select distinct case a.grantee when 0 then 'public' else a.grantee::regrole::text end
        from aclexplode(d.defaclacl) a) as grantees
    from pg_default_acl d join ours on ours.oid = d.defaclrole
  ), undo as (
    select 1 as step, format('alter role %I reset all', ours.rolname) as command
    from pg_db_role_setting s join ours on ours.oid = s.setrole where s.setdatabase = 0
    union all
    select 1, format('alter role %I in database %I reset all', ours.rolname, d.datname)
    from pg_db_role_setting s join ours on ours.oid = s.setrole join pg_database d on d.oid = s.setdatabase
    union all
    select 2, format('revoke %I from %I', r.rolname, m.rolname)
    from pg_auth_members a join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member
    where $2::jsonb ? r.rolname and not m.rolsuper and not m.rolcreaterole and m.rolname <> current_user
      or $2::jsonb ? m.rolname and r.rolname = any($3::text[]) and not $2::jsonb -> m.rolname ? r.rolname
    union all
    select 3, format('grant %s to current_user', role) from given
    where not pg_has_role(role::oid, 'usage')
    union all
    select 4, format('alter default privileges for role %s%s revoke all on %s from %s', role, place, objects,
      array_to_string(grantees, ', ')) from given where cardinality(grantees) > 0
    union all
    select 5, format('alter default privileges for role %s grant all on %s to %1$s', role, objects) from given
    where place = ''
    union all
    select 5, format('alter default privileges for role %s grant %s on %s to public', role,
      case kind when 'f' then 'execute' else 'usage' end, objects) from given where place = '' and kind in ('f', 'T')
    union all
    select 6, format('revoke %s from current_user', role) from given where not pg_has_role(role::oid, 'usage')
  )
  select distinct step, command from undo order by step, command`;

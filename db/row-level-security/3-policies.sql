-- What each kind of scope may do with which rows. `wall.allow` grants `rights` and writes the policy with `rows` (and
-- `new_rows` for what is written, else the same); row-level-security.test.ts holds the same as an expectation, table by
-- table. Conditions are a `case`, which the planner takes for true of every second row. Written plainly, they would
-- multiply the share of a tenant's rows, which the query's own filter has told it already, by one in so many tenants,
-- expect a row or none, and read and sort a whole tenant for one page (docs/decisions/0012). Looks into other tables
-- are scalars with a limit, which the planner cannot turn into joins.
create or replace function wall.allow(kind text, tables text, rights text, row_rule text, new_row_rule text default
  null) returns void language plpgsql as $$
declare
  table_name text;
  verb text;
  clause text := case when row_rule = 'true' then 'true'
    else format('case when %s then true else false end', row_rule) end;
begin
  foreach table_name in array string_to_array(tables, ' ') loop
    execute format('grant %s on public.%I to %I', rights, table_name, 'openhouse_' || kind);
    foreach verb in array array['select', 'insert', 'update', 'delete'] loop
      continue when rights !~ ('\m' || verb || '\M');
      execute format('create policy %I on public.%I for %s to %I', kind || '_' || verb || '_'
        || md5(concat(rights, row_rule, new_row_rule)),
        table_name, verb, 'openhouse_' || kind)
        || case when verb <> 'insert' then format(' using (%s)', clause) else '' end
        || case when verb in ('insert', 'update') then format(' with check (%s)', coalesce(new_row_rule, row_rule))
          else '' end;
    end loop;
  end loop;
end $$;
revoke all on function wall.allow(text, text, text, text, text) from public;

-- The platform: all rows, without a condition, which would keep an index over an expression (`lower(email)`) from being
-- used. Its wall is that nobody but the platform's own login can become this role. What was done is only added to, and
-- its chain is the functions' of 4-activity-chain.sql.
do $$
declare
  t record;
begin
  for t in select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace
    and c.relkind in ('r', 'p') loop
    execute format('grant %s on public.%I to openhouse_platform', case
      when t.relname in ('audit_log', 'audit_verifications') then 'select, insert'
      when t.relname in ('audit_chain', 'audit_unsealed') then 'select'
      else 'select, insert, update, delete' end, t.relname);
    execute format('create policy platform_all on public.%I to openhouse_platform using (true) with check (true)',
      t.relname);
  end loop;
end $$;

-- Staff and jobs: rows of their tenant.
do $$
declare
  own constant text := 'tenant_id = (select s.tenant from wall.scope(%L) s)';
  staff constant text := format(own, 'staff');
  job constant text := format(own, 'job');
  -- An event is one that its writer's work asks for, and names its tenant, so that no job of another tenant can be
  -- asked for.
  event_of constant text := ' and event #>> ''{data,tenant_id}'' = tenant_id::text and event ->> ''name'' = any '
    '(''%s'')';
  -- A mail tells of a row that asks for it, written in this very transaction.
  staff_mail constant text := ' and event #>> ''{data,tenant_id}'' = tenant_id::text and event ->> ''name'' = '
    '''mail/send'' and case event #>> ''{data,mail}'' when ''invitation'' then (select true from public.invitations i '
    'where i.tenant_id = (event #>> ''{data,tenant_id}'')::uuid and i.id = (event #>> ''{data,id}'')::uuid and '
    'i.created_at = now()::timestamptz(3) limit 1) when ''staff-invitation'' then (select true from '
    'public.staff_invitations i where i.tenant_id = (event #>> ''{data,tenant_id}'')::uuid and i.id = (event #>> '
    '''{data,id}'')::uuid and i.created_at = now()::timestamptz(3) limit 1) when ''builder-answer'' then (select true '
    'from public.builder_answers a where a.tenant_id = (event #>> ''{data,tenant_id}'')::uuid and a.id = (event #>> '
    '''{data,id}'')::uuid and a.created_at = now()::timestamptz(3) limit 1) end is true';
  -- Who does something is who acts in the scope; when is now (4-one-way.sql).
  by_itself constant text := ' and (actor_kind, coalesce(actor_id, ''''), coalesce(impersonator_id, '''')) = (select '
    's.actor_kind, coalesce(s.actor, ''''), coalesce(s.impersonator, '''') from wall.scope(%L) s)';
  -- Of mails, those about a defect whose message was written in this very transaction.
  mail_of_defect constant text := ' and (event ->> ''name'' <> ''mail/send'' or event #>> ''{data,mail}'' = '
    '''defect-news'' and (select true from public.defect_messages m where m.tenant_id = (select s.tenant from '
    'wall.scope(''staff'') s) and m.id = (event #>> ''{data,id}'')::uuid and m.side = ''builder'' and m.created_at = '
    'now()::timestamptz(3) limit 1))';
  -- Of mails, jobs ask for those that tell an owner of a notice, each written down.
  mail_of_notice constant text := ' and event ->> ''name'' = ''mail/send'' and event #>> ''{data,tenant_id}'' = '
    'tenant_id::text and event #>> ''{data,mail}'' = ''notice'' and (select true from public.notice_mails n where '
    'n.tenant_id = (select s.tenant from wall.scope(''job'') s) and n.id = (event #>> ''{data,id}'')::uuid limit 1) '
    'is true';
  -- And of an answer that has changed, likewise.
  mail_of_telling constant text := ' and event ->> ''name'' = ''mail/send'' and event #>> ''{data,tenant_id}'' = '
    'tenant_id::text and event #>> ''{data,mail}'' = ''changed-answer'' and (select true from public.change_tellings '
    't where t.tenant_id = (select s.tenant from wall.scope(''job'') s) and t.id = (event #>> ''{data,id}'')::uuid '
    'limit 1) is true';
  -- Where a version's file is stored follows from what it is, so that no row leads to another's file.
  its_file constant text := ' and storage_key = concat(tenant_id, ''/'', document_id, ''/'', id, ''.'', kind)';
begin
  perform wall.allow('staff', 'tenants', 'select', replace(staff, 'tenant_id', 'id'));
  -- Settings: how owners see and reach the builder, and what holds for a development.
  perform wall.allow('staff', 'tenants', 'update (brand, support_email, support_phone)',
    replace(staff, 'tenant_id', 'id'));
  perform wall.allow('staff', 'developments', 'update (emergency_phone, asks_surname, after_sales, '
    'rule_set, holds_codes, papers_matched_at)', staff);
  perform wall.allow('staff', 'developments house_types documents document_versions document_pages recognised_pages '
    'likenesses chunks library_versions vocabularies points_of_interest houses messages message_feedback '
    'document_receipts builder_questions analytics_days analytics_parts analytics_runs llm_usage wrong_names', 'select',
    staff);
  -- Is a question its owner's, or of somebody who had only scanned the code?
  perform wall.allow('staff', 'conversations', 'select (tenant_id, id, session_id)', staff);
  -- A question is answered in words that stay as they were sent.
  perform wall.allow('staff', 'builder_questions', 'update (answered_at)', staff, staff || ' and answered_at is not '
    'null');
  perform wall.allow('staff', 'builder_answers', 'select, insert', staff, staff || ' and seen_at is null and mailed_at '
    'is null and mail_failed_at is null');
  perform wall.allow('staff', 'homeowners', 'select (tenant_id, id, house_id, full_name, email, claimed_at, ended_at, '
    'created_at, last_seen_on, name_order, claimed_order, seen_order)', staff);
  -- Who buys a house is written down and put right until they take it; who leaves it stays as they were.
  perform wall.allow('staff', 'homeowners', 'insert', 'false', staff || ' and claimed_at is null and claimed_with is '
    'null and ended_at is null and last_seen_on is null');
  perform wall.allow('staff', 'homeowners', 'update (full_name, email)', staff || ' and claimed_at is null and '
    'ended_at is null');
  perform wall.allow('staff', 'homeowners', 'update (ended_at)', staff || ' and ended_at is null',
    staff || ' and ended_at is not null');
  perform wall.allow('staff', 'invitations', 'select, insert', staff);
  -- Colleagues: their names, what they may, and whether they still may; and who is asked to become one.
  perform wall.allow('staff', 'staff_users', 'select (id, tenant_id, role, email, full_name, disabled_at, created_at), '
    'update (role, disabled_at)', staff, staff || ' and role <> ''admin''');
  perform wall.allow('staff', 'staff_sessions', 'select (user_id, tenant_id), delete', staff);
  perform wall.allow('staff', 'staff_invitations', 'select (tenant_id, id, email, role, created_at, expires_at, '
    'accepted_at, revoked_at, mailed_at, mail_failed_at), update (revoked_at)', staff);
  perform wall.allow('staff', 'staff_invitations', 'insert', 'false', staff || ' and accepted_at is null and '
    'revoked_at is null and expires_at < now() + interval ''8 days''');
  perform wall.allow('staff', 'qr_scans', 'select (id, tenant_id, house_id, result, prefetch, scanned_at)', staff);
  perform wall.allow('staff', 'documents', 'insert, update (title, category, house_types, must_read, updated_at, '
    'deleted_at, ends_on, ended)',
    staff);
  perform wall.allow('staff', 'document_versions', 'update (status, progress, reason)', staff);
  perform wall.allow('staff', 'document_versions', 'insert', 'false', staff || its_file);
  -- What is asked of an upload, and the answer.
  perform wall.allow('staff', 'likenesses', 'insert, update (asked, held)', staff);
  -- Checks are staff's, what became of them is found by jobs; a decision about what was found is staff's again.
  perform wall.allow('staff', 'answer_checks', 'select, delete, update (approved, approved_at, approved_by, outcome, '
    'version)', staff);
  perform wall.allow('staff', 'answer_checks', 'insert', 'false', staff || ' and approved is null and answer is null '
    'and outcome is null and asked_at is null and version = 1');
  perform wall.allow('staff', 'check_trials', 'select, update (held, waived)', staff, staff || ' and not held');
  perform wall.allow('staff', 'check_results', 'select, update (outcome, approved)', staff);
  -- What was told and has changed: jobs find it, staff decide once, and jobs tell.
  perform wall.allow('staff', 'changed_answers change_tellings', 'select', staff);
  perform wall.allow('staff', 'answer_citations', 'select, update (passage, page, ended)', staff);
  perform wall.allow('staff', 'changed_passages', 'select', staff);
  perform wall.allow('staff', 'changed_passages', 'update (state, wording, decided_by, decided_at, version)',
    staff || ' and state = ''open''', staff || ' and state <> ''open''');
  perform wall.allow('job', 'answer_citations', 'select, update (passage, revision)', job);
  perform wall.allow('job', 'changed_passages', 'select, insert, delete, update (was, was_page, now, now_page, '
    'in_version, version)', job || ' and state = ''open''');
  perform wall.allow('job', 'changed_passages', 'select', job);
  perform wall.allow('job', 'changed_answers', 'select, insert, delete', job);
  perform wall.allow('job', 'change_tellings', 'select, insert, update (mailed_at, mail_failed_at)', job);
  -- Papers of the handover: jobs find them, staff decide about what was found.
  perform wall.allow('staff', 'handover_papers', 'select, insert, update (state, document_id, page, quote, '
    'fingerprint, names, valid_until, copies, decision, refused, decided_by, decided_at, version)', staff);
  perform wall.allow('staff', 'houses', 'update (papers_confirmed, papers_found, papers_complete)', staff);
  perform wall.allow('job', 'handover_readings', 'select, insert, update (development_id, reading_id, rules, cover, '
    'finds)', job);
  perform wall.allow('job', 'handover_papers', 'select, insert, update (state, document_id, page, quote, fingerprint, '
    'names, valid_until, copies, decision, version), delete', job);
  perform wall.allow('job', 'houses', 'update (papers_confirmed, papers_found, papers_complete)', job);
  perform wall.allow('job', 'answer_checks', 'select, update (answer, outcome, asked_at, version)', job);
  perform wall.allow('job', 'check_trials check_results', 'select, insert, update, delete', job);
  perform wall.allow('staff', 'chunks vocabularies', 'delete', staff);
  -- Pages, passages and vectors follow the house types of their document.
  perform wall.allow('staff', 'chunks document_pages', 'update (house_types)', staff);
  perform wall.allow('staff', 'chunk_embeddings', 'select (tenant_id, development_id, chunk_id, house_types), update '
    '(house_types)', staff);
  perform wall.allow('staff', 'houses', 'update (address, eircode, latitude, longitude, location_source, '
    'location_precision, located_address, located_at)', staff);
  perform wall.allow('staff', 'job_status', 'select', staff);
  -- Codes are made and revoked by staff, who lock the owner and end what came of a code before the claim.
  perform wall.allow('staff', 'qr_tokens', 'select (tenant_id, id, house_id, created_at, revoked_at), insert, update '
    '(revoked_at)', staff);
  perform wall.allow('staff', 'homeowners', 'select (claimed_with), update (claimed_at)', staff, 'false');
  perform wall.allow('staff', 'houses', 'update (sessions_valid_from)', staff);
  perform wall.allow('staff', 'job_status outbox', 'insert', 'false', staff || format(event_of,
    '{document/uploaded,document/recognition.requested,document/stop.requested,house/geocode.requested,'
    'points-of-interest/refresh.requested,notice/published,care/terms.requested,houses/import.requested,'
    'checks/run.requested,handover/papers.requested,citations/look.requested,change/tell.requested,mail/send}')
    || mail_of_defect);
  -- Care: what staff write to owners, and what they do about defects and with what documents say of time.
  perform wall.allow('staff', 'notices', 'select, insert, update (title, body, audience, house_types, house_ids, '
    'starts_at, ends_at, mail, withdrawn_at, version, updated_at)', staff);
  perform wall.allow('staff', 'notice_reads notice_mails defect_photos', 'select', staff);
  perform wall.allow('staff', 'defects', 'select, update (trade, state, due_on, visit_on, closed_by_builder_at, '
    'version, updated_at)', staff);
  perform wall.allow('staff', 'defect_messages', 'select, insert', staff, staff || ' and side = ''builder''');
  perform wall.allow('staff', 'care_terms', 'select, update (subject, count, unit, state, version, updated_at)', staff);
  perform wall.allow('staff', 'houses', 'update (handed_over_on)', staff);
  -- Files of houses: written down with what they would change; a job does it.
  perform wall.allow('staff', 'house_imports', 'select (tenant_id, id, file_name, findings, created_at, applied_at, '
    'added, changed, unchanged)', staff);
  perform wall.allow('staff', 'house_imports', 'insert', 'false', staff || ' and applied_at is null');
  perform wall.allow('staff', 'job_status outbox', 'insert', 'false', staff || staff_mail);
  perform wall.allow('staff', 'audit_log', 'select', staff);
  perform wall.allow('staff', 'audit_log', 'insert', 'false', staff || format(by_itself, 'staff'));

  perform wall.allow('job', 'tenants', 'select', replace(job, 'tenant_id', 'id'));
  perform wall.allow('job', 'house_types library_versions messages message_feedback llm_usage qr_scans', 'select', job);
  perform wall.allow('job', 'builder_questions', 'select, update (mailed_at, mail_failed_at)', job);
  perform wall.allow('job', 'conversations', 'select (tenant_id, id, session_id)', job);
  perform wall.allow('job', 'builder_answers', 'select, update (mailed_at, mail_failed_at)', job);
  perform wall.allow('job', 'sign_in_links', 'select, update (expires_at)', job);
  perform wall.allow('job', 'invitations', 'select, update (mailed_at, mail_failed_at)', job);
  perform wall.allow('job', 'staff_invitations', 'select, update (mailed_at, mail_failed_at)', job);
  perform wall.allow('job', 'wrong_names', 'select', job);
  perform wall.allow('job', 'logbooks', 'select, update (sha256, size_bytes, ready_at, reason)', job);
  perform wall.allow('job', 'qr_tokens', 'select, insert, update (revoked_at)', job);
  perform wall.allow('job', 'homeowners', 'select, update (claimed_at)', job, 'false');
  -- An import of houses writes down who buys them, and puts that right until they move in.
  perform wall.allow('job', 'house_imports', 'select, update (file, findings, applied_at, added, changed, unchanged)',
    job);
  perform wall.allow('job', 'houses', 'insert', 'false', job);
  perform wall.allow('job', 'houses', 'update (house_type, address, eircode)', job);
  perform wall.allow('job', 'homeowners', 'insert', 'false', job || ' and claimed_at is null and claimed_with is null '
    'and ended_at is null and last_seen_on is null');
  perform wall.allow('job', 'homeowners', 'update (full_name, email)', job || ' and claimed_at is null and ended_at is '
    'null');
  perform wall.allow('job', 'documents document_pages recognised_pages likenesses chunks chunk_embeddings '
    'points_of_interest analytics_days analytics_parts analytics_runs', 'select, insert, update, delete', job);
  perform wall.allow('job', 'document_versions', 'select, update (status, progress, reason, warnings, pages, '
    'ready_at), delete', job);
  perform wall.allow('job', 'document_versions', 'insert', 'false', job || its_file);
  perform wall.allow('job', 'vocabularies', 'select, delete', job);
  perform wall.allow('job', 'developments', 'select, update (embedding_model, places_refreshed_at, '
    'papers_version, papers_matched_at)', job);
  perform wall.allow('job', 'houses', 'select, update (latitude, longitude, location_source, location_precision, '
    'located_address, located_at, sessions_valid_from)', job);
  perform wall.allow('job', 'job_status', 'select, update (state, run_id, step, attempt, error, progress, history, '
    'started_at, deadline_at, updated_at, finished_at)', job);
  perform wall.allow('job', 'job_status outbox', 'insert', 'false', job || format(event_of,
    '{document/uploaded,document/recognition.requested,development/reindex.requested,citations/look.requested}'));
  perform wall.allow('job', 'job_status outbox', 'insert', 'false', job || mail_of_notice);
  perform wall.allow('job', 'job_status outbox', 'insert', 'false', job || mail_of_telling);
  -- Care: mails about notices and defects, and what documents say of time.
  perform wall.allow('job', 'notices', 'select, update (mailed_at)', job);
  perform wall.allow('job', 'notice_mails', 'select, insert, update (mailed_at, mail_failed_at)', job);
  perform wall.allow('job', 'owner_settings defects defect_messages', 'select', job);
  perform wall.allow('job', 'care_terms', 'select, insert, update, delete', job);
  perform wall.allow('job', 'audit_log', 'insert', 'false', job || format(by_itself, 'job'));
end $$;

-- Who comes in by a code, a link or a claim, or goes out: the house that it is about, and the session.
do $$
declare
  its_tenant constant text := 'tenant_id = (select s.tenant from wall.scope(''entry'') s)';
  its_house constant text := '(tenant_id, house_id) = (select s.tenant, s.house from wall.scope(''entry'') s)';
  its_development constant text := ' and development_id = (select h.development_id from public.houses h where '
    '(h.tenant_id, h.id) = (select s.tenant, s.house from wall.scope(''entry'') s) limit 1)';
  its_owner constant text := '(select o.id from public.homeowners o where (o.tenant_id, o.house_id) = (select '
    's.tenant, s.house from wall.scope(''entry'') s) and o.ended_at is null limit 1)';
  its_session constant text := 'session_id = (select s.session from wall.scope(''entry'') s)';
  -- The owner, known by the session or link that the scope was opened for, or by the claim that it has just made.
  by_its_owner constant text := ' and actor_kind = ''homeowner'' and impersonator_id is null and actor_id = ' ||
    its_owner || '::text and ((select s.actor_kind from wall.scope(''entry'') s) = ''homeowner'' or action = '
    '''house.claimed'' and (select true from public.homeowners o where o.tenant_id = audit_log.tenant_id and '
    'o.id::text = actor_id and o.claimed_with = (select s.session from wall.scope(''entry'') s) limit 1))';
begin
  perform wall.allow('entry', 'tenants', 'select (id, slug, name, support_email, support_phone, retired_at)',
    replace(its_tenant, 'tenant_id', 'id'));
  perform wall.allow('entry', 'developments', 'select (tenant_id, id, name, asks_surname, holds_codes, '
    'closed_at)', its_tenant || replace(its_development, 'and development_id', 'and id'));
  perform wall.allow('entry', 'library_versions', 'select', its_tenant || its_development);
  perform wall.allow('entry', 'houses', 'select (tenant_id, id, development_id, house_type, label, '
    'sessions_valid_from, papers_complete), update (sessions_valid_from)', replace(its_house, 'house_id', 'id'));
  perform wall.allow('entry', 'homeowners', 'select (tenant_id, id, house_id, full_name, claimed_at, claimed_with, '
    'last_seen_on, ended_at), update (claimed_at, claimed_with)', its_house || ' and ended_at is null',
    its_house || ' and ended_at is null and claimed_with = (select s.session from wall.scope(''entry'') s)');
  -- Codes are locked while a session is made of one, never changed.
  perform wall.allow('entry', 'qr_tokens', 'select (tenant_id, id, house_id, revoked_at), update (revoked_at)',
    its_house, 'false');
  -- Until no token of the session can be good any more.
  perform wall.allow('entry', 'revoked_tokens', 'select, insert', its_tenant || ' and ' || its_session, its_tenant ||
    ' and ' || its_session || ' and expires_at > now() + interval ''30 days''');
  perform wall.allow('entry', 'sign_in_links',
    'select (tenant_id, id, homeowner_id, created_at, expires_at, used_at), update (used_at)', its_tenant ||
    ' and homeowner_id = ' || its_owner);
  -- The claim makes the session's chats the owner's: the session's own claim, and its owner's.
  perform wall.allow('entry', 'conversations', 'select (tenant_id, session_id), update (session_id)', its_house ||
    ' and (' || its_session || ' or session_id is null)', its_house || ' and session_id is null and (select true from '
    'public.homeowners o where o.tenant_id = conversations.tenant_id and o.id = conversations.homeowner_id and '
    'o.ended_at is null and o.claimed_with = (select s.session from wall.scope(''entry'') s) limit 1) is true');
  -- The device that is signed in by this, with what its owner has accepted by the claim or as who they are.
  perform wall.allow('entry', 'owner_sessions', 'select (tenant_id, session_id), insert, update (last_seen_at, '
    'ended_at)', its_house || ' and ' || its_session || ' and homeowner_id = ' || its_owner);
  perform wall.allow('entry', 'consents', 'insert', 'false', its_tenant || ' and homeowner_id = ' || its_owner ||
    ' and ((select s.actor_kind from wall.scope(''entry'') s) = ''homeowner'' or (select true from public.homeowners o '
    'where o.tenant_id = consents.tenant_id and o.id = consents.homeowner_id and o.claimed_with = (select s.session '
    'from wall.scope(''entry'') s) limit 1))');
  perform wall.allow('entry', 'qr_scans', 'insert', 'false', its_house || ' and result in (''ok'', ''claimed'', '
    '''revoked'') and length(ip) <= 100 and length(user_agent) <= 1000 and scanned_at = now()::timestamptz(3)');
  perform wall.allow('entry', 'audit_log', 'insert', 'false', its_tenant || by_its_owner);
end $$;

-- A house.
do $$
declare
  its_house constant text := '(tenant_id, house_id) = (select s.tenant, s.house from wall.scope(''house'') s)';
  its_owner constant text := '(tenant_id, house_id, homeowner_id) = (select s.tenant, s.house, s.homeowner from '
    'wall.scope(''house'') s)';
  its_person constant text := '(tenant_id, homeowner_id) = (select s.tenant, s.homeowner from wall.scope(''house'') s)';
  its_development constant text := '(tenant_id, development_id) = (select s.tenant, s.development from '
    'wall.scope(''house'') s)';
  its_tenant constant text := 'tenant_id = (select s.tenant from wall.scope(''house'') s)';
  its_type constant text := ' and (select s.house_type from wall.scope(''house'') s) = any (house_types)';
  -- The owner's, or before the claim those that the session itself began; the claiming session's became the owner's,
  -- also under its questions of before.
  its_session constant text := ' and (session_id = (select s.session from wall.scope(''house'') s) or session_id is '
    'null and ((select s.claimed from wall.scope(''house'') s)'
    ' or (select true from public.homeowners o where (o.tenant_id, o.id, o.claimed_with) = (select s.tenant, '
      's.homeowner, s.session from wall.scope(''house'') s) limit 1)))';
  -- What is told or made by a job is the row that the house writes in this very transaction.
  its_new_row constant text := '(select true from public.%s q where q.tenant_id = (select s.tenant from '
    'wall.scope(''house'') s) and q.id = (event #>> ''{data,id}'')::uuid and q.created_at = now()::timestamptz(3) '
    'limit 1)';
  its_job constant text := its_tenant || ' and event #>> ''{data,tenant_id}'' = tenant_id::text and case event ->> '
    '''name'' when ''mail/send'' then case event #>> ''{data,mail}'' when ''builder-question'' then ' ||
    format(its_new_row, 'builder_questions') || ' when ''wrong-name'' then ' || format(its_new_row, 'wrong_names') ||
    ' when ''defect-news'' then (select true from public.defect_messages m where m.tenant_id = (select s.tenant from '
    'wall.scope(''house'') s) and m.id = (event #>> ''{data,id}'')::uuid and m.side = ''owner'' and m.created_at = '
    'now()::timestamptz(3) limit 1) else false end when ''logbook/requested'' then ' ||
    format(its_new_row, 'logbooks') || ' else false end';
  -- A notice that is meant for it, while it holds; what it has for audience is looked at here alone.
  its_notice constant text := ' and withdrawn_at is null and starts_at <= now() and coalesce(ends_at > now(), true) '
    'and case audience when ''development'' then true when ''types'' then (select s.house_type from '
    'wall.scope(''house'') s) = any (house_types) else (select s.house from wall.scope(''house'') s) = any '
    '(house_ids) end';
  of_its_defect constant text := ' and (select true from public.defects d where d.tenant_id = %1$s.tenant_id and d.id '
    '= %1$s.defect_id limit 1) is true';
  in_conversation constant text := ' and (select true from public.conversations c where c.tenant_id = '
    'messages.tenant_id and c.id = messages.conversation_id limit 1) is true';
begin
  -- Why a builder is retired is its staff's to read.
  perform wall.allow('house', 'tenants', 'select (id, slug, name, brand, support_email, support_phone, created_at, '
    'retired_at)', replace(its_tenant, 'tenant_id', 'id'));
  perform wall.allow('house', 'developments', 'select', replace(its_development, 'development_id', 'id'));
  perform wall.allow('house', 'house_types library_versions points_of_interest', 'select', its_development);
  perform wall.allow('house', 'houses', 'select', replace(its_house, 'house_id', 'id'));
  perform wall.allow('house', 'homeowners', 'select (tenant_id, id, house_id, full_name, claimed_at, claimed_with, '
    'last_seen_on, ended_at), update (last_seen_on)', its_house || ' and ended_at is null');
  perform wall.allow('house', 'revoked_tokens', 'select', its_tenant ||
    ' and session_id = (select s.session from wall.scope(''house'') s)');
  perform wall.allow('house', 'documents', 'select', its_development || its_type ||
    ' and deleted_at is null and live_version_id is not null and coalesce(ends_on > timezone(''Europe/Dublin'', '
    'now())::date, true)');
  -- Of the library as it stands: words of what was deleted or taken from the type since then are nobody's to read.
  perform wall.allow('house', 'vocabularies', 'select', its_development || its_type || ' and library_version = '
    'coalesce((select l.version::text from public.library_versions l where (l.tenant_id, l.development_id) = (select '
    's.tenant, s.development from wall.scope(''house'') s) limit 1), ''0'')');
  -- Of live readings of documents of its type, which are looked up once a statement and hashed.
  perform wall.allow('house', 'chunks chunk_embeddings', 'select', its_development ||
    ' and reading_id in (select r from wall.readings() r)');
  perform wall.allow('house', 'document_versions', 'select', its_tenant ||
    ' and (select true from public.documents d where d.tenant_id = document_versions.tenant_id and d.id = '
    'document_versions.document_id and d.live_version_id = document_versions.id limit 1) is true');
  -- Not what was left out of a page, which may be hidden text.
  perform wall.allow('house', 'document_pages', 'select (tenant_id, version_id, reading_id, page, document_id, '
    'house_types, text, headings, has_text, error, label, role, confidence, recognised)', its_tenant || its_type ||
    ' and (select true from public.documents d where d.tenant_id = document_pages.tenant_id and d.id = '
    'document_pages.document_id and d.live_reading_id = document_pages.reading_id limit 1) is true');
  perform wall.allow('house', 'conversations', 'select, insert, update (name, updated_at)', its_owner || its_session);
  -- Of versions that it may read.
  perform wall.allow('house', 'document_receipts', 'select, insert', its_owner ||
    ' and (select true from public.document_versions v where v.tenant_id = document_receipts.tenant_id and v.id = '
    'document_receipts.version_id and v.document_id = document_receipts.document_id limit 1) is true');
  perform wall.allow('house', 'messages', 'select, insert', its_owner || in_conversation);
  -- What its answers cited, and what has become of that.
  perform wall.allow('house', 'answer_citations', 'insert', 'false', its_owner || ' and not ended and (select true '
    'from public.messages m where m.tenant_id = answer_citations.tenant_id and m.id = answer_citations.message_id '
    'limit 1) is true');
  perform wall.allow('house', 'changed_answers', 'select', its_owner);
  perform wall.allow('house', 'changed_passages', 'select (tenant_id, id, document_id, cause, was_page, now_page, '
    'state, wording, decided_at)', its_tenant || ' and (select true from public.changed_answers a where a.tenant_id = '
    'changed_passages.tenant_id and a.change_id = changed_passages.id limit 1) is true');
  perform wall.allow('house', 'change_tellings', 'select, update (seen_at)', its_owner);
  -- Why an answer of its own was given, of which it is told nothing: the platform's alone to read.
  perform wall.allow('house', 'answer_traces', 'insert', 'false', its_house || ' and ' || its_development ||
    ' and (select true from public.messages m where m.tenant_id = answer_traces.tenant_id and m.id = '
    'answer_traces.message_id limit 1) is true');
  perform wall.allow('house', 'message_feedback', 'select, insert, update (rating, comment, updated_at)', its_house ||
    ' and (select true from public.messages m where m.tenant_id = message_feedback.tenant_id and m.id = '
    'message_feedback.message_id limit 1) is true');
  perform wall.allow('house', 'builder_questions', 'select, insert', its_house ||
    ' and (select true from public.messages m where m.tenant_id = builder_questions.tenant_id and m.id = '
    'builder_questions.message_id limit 1) is true');
  perform wall.allow('house', 'builder_answers', 'select, update (seen_at)', its_house ||
    ' and (select true from public.builder_questions q where q.tenant_id = builder_answers.tenant_id and q.id = '
    'builder_answers.question_id limit 1) is true');
  perform wall.allow('house', 'notices', 'select', its_development || its_notice);
  perform wall.allow('house', 'notice_reads', 'select, insert', its_owner, its_owner || ' and (select true from '
    'public.notices n where n.tenant_id = notice_reads.tenant_id and n.id = notice_reads.notice_id limit 1) is true');
  perform wall.allow('house', 'owner_settings', 'select, insert, update (notice_mails, updated_at)', its_owner);
  -- What an owner reports begins as reported, and is the owner's and the builder's: no next owner's.
  perform wall.allow('house', 'defects', 'select, insert', its_owner, its_owner || ' and ' || its_development ||
    ' and state = ''reported'' and version = 1');
  perform wall.allow('house', 'defects', 'update (state, closed_by_owner_at, version, updated_at)', its_owner);
  perform wall.allow('house', 'defect_photos', 'select, insert', its_owner || format(of_its_defect, 'defect_photos'),
    its_owner || format(of_its_defect, 'defect_photos') || ' and storage_key = concat(tenant_id, ''/'', defect_id, '
    '''/'', id, ''.jpg'')');
  perform wall.allow('house', 'defect_messages', 'select, insert', its_owner || format(of_its_defect,
    'defect_messages'), its_owner || format(of_its_defect, 'defect_messages') || ' and side = ''owner''');
  -- What staff have confirmed of documents that the house may read.
  perform wall.allow('house', 'care_terms', 'select', its_development || ' and state = ''confirmed'' and (select true '
    'from public.documents d where d.tenant_id = care_terms.tenant_id and d.id = care_terms.document_id limit 1) is '
    'true');
  perform wall.allow('house', 'care_done', 'select, insert, delete', its_owner, its_owner || ' and (select true from '
    'public.care_terms t where t.tenant_id = care_done.tenant_id and t.id = care_done.term_id limit 1) is true');
  perform wall.allow('house', 'calendar_links', 'select, insert, update (revoked_at)', its_owner);
  perform wall.allow('house', 'audit_log', 'insert', 'false', its_tenant || ' and actor_kind = ''homeowner'' and '
    '(actor_id, coalesce(impersonator_id, '''')) = (select s.homeowner::text, coalesce(s.impersonator, '''') from '
    'wall.scope(''house'') s)');
  perform wall.allow('house', 'consents', 'select, insert', its_person);
  perform wall.allow('house', 'owner_sessions', 'select', its_owner);
  -- Who of the platform's staff acted as its owner, without who it was: when and why.
  perform wall.allow('house', 'impersonations', 'select (tenant_id, id, house_id, homeowner_id, reason, write_reason, '
    'created_at, expires_at, ended_at)', its_owner);
  perform wall.allow('house', 'logbooks', 'select, insert', its_owner, its_owner || ' and sha256 is null and '
    'ready_at is null and reason is null');
  perform wall.allow('house', 'wrong_names', 'select, insert', its_owner ||
    ' and session_id = (select s.session from wall.scope(''house'') s)');
  -- Mail about what the house says in this very transaction, its own logbook, and no other job.
  perform wall.allow('house', 'outbox', 'insert', 'false', its_job);
  perform wall.allow('house', 'job_status', 'insert', 'false', its_job || ' and subject_type = case when event ->> '
    '''name'' = ''mail/send'' then ''mail'' else ''logbook'' end and subject_id = (event #>> ''{data,id}'')::uuid and '
    'replay_of is null');
end $$;
drop function wall.allow(text, text, text, text, text);

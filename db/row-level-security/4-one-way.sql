-- What only ever goes one way, whoever writes it in a scope that is not the platform's: a claim is made once, sessions
-- that have ended stay ended, used links and revoked codes stay so, a job begins as one that waits, and a moment that
-- says when something was written is now. The process's clock and the database's may be an hour apart, as for tickets.
create or replace function wall.keep_claim() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  if old.claimed_at is not null or old.claimed_with is not null or new.claimed_at is null or new.claimed_with is null
    or abs(extract(epoch from new.claimed_at - now())) > 3600 then
    raise exception 'A house is claimed once, now, by a session.' using errcode = '42501';
  end if;
  return new;
end $$;

create or replace function wall.keep_owner_ended() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  if old.ended_at is not null or abs(extract(epoch from new.ended_at - now())) > 3600 then
    raise exception 'Who has moved out has moved out, now.' using errcode = '42501';
  end if;
  return new;
end $$;

create or replace function wall.keep_sessions_ended() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  if new.sessions_valid_from < old.sessions_valid_from or new.sessions_valid_from > now() + interval '1 hour' then
    raise exception 'Sessions that have ended stay ended, and none ends that has not begun.' using errcode = '42501';
  end if;
  return new;
end $$;

-- By the database's clock, as whoever writes and asks for links counts (db/queries/identity/sessions.ts).
create or replace function wall.keep_link_used() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  if old.used_at is not null or new.expires_at is distinct from old.expires_at
    and (old.expires_at <= now() or new.expires_at > now() + interval '2 hours') then
    raise exception 'A sign-in link that is used or dead stays so, and none lives for long.' using errcode = '42501';
  end if;
  return new;
end $$;

create or replace function wall.keep_invitation_ended() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'An invitation that was accepted or taken back stays so.' using errcode = '42501';
end $$;

create or replace function wall.keep_code_revoked() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'A revoked code stays revoked.' using errcode = '42501';
end $$;

-- As its keeper, since a house may read no job. No use case accepts more than two jobs in a transaction; several may
-- begin in one moment. An event names rows by known fields, in a few hundred bytes.
create or replace function wall.begin_job() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if new.event #>> '{data,job_id}' is distinct from new.id::text or new.state <> 'queued' or new.run_id is not null
    or new.step is not null or new.attempt <> 0 or new.progress <> 0 or new.error is not null or new.history <> '[]'
    or new.started_at is not null or new.finished_at is not null or new.allowed_minutes not between 1 and 20000
    or new.deadline_at not between now() - interval '1 hour' and now() + interval '25 hours' then
    raise exception 'A job begins as one that waits.' using errcode = '42501';
  end if;
  if octet_length(new.event::text) > 8192 or new.event - array['name', 'data'] <> '{}'
    or (new.event -> 'data') - array['job_id', 'traceparent', 'tenant_id', 'document_id', 'version_id',
      'development_id', 'model', 'house_id', 'force', 'mail', 'id', 'origin'] <> '{}'
    or exists (select from jsonb_each(new.event -> 'data') field where jsonb_typeof(field.value) not in ('string',
      'boolean')) then
    raise exception 'An event names its rows, and nothing more.' using errcode = '42501';
  end if;
  if new.event ->> 'name' = 'mail/send' and exists (select from public.job_status j where j.subject_id = new.subject_id
    and j.event_name = 'mail/send') then
    raise exception 'Of a question there is one mail.' using errcode = '42501';
  end if;
  if (select count(*) from (select from public.job_status j where j.tenant_id = new.tenant_id
    and j.created_at = now()::timestamptz(3) limit 100) as accepted) = 100 then
    raise exception 'So many jobs are not accepted at once.' using errcode = '42501';
  end if;
  new.created_at := now();
  new.updated_at := now();
  return new;
end $$;

create or replace function wall.begin_event() returns trigger language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from public.outbox o where o.job_id = new.job_id) or not exists (select from public.job_status j
    where j.id = new.job_id and j.tenant_id = new.tenant_id and j.event = new.event and j.state = 'queued'
      and j.created_at = now()::timestamptz(3)) then
    raise exception 'An event goes once, with the job that was accepted with it.' using errcode = '42501';
  end if;
  new.attempts := 0;
  new.last_error := null;
  new.next_attempt_at := now();
  new.created_at := now();
  return new;
end $$;

-- A question is asked now, of nobody's answer yet; one in a transaction, and several may be asked in one moment.
create or replace function wall.begin_question() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  if new.answered_at is not null or new.mailed_at is not null or new.mail_failed_at is not null then
    raise exception 'A question begins as one that waits for its answer.' using errcode = '42501';
  end if;
  new.created_at := now();
  if (select count(*) from (select from public.builder_questions q where q.tenant_id = new.tenant_id
    and q.created_at = now()::timestamptz(3) limit 20) as asked) = 20 then
    raise exception 'So many questions are not passed on at once.' using errcode = '42501';
  end if;
  return new;
end $$;

create or replace function wall.stamp_audit() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  new.at := now();
  return new;
end $$;

-- Others count by these moments, list by them and write them as dates: none lies outside of what a calendar shows.
create or replace function wall.refuse_moment() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'A moment lies between the year 2000 and the next weeks.' using errcode = '42501';
end $$;

-- Of 8-bounds.sql.
create or replace function wall.refuse_size() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'What is written is too large, or no number or moment that can be shown: see 8-bounds.sql.'
    using errcode = '42501';
end $$;

do $$
declare
  rule record;
  fits constant text := 'new.%I not between ''2000-01-01'' and now() + interval ''30 days''';
begin
  for rule in select * from (select * from (values
    ('homeowners', 'update', '(old.claimed_at, old.claimed_with) is distinct from (new.claimed_at, new.claimed_with)',
      'keep_claim'),
    ('homeowners', 'update', 'old.ended_at is distinct from new.ended_at', 'keep_owner_ended'),
    ('houses', 'update', 'old.sessions_valid_from <> new.sessions_valid_from', 'keep_sessions_ended'),
    ('sign_in_links', 'update', '(old.used_at, old.expires_at) is distinct from (new.used_at, new.expires_at)',
      'keep_link_used'),
    ('calendar_links', 'update', 'old.revoked_at is not null and old.revoked_at is distinct from new.revoked_at',
      'keep_code_revoked'),
    ('qr_tokens', 'update', 'old.revoked_at is not null and old.revoked_at is distinct from new.revoked_at',
      'keep_code_revoked'),
    ('staff_invitations', 'update', '(old.accepted_at is not null or old.revoked_at is not null) and (old.accepted_at, '
      'old.revoked_at) is distinct from (new.accepted_at, new.revoked_at)', 'keep_invitation_ended'),
    ('job_status', 'insert', 'true', 'begin_job'),
    ('outbox', 'insert', 'true', 'begin_event'),
    ('builder_questions', 'insert', 'true', 'begin_question'),
    ('audit_log', 'insert', 'true', 'stamp_audit')) as one_way
    union all
    select moments.table_name, 'insert or update',
      (select string_agg(format(fits, name), ' or ') from unnest(moments.columns) as c (name)), 'refuse_moment'
    from (values
      ('conversations', array['created_at', 'updated_at']), ('messages', array['created_at']),
      ('document_receipts', array['read_at']),
      ('message_feedback', array['created_at', 'updated_at']),
      ('homeowners', array['created_at']), ('invitations', array['created_at', 'mailed_at', 'mail_failed_at']),
      ('staff_invitations', array['created_at', 'expires_at', 'revoked_at', 'mailed_at', 'mail_failed_at']),
      ('builder_questions', array['created_at', 'answered_at', 'mailed_at', 'mail_failed_at']),
      ('builder_answers', array['created_at', 'seen_at', 'mailed_at', 'mail_failed_at']),
      ('changed_passages', array['created_at', 'decided_at']),
      ('change_tellings', array['created_at', 'seen_at', 'mailed_at', 'mail_failed_at']),
      ('notices', array['created_at', 'updated_at', 'mailed_at', 'withdrawn_at']), ('notice_reads', array['read_at']),
      ('notice_mails', array['created_at', 'mailed_at', 'mail_failed_at']),
      ('defects', array['created_at', 'updated_at', 'closed_by_owner_at', 'closed_by_builder_at']),
      ('defect_photos', array['created_at']), ('defect_messages', array['created_at']),
      ('care_done', array['created_at']),
      ('job_status', array['created_at', 'updated_at', 'started_at', 'finished_at', 'deadline_at']))
      as moments (table_name, columns)) as v (table_name, verb, changed, function_name)
  loop
    execute format('create or replace trigger wall_%s before %s on public.%I for each row when (current_user in '
      '(''openhouse_house'', ''openhouse_staff'', ''openhouse_job'', ''openhouse_entry'') and (%s)) execute function '
      'wall.%I()', rule.function_name, rule.verb, rule.table_name, rule.changed, rule.function_name);
  end loop;
end $$;

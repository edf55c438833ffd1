import type { KINDS } from './read-rights.ts';

/*
 * The written expectation of the second wall, by table and function: nothing else may be reached. Add a line for each
 * new table; think which kinds of scope need it, and for which columns.
 */

export const RIGHTS: Record<string, Partial<Record<(typeof KINDS)[number], string>>> = {
  __drizzle_migrations: {},
  __drizzle_migrations_id_seq: {},
  alert_firings: {
    platform: 'select, insert, update, delete',
  },
  alert_silences: {
    platform: 'select, insert, update, delete',
  },
  analytics_days: {
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  analytics_parts: {
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  analytics_runs: {
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  answer_traces: {
    house: 'insert',
    platform: 'select, insert, update, delete',
  },
  answer_checks: {
    job: 'select, update (answer, outcome, asked_at, version)',
    platform: 'select, insert, update, delete',
    staff: 'select, insert, update (approved, approved_at, approved_by, outcome, version), delete',
  },
  audit_log: {
    entry: 'insert',
    house: 'insert',
    job: 'insert',
    platform: 'select, insert',
    staff: 'select, insert',
  },
  answer_citations: {
    house: 'insert',
    job: 'select, update (passage, revision)',
    platform: 'select, insert, update, delete',
    staff: 'select, update (page, passage, ended)',
  },
  change_tellings: {
    house: 'select, update (seen_at)',
    job: 'select, insert, update (mailed_at, mail_failed_at)',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  changed_answers: {
    house: 'select',
    job: 'select, insert, delete',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  changed_passages: {
    house: 'select (tenant_id, id, document_id, cause, was_page, now_page, state, wording, decided_at)',
    job: 'select, insert, update (was, was_page, now, now_page, in_version, version), delete',
    platform: 'select, insert, update, delete',
    staff: 'select, update (state, wording, decided_by, decided_at, version)',
  },
  audit_chain: { platform: 'select' },
  audit_unsealed: { platform: 'select' },
  audit_verifications: { platform: 'select, insert' },
  builder_answers: {
    house: 'select, update (seen_at)',
    job: 'select, update (mailed_at, mail_failed_at)',
    platform: 'select, insert, update, delete',
    staff: 'select, insert',
  },
  builder_questions: {
    house: 'select, insert',
    job: 'select, update (mailed_at, mail_failed_at)',
    platform: 'select, insert, update, delete',
    staff: 'select, update (answered_at)',
  },
  calendar_links: {
    house: 'select, insert, update (revoked_at)',
    platform: 'select, insert, update, delete',
  },
  care_done: {
    house: 'select, insert, delete',
    platform: 'select, insert, update, delete',
  },
  care_terms: {
    house: 'select',
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select, update (subject, count, unit, state, version, updated_at)',
  },
  check_results: {
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select, update (outcome, approved)',
  },
  check_trials: {
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select, update (held, waived)',
  },
  defect_messages: {
    house: 'select, insert',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select, insert',
  },
  defect_photos: {
    house: 'select, insert',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  defects: {
    house: 'select, insert, update (state, closed_by_owner_at, version, updated_at)',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select, update (trade, state, due_on, visit_on, closed_by_builder_at, version, updated_at)',
  },
  notice_mails: {
    job: 'select, insert, update (mailed_at, mail_failed_at)',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  notice_reads: {
    house: 'select, insert',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  notices: {
    house: 'select',
    job: 'select, update (mailed_at)',
    platform: 'select, insert, update, delete',
    staff:
      'select, insert, update (title, body, audience, house_types, house_ids, starts_at, ends_at, mail, ' +
      'withdrawn_at, version, updated_at)',
  },
  owner_settings: {
    house: 'select, insert, update (notice_mails, updated_at)',
    job: 'select',
    platform: 'select, insert, update, delete',
  },
  chunk_embeddings: {
    house: 'select',
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select (tenant_id, development_id, chunk_id, house_types), update (house_types)',
  },
  chunks: {
    house: 'select',
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select, update (house_types), delete',
  },
  claims: {},
  consents: {
    entry: 'insert',
    house: 'select, insert',
    platform: 'select, insert, update, delete',
  },
  handover_papers: {
    job:
      'select, insert, update (state, document_id, page, quote, fingerprint, names, valid_until, copies, decision, ' +
      'version), delete',
    platform: 'select, insert, update, delete',
    staff:
      'select, insert, update (state, document_id, page, quote, fingerprint, names, valid_until, copies, decision, ' +
      'refused, decided_by, decided_at, version)',
  },
  handover_readings: {
    job: 'select, insert, update (development_id, reading_id, rules, cover, finds)',
    platform: 'select, insert, update, delete',
  },
  conversations: {
    entry: 'select (tenant_id, session_id), update (session_id)',
    house: 'select, insert, update (updated_at, name)',
    job: 'select (tenant_id, id, session_id)',
    platform: 'select, insert, update, delete',
    staff: 'select (tenant_id, id, session_id)',
  },
  counters: {
    platform: 'select, insert, update, delete',
  },
  developments: {
    entry: 'select (tenant_id, id, name, asks_surname, holds_codes, closed_at)',
    house: 'select',
    job: 'select, update (embedding_model, places_refreshed_at, papers_version, papers_matched_at)',
    platform: 'select, insert, update, delete',
    staff: 'select, update (asks_surname, emergency_phone, after_sales, rule_set, papers_matched_at, holds_codes)',
  },
  document_pages: {
    house:
      'select (tenant_id, version_id, page, document_id, house_types, text, has_text, error, headings, label, role, ' +
      'confidence, recognised, reading_id)',
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select, update (house_types)',
  },
  document_receipts: {
    house: 'select, insert',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  document_versions: {
    house: 'select',
    job: 'select, insert, update (status, progress, reason, warnings, pages, ready_at), delete',
    platform: 'select, insert, update, delete',
    staff: 'select, insert, update (status, progress, reason)',
  },
  documents: {
    house: 'select',
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select, insert, update (title, category, house_types, updated_at, deleted_at, must_read, ends_on, ended)',
  },
  engine_events: {
    platform: 'select, insert, update, delete',
  },
  engine_queue: {
    platform: 'select, insert, update, delete',
  },
  engine_runs: {
    platform: 'select, insert, update, delete',
  },
  engine_steps: {
    platform: 'select, insert, update, delete',
  },
  error_days: {
    platform: 'select, insert, update, delete',
  },
  error_log: {
    platform: 'select, insert, update, delete',
  },
  figures: {},
  uploads: {},
  sealing: {},
  homeowners: {
    entry:
      'select (tenant_id, id, house_id, full_name, claimed_at, ended_at, claimed_with, last_seen_on), update ' +
      '(claimed_at, claimed_with)',
    house:
      'select (tenant_id, id, house_id, full_name, claimed_at, ended_at, claimed_with, last_seen_on), update ' +
      '(last_seen_on)',
    job: 'select, insert, update (full_name, email, claimed_at)',
    platform: 'select, insert, update, delete',
    staff:
      'select (tenant_id, id, house_id, full_name, email, claimed_at, ended_at, created_at, claimed_with, ' +
      'last_seen_on, name_order, claimed_order, seen_order), insert, update (full_name, email, claimed_at, ended_at)',
  },
  house_types: {
    house: 'select',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  houses: {
    entry:
      'select (tenant_id, id, development_id, house_type, label, sessions_valid_from, papers_complete), update ' +
      '(sessions_valid_from)',
    house: 'select',
    job:
      'select, insert, update (house_type, address, eircode, latitude, longitude, location_source, ' +
      'location_precision, located_at, sessions_valid_from, located_address, papers_confirmed, papers_found, ' +
      'papers_complete)',
    platform: 'select, insert, update, delete',
    staff:
      'select, update (address, eircode, latitude, longitude, location_source, location_precision, located_at, ' +
      'sessions_valid_from, located_address, handed_over_on, papers_confirmed, papers_found, papers_complete)',
  },
  house_imports: {
    job: 'select, update (file, findings, applied_at, added, changed, unchanged)',
    platform: 'select, insert, update, delete',
    staff: 'select (tenant_id, id, file_name, findings, created_at, applied_at, added, changed, unchanged), insert',
  },
  invitations: {
    job: 'select, update (mailed_at, mail_failed_at)',
    platform: 'select, insert, update, delete',
    staff: 'select, insert',
  },
  job_status: {
    house: 'insert',
    job:
      'select, insert, update (state, run_id, step, attempt, progress, error, started_at, finished_at, updated_at, ' +
      'deadline_at, history)',
    platform: 'select, insert, update, delete',
    staff: 'select, insert',
  },
  impersonations: {
    house: 'select (tenant_id, id, house_id, homeowner_id, reason, write_reason, created_at, expires_at, ended_at)',
    platform: 'select, insert, update, delete',
  },
  key: {},
  library_versions: {
    entry: 'select',
    house: 'select',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  likenesses: {
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select, insert, update (asked, held)',
  },
  limit_overrides: {
    platform: 'select, insert, update, delete',
  },
  llm_error_log: {
    platform: 'select, insert, update, delete',
  },
  llm_usage: {
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  load_samples: {
    platform: 'select, insert, update, delete',
  },
  logbooks: {
    house: 'select, insert',
    job: 'select, update (sha256, size_bytes, ready_at, reason)',
    platform: 'select, insert, update, delete',
  },
  logins: {},
  message_feedback: {
    house: 'select, insert, update (rating, comment, updated_at)',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  messages: {
    house: 'select, insert',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  outbox: {
    house: 'insert',
    job: 'insert',
    platform: 'select, insert, update, delete',
    staff: 'insert',
  },
  owner_sessions: {
    entry: 'select (tenant_id, session_id), insert, update (last_seen_at, ended_at)',
    house: 'select',
    platform: 'select, insert, update, delete',
  },
  points_of_interest: {
    house: 'select',
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  qr_scans: {
    entry: 'insert',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select (id, tenant_id, house_id, result, prefetch, scanned_at)',
  },
  qr_tokens: {
    entry: 'select (tenant_id, id, house_id, revoked_at), update (revoked_at)',
    job: 'select, insert, update (revoked_at)',
    platform: 'select, insert, update, delete',
    staff: 'select (tenant_id, id, house_id, created_at, revoked_at), insert, update (revoked_at)',
  },
  recognised_pages: {
    job: 'select, insert, update, delete',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
  revoked_tokens: {
    entry: 'select, insert',
    house: 'select',
    platform: 'select, insert, update, delete',
  },
  row_level_security: {},
  sign_in_links: {
    entry: 'select (tenant_id, id, homeowner_id, created_at, expires_at, used_at), update (used_at)',
    job: 'select, update (expires_at)',
    platform: 'select, insert, update, delete',
  },
  staff_invitations: {
    job: 'select, update (mailed_at, mail_failed_at)',
    platform: 'select, insert, update, delete',
    staff:
      'select (tenant_id, id, email, role, created_at, expires_at, accepted_at, revoked_at, mailed_at, ' +
      'mail_failed_at), insert, update (revoked_at)',
  },
  staff_sessions: {
    platform: 'select, insert, update, delete',
    staff: 'select (user_id, tenant_id), delete',
  },
  staff_users: {
    platform: 'select, insert, update, delete',
    staff: 'select (id, tenant_id, role, email, full_name, disabled_at, created_at), update (role, disabled_at)',
  },
  tenants: {
    entry: 'select (id, slug, name, support_email, support_phone, retired_at)',
    house: 'select (id, slug, name, brand, support_email, support_phone, created_at, retired_at)',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select, update (brand, support_email, support_phone)',
  },
  vocabularies: {
    house: 'select',
    job: 'select, delete',
    platform: 'select, insert, update, delete',
    staff: 'select, delete',
  },
  wrong_names: {
    house: 'select, insert',
    job: 'select',
    platform: 'select, insert, update, delete',
    staff: 'select',
  },
};

export const FUNCTIONS: Record<string, string> = {
  'raise_document_revision()': 'fixed path for nobody',
  'raise_library_version()': 'as openhouse_keeper fixed path for nobody',
  'wall.begin_event()': 'as openhouse_keeper fixed path for nobody',
  'wall.begin_job()': 'as openhouse_keeper fixed path for nobody',
  'wall.begin_question()': 'fixed path for nobody',
  'wall.count_vocabulary()': 'as openhouse_keeper fixed path for house',
  'wall.door_accept_staff(text,uuid,text,text)': 'as openhouse_keeper fixed path for door',
  'wall.door_account(text,text)': 'as openhouse_keeper fixed path for door',
  'wall.core_of_activity(audit_log)': 'fixed path for nobody',
  'wall.forget_activity(integer)': 'as openhouse_keeper fixed path for platform',
  'wall.note_activity()': 'as openhouse_keeper fixed path for nobody',
  'wall.seal_activity(integer)': 'as openhouse_keeper fixed path for platform',
  'wall.unname_activity(uuid,uuid,text)': 'as openhouse_keeper fixed path for platform',
  'wall.door_calendar(text)': 'as openhouse_keeper fixed path for door',
  'wall.door_close_session(text)': 'as openhouse_keeper fixed path for door',
  'wall.door_development(text)': 'as openhouse_keeper fixed path for door',
  'wall.door_impersonation(uuid,uuid,text)': 'as openhouse_keeper fixed path for door',
  'wall.door_link(text)': 'as openhouse_keeper fixed path for door',
  'wall.door_log_scan(uuid,text,text,text,boolean)': 'as openhouse_keeper fixed path for door',
  'wall.door_open_session(uuid,text,text,text,text,timestamp with time zone)':
    'as openhouse_keeper fixed path for door',
  'wall.door_password_salt(text)': 'as openhouse_keeper fixed path for door',
  'wall.door_qr_token(text)': 'as openhouse_keeper fixed path for door',
  'wall.door_renew_hash(uuid,text,text)': 'as openhouse_keeper fixed path for door',
  'wall.door_session(text)': 'as openhouse_keeper fixed path for door',
  'wall.door_staff_invitation(text)': 'as openhouse_keeper fixed path for door',
  'wall.genuine_codes(uuid[],text[])': 'as openhouse_keeper fixed path for staff',
  'wall.keep_claim()': 'fixed path for nobody',
  'wall.keep_code_revoked()': 'fixed path for nobody',
  'wall.refuse_moment()': 'fixed path for nobody',
  'wall.refuse_size()': 'fixed path for nobody',
  'wall.keep_invitation_ended()': 'fixed path for nobody',
  'wall.keep_link_used()': 'fixed path for nobody',
  'wall.keep_owner_ended()': 'fixed path for nobody',
  'wall.keep_sessions_ended()': 'fixed path for nobody',
  'wall.lock_claims()': 'as openhouse_keeper fixed path for platform',
  'wall.lock_figures()': 'as openhouse_keeper fixed path for job',
  'wall.lock_uploads()': 'as openhouse_keeper fixed path for job, staff',
  'wall.open(text)': 'as openhouse_keeper fixed path for door, entry, house, job, platform, staff',
  'wall.own_email()': 'as openhouse_keeper fixed path for house',
  'wall.readings()': 'as openhouse_keeper fixed path for house',
  'wall.unread_titles()': 'as openhouse_keeper fixed path for house',
  'wall.scope(text)': 'as openhouse_keeper fixed path for door, entry, house, job, platform, staff',
  'wall.stamp_audit()': 'fixed path for nobody',
};

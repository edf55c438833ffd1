import type { Database } from '../client.ts';
import { EMBEDDING_DIMENSIONS } from '../schema/columns.ts';

/*
 * A large database in some seconds, made of whole statements (`insert … select generate_series`): thousands of small
 * tenants and one large one, which the queries under test ask for, so that reading "a whole tenant" is far more than
 * reading one list page or one development. Ids are time-ordered like version 7: kind, then number.
 */

/** The large tenant's developments; every other tenant has one. */
const LARGE_TENANT_DEVELOPMENTS = 10;
export const MODEL = 'model-a';
/** The number of the one house that nobody has claimed; of the large tenant's first development. */
export const UNCLAIMED = 51;
const EVENTS = ['document/uploaded', 'document/reingest', 'house/geocode', 'development/reindex'];

const KINDS = [
  'tenant',
  'development',
  'house',
  'homeowner',
  'token',
  'scan',
  'place',
  'staff',
  'link',
  'document',
  'version',
  'chunk',
  'conversation',
  'message',
  'question',
  'notice',
  'mail',
  'defect',
  'term',
  'job',
  'event',
  'log',
] as const;
export type Kind = (typeof KINDS)[number];

/** The id of row `number` (from 1) of a kind. */
export function idOf(kind: Kind, number: number): string {
  return `01900000-${String(KINDS.indexOf(kind)).padStart(4, '0')}-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

const id = (kind: Kind, number: string) =>
  `('01900000-${String(KINDS.indexOf(kind)).padStart(4, '0')}-7000-8000-' || lpad(to_hex((${number})::bigint), ` +
  `12, '0'))::uuid`;

const NO_ANSWER = `'{"answered":false,"text":"No.","citations":[]}'::jsonb`;

/** `rows`: of each growing table, roughly. */
function seedStatements(rows: number): string[] {
  const tenants = Math.floor(rows / 20);
  const developments = tenants - 1 + LARGE_TENANT_DEVELOPMENTS;
  // Row i belongs to development dev(i): two of five rows to the large tenant, of which half to its first development.
  const dev = (i: string) =>
    `(case when ${i} % 5 = 0 then 1 + (${i} / 5) % ${LARGE_TENANT_DEVELOPMENTS} when ${i} % 50 = 1 then 1 else 1 ` +
    `+ ${i} % ${developments} end)`;
  const tenantOf = (development: string) =>
    id('tenant', `greatest(1, ${development} - ${LARGE_TENANT_DEVELOPMENTS - 1})`);
  const series = (count = rows) => `generate_series(1, ${count}) as i`;
  const owned = (i: string) => `${tenantOf(dev(i))}, ${id('development', dev(i))}`;
  const type = (i: string) => `chr(65 + (${i}) % 4)`;
  const when = (i: string, count = rows) => `now() - interval '200 days' * (1 - (${i})::float8 / ${count})`;
  const fresh = (i: string, count = rows) => `now() - interval '20 days' * (1 - (${i})::float8 / ${count})`;
  const tenantRow = (i: string) => tenantOf(dev(i));
  return [
    `insert into tenants (id, slug, name, brand, support_email, support_phone) select ${id('tenant', 'i')}, ` +
      `'tenant-' || i, 'Tenant ' || md5(i::text), '{"accent":"#b08d3c"}', 'a@b.example', '1' from ` +
      `${series(tenants)}`,
    'insert into developments (tenant_id, id, slug, name, address, latitude, longitude, embedding_model, ' +
      `places_refreshed_at) select ${tenantOf('i')}, ${id('development', 'i')}, 'development-' || i, 'Development ` +
      `' || i, 'Street', 53, -6, '${MODEL}', now() from ${series(developments)}`,
    `insert into house_types (tenant_id, development_id, code, name, description) select ${tenantOf('i')}, ` +
      `${id('development', 'i')}, ${type('t')}, 'Type', '' from ${series(developments)}, generate_series(0, 3) as t`,
    `insert into houses (tenant_id, id, development_id, house_type, label, address) select ${tenantRow('i')}, ` +
      `${id('house', 'i')}, ${id('development', dev('i'))}, ${type('i')}, 'House ' || i, i || ' Street' from ` +
      `${series()}`,
    `insert into homeowners (tenant_id, id, house_id, full_name, email, claimed_at) select tenant_id, ` +
      `('01900000-0003' || substr(id::text, 14))::uuid, id, 'Owner ' || label, 'owner-' || replace(label, 'House ` +
      `', '') || '@home.example', case when id = '${idOf('house', UNCLAIMED)}' then null else now() end from houses`,
    `insert into qr_tokens (tenant_id, id, house_id, token_hash) select tenant_id, ('01900000-0004' || ` +
      `substr(id::text, 14))::uuid, id, md5(id::text) from houses`,
    'insert into qr_scans (id, tenant_id, house_id, result, ip, user_agent, scanned_at) select ' +
      `${id('scan', 'i')}, ${tenantRow('i')}, ${id('house', 'i')}, 'ok', '10.0.0.1', 'test', ${fresh('i')} from ` +
      `${series()}`,
    'insert into points_of_interest (tenant_id, development_id, id, source, source_id, category, name, latitude, ' +
      `longitude, refreshed_at) select ${owned('i')}, ${id('place', 'i')}, 'seed', i::text, 'shop', 'Shop ' || i, ` +
      `53, -6, now() from ${series()}`,
    `insert into staff_users (id, tenant_id, role, email, full_name, password_hash) select ${id('staff', 'i')}, ` +
      `${tenantRow('i')}, 'manager', 'staff-' || i || '@builder.example', 'Staff', 'hash-' || i from ` +
      `${series(Math.floor(rows / 5))}`,
    'insert into staff_sessions (token_hash, user_id, tenant_id, ip, user_agent, expires_at) select ' +
      `md5(i::text), ${id('staff', `1 + i % ${Math.floor(rows / 5)}`)}, null, '10.0.0.1', 'test', now() + interval ` +
      `'1 day' from ${series()}`,
    `insert into revoked_tokens (tenant_id, session_id, expires_at) select ${tenantRow('i')}, ` +
      `${id('token', 'i')}, now() + interval '1 day' from ${series()}`,
    `insert into owner_sessions (tenant_id, session_id, house_id, homeowner_id, user_agent) select h.tenant_id, ` +
      `${id('token', 'row_number() over (order by h.id)')}, h.house_id, h.id, 'Firefox' from homeowners h`,
    `insert into consents (tenant_id, homeowner_id, document, version) select tenant_id, id, 'terms', 'v1' from ` +
      `homeowners`,
    `insert into wrong_names (tenant_id, id, house_id, homeowner_id, session_id) select tenant_id, ` +
      `${id('log', 'row_number() over (order by id)')}, house_id, id, id from homeowners`,
    `insert into logbooks (tenant_id, id, house_id, homeowner_id) select tenant_id, ` +
      `${id('log', 'row_number() over (order by id)')}, house_id, id from homeowners`,
    `insert into house_imports (tenant_id, id, file_name, file, findings) select ${tenantRow('i')}, ` +
      `${id('log', 'i')}, 'houses.csv', 'House', '{}' from ${series()}`,
    `insert into sign_in_links (tenant_id, id, homeowner_id, token_hash, expires_at) select ${tenantRow('i')}, ` +
      `${id('link', 'i')}, ${id('homeowner', 'i')}, md5(i::text), now() + interval '1 day' from ${series()}`,
    // Named after whom they invite.
    `insert into invitations (tenant_id, id, homeowner_id) select tenant_id, id, id from homeowners`,
    `insert into staff_invitations (tenant_id, id, email, role, token_hash, expires_at) select tenant_id, id, ` +
      `'staff-' || id || '@builder.example', 'viewer', md5(id::text), now() + interval '7 days' from homeowners ` +
      `where right(id::text, 1) in ('0', '1') and tenant_id <> ${id('tenant', '1')} or id = ` +
      `'${idOf('homeowner', 1)}'`,
    'insert into documents (tenant_id, development_id, id, title, category, house_types, live_version_id, ' +
      `live_reading_id, is_note, ends_on, created_at) select ${owned('i')}, ${id('document', 'i')}, 'Manual ' || i, ` +
      `'category-' || i % 12, array[${type('i')}, ${type('i + 1')}], ${id('version', 'i')}, ${id('version', 'i')}, ` +
      `i % 10 = 1, case when i % 5000 = 11 then current_date - 2 when i % 20 = 1 then current_date + 10 end, ` +
      `${when('i')} from ${series()}`,
    `insert into document_versions (tenant_id, id, document_id, version, storage_key, filename, kind, ` +
      `size_bytes, sha256, status, progress, pages, created_at) select tenant_id, live_version_id, id, 1, 'key', ` +
      `'manual.pdf', 'pdf', 1000, md5(id::text), 'ready', 100, 2, created_at from documents`,
    'insert into document_receipts (tenant_id, house_id, homeowner_id, document_id, version_id) select d.tenant_id, ' +
      'o.house_id, o.id, d.id, d.live_version_id from documents d join homeowners o on o.tenant_id = d.tenant_id and ' +
      `o.id = ('01900000-0003' || substr(d.id::text, 14))::uuid`,
    `update document_versions set status = 'failed' where id in (select ${id('version', 'i * 500')} from ` +
      `${series(Math.floor(rows / 500))})`,
    `insert into document_pages (tenant_id, version_id, reading_id, page, document_id, house_types, text, ` +
      `has_text) select tenant_id, live_version_id, live_reading_id, 1, id, house_types, 'A page about the fuse box ` +
      `of ' || title, true from documents`,
    `insert into chunks (tenant_id, development_id, id, document_id, version_id, reading_id, house_types, ` +
      `ordinal, page, text) select tenant_id, development_id, ('01900000-0011' || substr(id::text, 14))::uuid, id, ` +
      `live_version_id, live_reading_id, house_types, 0, 1, 'The fuse box of ' || title || (case when ` +
      `right(id::text, 1) in ('0', '4') then ' is under the stairs' else ' is in the hall' end) from documents`,
    `insert into conversations (tenant_id, id, house_id, homeowner_id, created_at) select tenant_id, ` +
      `('01900000-0012' || substr(id::text, 14))::uuid, house_id, id, now() from homeowners`,
    'insert into messages (tenant_id, id, conversation_id, house_id, homeowner_id, role, content, mode, ' +
      `reply_to, created_at) select c.tenant_id, ${id('message', 'row_number() over ()')}, c.id, c.house_id, ` +
      `c.homeowner_id, 'assistant', 'Under the stairs.', case when right(c.id::text, 1) = '0' then 'refusal' else ` +
      `'model' end, ${id('message', '1')}, c.created_at from conversations c`,
    `insert into answer_traces (tenant_id, message_id, development_id, house_id, request_id, latency_ms) select ` +
      `m.tenant_id, m.id, h.development_id, m.house_id, 'request-' || m.id, ('x' || right(m.id::text, ` +
      `2))::bit(8)::int from messages m join houses h on h.tenant_id = m.tenant_id and h.id = m.house_id`,
    `insert into message_feedback (tenant_id, message_id, house_id, rating) select tenant_id, id, house_id, 'up' ` +
      `from messages`,
    `insert into builder_questions (tenant_id, id, house_id, message_id, question) select tenant_id, id, ` +
      `house_id, id, 'Where?' from messages`,
    `insert into likenesses (tenant_id, version_id, held, sketch, twin_document_id, share) select tenant_id, ` +
      `live_version_id, right(id::text, 4) = '0500', repeat(md5(id::text), 8), id, 0.5 from documents`,
    // A check and a trial of each document, named after it.
    `insert into answer_checks (tenant_id, id, development_id, house_type, question, approved, answer, outcome, ` +
      `asked_at) select tenant_id, id, development_id, house_types[1], 'What says ' || title || '?', ${NO_ANSWER}, ` +
      `${NO_ANSWER}, case right(id::text, 1) when '1' then 'lost' else 'same' end, now() from documents`,
    `insert into check_trials (tenant_id, version_id, document_id, development_id, reading_id, library_version, ` +
      `held, lost) select tenant_id, live_version_id, id, development_id, live_reading_id, '1', right(id::text, 4) = ` +
      `'0500', 1 from documents`,
    `insert into check_results (tenant_id, version_id, check_id, outcome, approved, answer) select tenant_id, ` +
      `live_version_id, id, 'lost', ${NO_ANSWER}, ${NO_ANSWER} from documents`,
    // Each house has a paper, every seventh another house's; the first has all, as has the first document.
    `insert into handover_readings (tenant_id, document_id, development_id, reading_id, rules) select tenant_id, id, ` +
      `development_id, live_reading_id, 'ireland 1' from documents`,
    `insert into handover_papers (tenant_id, house_id, slot, development_id, state) select h.tenant_id, h.id, ` +
      `s, h.development_id, case right(h.id::text, 1) when '1' then 'other' when '2' then 'confirmed' else 'missing' ` +
      `end from houses h, unnest(array['energy', 'heating']) as s`,
    `update houses set papers_confirmed = 1 where right(id::text, 1) = '2'`,
    `insert into library_versions select tenant_id, id, 1 from developments on conflict do nothing`,
    `insert into notices (tenant_id, id, development_id, title, body, audience, house_types, house_ids, starts_at, ` +
      `mail, mailed_at) select ${tenantRow('i')}, ${id('notice', 'i')}, ${id('development', dev('i'))}, ` +
      `'Notice ' || i, 'Words', ` +
      `(array['development', 'types', 'houses'])[1 + i % 3], array[${type('i')}], array[${id('house', 'i')}], ` +
      `${when('i')}, true, case when i % 500 = 0 then null else now() end from ${series()}`,
    // Each owner has read and was sent one notice; the first notice has as many as one development's owners.
    `insert into notice_reads (tenant_id, notice_id, homeowner_id, house_id) select h.tenant_id, n.id, h.id, ` +
      `h.house_id from homeowners h join notices n on n.tenant_id = h.tenant_id and ` +
      `n.id = ('01900000-0015' || substr(h.id::text, 14))::uuid`,
    `insert into notice_reads (tenant_id, notice_id, homeowner_id, house_id) select tenant_id, ${id('notice', '1')}, ` +
      `id, house_id from homeowners where tenant_id = ${tenantRow('1')} limit 1000 on conflict do nothing`,
    `insert into notice_mails (tenant_id, id, notice_id, homeowner_id) select tenant_id, ('01900000-0016' || ` +
      `substr(homeowner_id::text, 14))::uuid, notice_id, homeowner_id from notice_reads where ` +
      `right(homeowner_id::text, 1) <> '7' and substr(notice_id::text, 14) = substr(homeowner_id::text, 14)`,
    `insert into owner_settings (tenant_id, homeowner_id, house_id, notice_mails) select tenant_id, id, house_id, ` +
      `right(id::text, 1) <> '3' from homeowners`,
    `insert into defects (tenant_id, id, development_id, house_id, homeowner_id, description, room, trade, state, ` +
      `due_on) select h.tenant_id, ('01900000-0017' || substr(h.id::text, 14))::uuid, h.development_id, h.id, ` +
      `('01900000-0003' || substr(h.id::text, 14))::uuid, 'A crack', 'Hall', case when right(h.id::text, 1) = '1' ` +
      `then 'plumbing' else 'other' end, case right(h.id::text, 1) when '1' then 'seen' when '2' then 'reported' ` +
      `else 'closed' end, current_date - 5 from houses h`,
    `insert into defect_photos (tenant_id, id, defect_id, house_id, homeowner_id, storage_key, width, height, ` +
      `size_bytes) select tenant_id, id, id, house_id, homeowner_id, 'k', 1, 1, 1 from defects`,
    `insert into defect_messages (tenant_id, id, defect_id, house_id, homeowner_id, side) select tenant_id, id, id, ` +
      `house_id, homeowner_id, 'owner' from defects`,
    `insert into care_terms (tenant_id, id, development_id, document_id, kind, subject, quote, page, count, unit, ` +
      `state, fingerprint) select tenant_id, ('01900000-0018' || substr(id::text, 14))::uuid, development_id, id, ` +
      `case when right(id::text, 1) = '3' then 'cover' else 'task' end, 'Test', 'Test it.', 1, 1, 'month', case ` +
      `right(id::text, 1) when '1' then 'confirmed' when '2' then 'dismissed' else 'found' end, 'x' from documents`,
    `insert into care_done (tenant_id, homeowner_id, term_id, due_on, house_id, done_on) select tenant_id, id, ` +
      `${id('term', '1')}, current_date, house_id, current_date from homeowners where tenant_id = ${tenantRow('1')}`,
    `insert into calendar_links (tenant_id, id, house_id, homeowner_id, token_hash) select tenant_id, id, house_id, ` +
      `id, 'calendar-' || id from homeowners`,
    ...longRows(),
    'insert into builder_questions (tenant_id, id, house_id, message_id, question) select tenant_id, id, ' +
      `house_id, id, 'Where?' from messages where id = ${id('message', '100000500')}`,
    `insert into builder_answers (tenant_id, id, house_id, question_id, text) select tenant_id, id, house_id, id, ` +
      `'There.' from builder_questions`,
    // Every answer has cited the first document of its builder, which has changed since; the others' changes are empty.
    `insert into changed_passages (tenant_id, id, development_id, document_id, cause, was, was_page, now, now_page, ` +
      `in_version, state, wording) select tenant_id, id, development_id, id, 'reads', 'Was', 1, 'Now', 1, 1, case ` +
      `right(id::text, 1) when '1' then 'told' else 'open' end, 'Now.' from documents`,
    `insert into answer_citations (tenant_id, message_id, ordinal, house_id, homeowner_id, document_id, page, quote, ` +
      `passage) select m.tenant_id, m.id, 0, m.house_id, m.homeowner_id, d.id, 1, 'Was', 'Was' from messages m join ` +
      `(select distinct on (tenant_id) tenant_id, id from documents order by tenant_id, id) d on d.tenant_id = ` +
      `m.tenant_id where m.role = 'assistant'`,
    `insert into changed_answers (tenant_id, change_id, message_id, ordinal, house_id, homeowner_id) select ` +
      `tenant_id, document_id, message_id, 0, house_id, homeowner_id from answer_citations`,
    `insert into change_tellings (tenant_id, id, change_id, house_id, homeowner_id, message_id) select distinct on ` +
      `(tenant_id, homeowner_id) tenant_id, message_id, document_id, house_id, homeowner_id, message_id from ` +
      `answer_citations where right(house_id::text, 1) <> '7' order by tenant_id, homeowner_id, message_id`,
    // Of the library as it stands now that all documents are there.
    `insert into vocabularies (tenant_id, development_id, house_types, library_version, passages, words) select ` +
      `t.tenant_id, t.development_id, array[t.code], l.version::text, 1, 'fuse 1' from house_types t join ` +
      `library_versions l on l.tenant_id = t.tenant_id and l.development_id = t.development_id`,
    vectorStatement(),
    jobStatement(rows, id, tenantRow, `${when('i')}`),
    `insert into outbox (id, tenant_id, job_id, event, next_attempt_at) select ${id('event', 'i')}, ` +
      `${tenantRow('i')}, ${id('job', 'i')}, jsonb_build_object('name', 'document/uploaded', 'data', '{}'::jsonb), ` +
      `now() + interval '1 hour' * (i % 20 - 1) from ${series()}`,
    `insert into audit_log (id, tenant_id, at, actor_kind, action, actor_id, subject_id, details) select ` +
      `${id('log', 'i')}, ${tenantRow('i')}, ${fresh('i')}, 'staff', case when i % 200 = 1 then ` +
      `'development.reindex-asked' else 'document.uploaded' end, ${id('staff', '1 + i % 1000')}::text, ` +
      `${id('development', dev('i'))}::text, '{"reason":"slow"}' from ${series()}`,
    // The embedded database, whose triggers are off here, has not noted them.
    'insert into audit_unsealed select a.id, a.at, wall.core_of_activity(a), ' +
      "sha256(convert_to(a.details::text, 'UTF8')) from audit_log a on conflict (audit_id) do nothing",
    // All but the last thousand are chained.
    'insert into audit_chain (seq, audit_id, noted_at, core_hash, details_hash, sealed_at, hash) select ' +
      'row_number() over (order by audit_id), audit_id, noted_at, core_hash, details_hash, now(), core_hash from ' +
      `audit_unsealed order by audit_id limit ${rows - 1_000}`,
    'delete from audit_unsealed where audit_id in (select audit_id from audit_chain)',
    `insert into audit_verifications (id, entries) select ${id('log', 'i')}, i from generate_series(1, 1000) as i`,
    'insert into error_log (id, fingerprint, tenant_id, kind, code, message, last_seen_at, state, assigned_to) ' +
      `select ${id('log', 'i')}, md5(i::text), ${tenantRow('i')}, 'api', 'internal', 'x', ${fresh('i')}, ` +
      `case i % 20 when 0 then 'resolved' when 1 then 'muted' else 'open' end, ` +
      `case when i % 100 = 0 then ${id('staff', '1')} end from ${series()}`,
    `insert into error_days (error_id, day, count) select ${id('log', 'i')}, current_date - n, i % 7 + 1 from ` +
      `${series()}, generate_series(0, 2) as n`,
    'insert into llm_error_log (id, tenant_id, at, operation, model, code, message, latency_ms, retry) select ' +
      `${id('log', 'i')}, ${tenantRow('i')}, ${fresh('i')}, 'chat', 'm', 'timeout', 'x', 1, false from ${series()}`,
    'insert into llm_usage (id, tenant_id, at, operation, model, prompt_tokens, completion_tokens, latency_ms) ' +
      `select ${id('log', 'i')}, ${tenantRow('i')}, ${fresh('i')}, 'chat', 'm', 1, 1, 1 from ${series()}`,
    `insert into load_samples (span, at, process, requests, errors, routes, slow, event_loop_ms, heap_bytes, ` +
      `rss_bytes, pool_open, pool_waiting) select (array['minute', 'hour', 'day'])[i % 3 + 1], now() - i * ` +
      `interval '1 second', 'web', 1, 0, '{"*":[1]}', '[]', 1, 1, 1, 1, 1 from ${series()}`,
    `insert into limit_overrides (id, rule, tenant_id, points, reason, set_by, created_at, ends_at) select ` +
      `${id('log', 'i')}, 'chat', ${tenantRow('i')}, 9, 'x', ${id('staff', '1')}, ${fresh('i')}, ${fresh('i')} + ` +
      `interval '1 hour' from ${series()}`,
    `insert into alert_firings (id, rule, state, started_at, seen_at, ended_at, process) select ${id('log', 'i')}, ` +
      `'rule-' || i % 20, 'warning', ${fresh('i')}, ${fresh('i')}, case when i > 20 then ${fresh('i')} end, 'web' ` +
      `from ${series()}`,
    `insert into alert_silences (id, rule, reason, set_by, created_at, ends_at) select ${id('log', 'i')}, ` +
      `'rule-' || i % 20, 'x', ${id('staff', '1')}, ${fresh('i')}, ${fresh('i')} + interval '1 hour' from ${series()}`,
    `insert into impersonations (tenant_id, id, admin_id, session_hash, staff_user_id, reason, created_at, ` +
      `expires_at, ended_at) select ${tenantRow('i')}, ${id('log', 'i')}, ${id('staff', '1')}, md5(i::text), ` +
      `${id('staff', '1')}, 'A ticket of the builder', ${fresh('i')}, ${fresh('i')} + interval '15 minutes', ` +
      `case when i > 1 then now() end from ${series()}`,
    `insert into engine_events (id, name, data, received_at) select 'event-' || i, 'document/uploaded', '{}', ` +
      `now() from ${series()}`,
    'insert into engine_runs (id, function_id, event, concurrency_keys, fairness_key, state, ended_at) select ' +
      `${id('job', 'i')}, 'ingest', '{}', '{}', 't', 'completed', now() from ${series()}`,
  ];
}

/** What one owner, one document and one version can have at most, or nearly: the first ones have it. */
const MANY = 1_000;

function longRows(): string[] {
  const many = (from = 1) => `generate_series(${from}, ${MANY}) as n`;
  const first = (kind: Kind) => `'${idOf(kind, 1)}'::uuid`;
  const further = (kind: Kind) => id(kind, 'n + 100000000');
  return [
    'insert into messages (tenant_id, id, conversation_id, house_id, homeowner_id, role, content, mode) select ' +
      `tenant_id, ${further('message')}, id, house_id, homeowner_id, 'assistant', 'Upstairs.', 'model' from ` +
      `conversations, ${many()} where house_id = ${first('house')}`,
    'insert into document_versions (tenant_id, id, document_id, version, storage_key, filename, kind, ' +
      `size_bytes, sha256, status) select tenant_id, ${further('version')}, id, n, 'key', 'manual.pdf', 'pdf', ` +
      `1000, 'sum', 'failed' from documents, ${many(2)} where id = ${first('document')}`,
    'insert into recognised_pages (tenant_id, version_id, page, engine) select tenant_id, live_version_id, 1, ' +
      `'engine' from documents where live_version_id is not null`,
    'insert into document_pages (tenant_id, version_id, reading_id, page, document_id, house_types, text, ' +
      `has_text) select tenant_id, live_version_id, live_reading_id, n, id, house_types, 'Page ' || n, n % 100 > 0 ` +
      `from documents, ${many(2)} where id = ${first('document')}`,
    'insert into chunks (tenant_id, development_id, id, document_id, version_id, reading_id, house_types, ' +
      `ordinal, page, text) select tenant_id, development_id, ${further('chunk')}, id, live_version_id, ` +
      `live_reading_id, house_types, n, n, 'Passage ' || n from documents, ${many()} where id = ` +
      `${first('document')}`,
    'insert into recognised_pages (tenant_id, version_id, page, engine, result) select tenant_id, ' +
      `live_version_id, n, 'engine', case when n % 2 = 0 then '{"text":"Scan"}'::jsonb end from documents, ` +
      `${many(2)} where id = ${first('document')}`,
    // The same document is being read again by the first open job.
    'insert into document_pages (tenant_id, version_id, reading_id, page, document_id, house_types, text, ' +
      `has_text) select tenant_id, live_version_id, '${idOf('job', 500)}', n, id, house_types, 'Page ' || n, true ` +
      `from documents, ${many()} where id = ${first('document')}`,
    'insert into chunks (tenant_id, development_id, id, document_id, version_id, reading_id, house_types, ' +
      `ordinal, page, text) select tenant_id, development_id, ${id('chunk', 'n + 200000000')}, id, ` +
      `live_version_id, '${idOf('job', 500)}', house_types, n, n, 'Fuse box of passage ' || n from documents, ` +
      `${many(0)} where id = ${first('document')}`,
  ];
}

/**
 * Vectors of every chunk of the first development and of one in three elsewhere (they are most of the bytes), from a
 * pool of a hundred.
 */
function vectorStatement(): string {
  return `with pool as materialized (
      select p, (select array_agg(sin(p * 31 + d)::real)
        from generate_series(1, ${EMBEDDING_DIMENSIONS}) as d)::vector(${EMBEDDING_DIMENSIONS}) as embedding
          from generate_series(0, 99) as p)
    insert into chunk_embeddings (tenant_id, development_id, model, chunk_id, document_id, reading_id, house_types,
      embedding)
    select c.tenant_id, c.development_id, '${MODEL}', c.id, c.document_id, c.reading_id, c.house_types, pool.embedding
    from (select *, row_number() over () as number, row_number() over () % 100 as p from chunks) as c
      join pool using (p)
    where c.development_id = ${id('development', '1')} or c.number % 3 = 0`;
}

/** Nearly all have ended; one in five hundred is open, one in two hundred failed. */
function jobStatement(rows: number, idOfKind: typeof id, tenantRow: (i: string) => string, at: string): string {
  const events = EVENTS.map((event) => `'${event}'`).join(', ');
  const name = `(array[${events}])[1 + (i % 97 = 0)::int + (i % 1009 = 0)::int]`;
  const state =
    `case when i % 500 = 0 then (array['queued', 'running', 'retrying'])[1 + i / 500 % 3] when i % 200 = 1 then ` +
    `'failed' else 'succeeded' end`;
  return `insert into job_status (id, tenant_id, event, subject_type, subject_id, state, created_at, started_at,
    updated_at, finished_at, deadline_at)
    select ${idOfKind('job', 'i')}, ${tenantRow('i')}, jsonb_build_object('name', ${name}, 'data', '{}'::jsonb),
      'document', ${idOfKind('document', 'i')}, ${state}, ${at}, ${at}, ${at}, now(), ${at} + interval '1 hour'
    from generate_series(1, ${rows}) as i`;
}

/**
 * Fills a migrated, empty database with about `rows` rows a growing table, and vacuums and analyses it. Foreign keys
 * are checked on a server; the embedded database is slower and its user may leave that out.
 */
export async function seedLargeData(database: Database, rows: number): Promise<void> {
  const client = await database.owner.connect();
  try {
    const unchecked = database.kind === 'embedded';
    if (unchecked) await client.query("set session_replication_role = 'replica'");
    for (const statement of seedStatements(rows)) {
      await client.query(statement).catch((cause: unknown) => {
        throw new Error(
          'The large database cannot be seeded: mend this statement in db/testing-bounded/large-data.ts: ' +
            `${statement.slice(0, 300)}`,
          { cause },
        );
      });
    }
    if (unchecked) await client.query("set session_replication_role = 'origin'");
    // As autovacuum leaves tables. Without it a plan depends on whether autovacuum came by in the meantime: an index
    // that holds all columns asked for costs as much as its rows' pages until they are known to be visible to all.
    await client.query('vacuum (analyze)');
  } finally {
    client.release();
  }
}

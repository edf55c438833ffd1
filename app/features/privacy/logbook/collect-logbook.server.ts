import { archiveName } from '#app/platform/archive-name.ts';
import { listHistory } from '#app/features/assistant/list-history.server.ts';
import { readRecord } from '#app/features/assistant/house-record/read-record.server.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { describeHome } from '#app/features/homes/describe-home.server.ts';
import { listDevices } from '#app/features/identity/sessions/list-devices.server.ts';
import { readOwnAddress } from '#app/features/identity/sign-in-links/read-own-address.server.ts';
import { listConsents } from '#db/queries/onboarding/consents.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { allPages } from './all-pages.ts';
import { collectCare } from './collect-care.server.ts';
import type { CollectedFile } from './collected-file.ts';
import { LOGBOOK_VERSION, type Logbook } from './logbook-schema.ts';

const PAGE = 100;

/**
 * All that an owner's logbook holds (F13): what the scope of the owner may see, and nothing else. Lists are read a page
 * at a time.
 */
export async function collectLogbook(scope: HouseScope): Promise<{ logbook: Logbook; files: CollectedFile[] }> {
  const home = await describeHome(scope);
  const messages = await allPages((cursor) => listHistory(scope, { limit: PAGE, cursor }));
  const documents = await allPages((cursor) => listDocuments(scope, { limit: PAGE, cursor }));
  const files: CollectedFile[] = [];
  const listed: Logbook['documents'] = [];
  for (const [index, { id, title, category, pages }] of documents.entries()) {
    const stored = await getDocument(scope, id);
    const name = `documents/${archiveName(index + 1, title)}.${stored.kind}`;
    files.push({ name, storageKey: stored.storageKey });
    listed.push({ id, title, category, pages, file: name });
  }
  const accepted = await withScope(scope, (tx) => listConsents(tx, scope), { readOnly: true });
  const care = await collectCare(scope);
  const logbook: Logbook = {
    format: 'openhouse-logbook',
    version: LOGBOOK_VERSION,
    made_at: new Date().toISOString(),
    house: {
      label: home.house.label,
      address: home.house.address,
      eircode: home.house.eircode,
      house_type: home.house.houseType,
      development: home.development.name,
      builder: { name: home.tenant.name, email: home.tenant.supportEmail, phone: home.tenant.supportPhone },
    },
    record: (await readRecord(scope)).map(({ heading, text }) => ({ heading, text })),
    owner: {
      full_name: home.purchaser.fullName,
      email: await readOwnAddress(scope),
      accepted: accepted.map(({ document, version, acceptedAt }) => ({
        document,
        version,
        accepted_at: acceptedAt.toISOString(),
      })),
      devices: (await listDevices(scope, ''))
        .filter(({ since }) => since !== null)
        .map(({ browser, since, lastSeen }) => ({ browser, since, last_seen: lastSeen })),
    },
    messages: messages.toReversed().map((message) => ({
      id: message.id,
      conversation_id: message.conversation_id,
      role: message.role,
      content: message.content,
      created_at: message.created_at,
      mode: message.mode,
      state: message.state,
      rating: message.rating,
      passed_on: message.passed_on !== null,
      builder_answers: message.builder_answers.map(({ text, at }) => ({ text, at })),
      citations: message.citations.map(({ document_id, title, page, quote }) => ({ document_id, title, page, quote })),
    })),
    documents: listed,
    defects: care.defects,
    maintenance: care.maintenance,
  };
  return { logbook, files: [...files, ...care.files] };
}

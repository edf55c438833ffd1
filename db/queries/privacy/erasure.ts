import { and, eq, inArray, sql } from 'drizzle-orm';
import {
  answerTraces,
  builderAnswers,
  builderQuestions,
  conversations,
  messageFeedback,
  messages,
} from '../../schema/assistant.ts';
import {
  calendarLinks,
  careDone,
  defectMessages,
  defectPhotos,
  defects,
  noticeMails,
  noticeReads,
  ownerSettings,
} from '../../schema/care.ts';
import { answerCitations, changeTellings } from '../../schema/changes.ts';
import { documentReceipts } from '../../schema/documents.ts';
import { homeowners, invitations, qrScans } from '../../schema/homes.ts';
import { impersonations, ownerSessions, signInLinks } from '../../schema/identity.ts';
import { consents, logbooks, wrongNames } from '../../schema/privacy.ts';
import type { PlatformScope, Tx } from '../../scope.ts';

type Person = { tenantId: string; homeownerId: string };

/**
 * What erasure does to each table that can hold something of an owner (E10); a test holds this list against the
 * schema. `deleted`: the rows go. `unnamed`: the row stays under the owner's id, which then names nobody. Every other
 * table holds nothing of a person.
 */
export const ERASURE: Record<string, 'deleted' | 'unnamed'> = {
  homeowners: 'deleted',
  conversations: 'deleted',
  messages: 'deleted',
  answer_traces: 'deleted',
  message_feedback: 'deleted',
  builder_questions: 'deleted',
  builder_answers: 'deleted',
  answer_citations: 'deleted',
  changed_answers: 'deleted',
  change_tellings: 'deleted',
  sign_in_links: 'deleted',
  invitations: 'deleted',
  owner_sessions: 'deleted',
  impersonations: 'deleted',
  consents: 'deleted',
  wrong_names: 'deleted',
  logbooks: 'deleted',
  document_receipts: 'deleted',
  notice_reads: 'deleted',
  notice_mails: 'deleted',
  owner_settings: 'deleted',
  defects: 'deleted',
  defect_photos: 'deleted',
  defect_messages: 'deleted',
  care_done: 'deleted',
  calendar_links: 'deleted',
  qr_scans: 'deleted',
  audit_log: 'unnamed',
  llm_usage: 'unnamed',
  error_log: 'unnamed',
};

/** An owner of the past or of today, locked until the transaction ends; undefined once erased. */
export async function lockPerson(tx: Tx, _scope: PlatformScope, { tenantId, homeownerId }: Person) {
  const [row] = await tx
    .select({ houseId: homeowners.houseId, fullName: homeowners.fullName, email: homeowners.email })
    .from(homeowners)
    .where(and(eq(homeowners.tenantId, tenantId), eq(homeowners.id, homeownerId)))
    .limit(1)
    .for('update');
  return row;
}

/** What lies in storage for an owner: ids of logbooks, and where the photos of defects are; at most 1,000 of each. */
export async function listStoredOf(tx: Tx, _scope: PlatformScope, { tenantId, homeownerId }: Person) {
  const made = await tx
    .select({ id: logbooks.id })
    .from(logbooks)
    .where(and(eq(logbooks.tenantId, tenantId), eq(logbooks.homeownerId, homeownerId)))
    .limit(1_000);
  const photos = await tx
    .select({ storageKey: defectPhotos.storageKey })
    .from(defectPhotos)
    .where(
      and(eq(defectPhotos.tenantId, tenantId), inArray(defectPhotos.defectId, reportedBy(tx, tenantId, homeownerId))),
    )
    .limit(1_000);
  return { logbooks: made.map(({ id }) => id), photos: photos.map(({ storageKey }) => storageKey) };
}

const reportedBy = (tx: Tx, tenantId: string, homeownerId: string) =>
  tx
    .select({ id: defects.id })
    .from(defects)
    .where(and(eq(defects.tenantId, tenantId), eq(defects.homeownerId, homeownerId)));

/**
 * Deletes an owner with all that hangs on them, in an order that no foreign key forbids. Whatever is still being
 * written for them (an answer that streams) waits for the lock on the owner and is then refused: its owner is gone.
 */
export async function deletePerson(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, homeownerId, houseId }: Person & { houseId: string },
): Promise<void> {
  const said = tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.tenantId, tenantId), eq(messages.houseId, houseId), eq(messages.homeownerId, homeownerId)));
  const passedOn = tx
    .select({ id: builderQuestions.id })
    .from(builderQuestions)
    .where(and(eq(builderQuestions.tenantId, tenantId), inArray(builderQuestions.messageId, said)));
  await tx
    .delete(builderAnswers)
    .where(and(eq(builderAnswers.tenantId, tenantId), inArray(builderAnswers.questionId, passedOn)));
  for (const table of [builderQuestions, messageFeedback, answerTraces])
    await tx.delete(table).where(and(eq(table.tenantId, tenantId), inArray(table.messageId, said)));
  // What its answers have cited goes with them.
  for (const table of [changeTellings, answerCitations])
    await tx.delete(table).where(and(eq(table.tenantId, tenantId), inArray(table.messageId, said)));
  await tx
    .delete(messages)
    .where(and(eq(messages.tenantId, tenantId), eq(messages.houseId, houseId), eq(messages.homeownerId, homeownerId)));
  await tx
    .delete(conversations)
    .where(
      and(
        eq(conversations.tenantId, tenantId),
        eq(conversations.houseId, houseId),
        eq(conversations.homeownerId, homeownerId),
      ),
    );
  for (const table of [defectPhotos, defectMessages])
    await tx
      .delete(table)
      .where(and(eq(table.tenantId, tenantId), inArray(table.defectId, reportedBy(tx, tenantId, homeownerId))));
  const others = [
    invitations,
    signInLinks,
    ownerSessions,
    impersonations,
    consents,
    wrongNames,
    logbooks,
    documentReceipts,
  ];
  const ofCare = [defects, noticeReads, noticeMails, ownerSettings, careDone, calendarLinks];
  for (const table of [...others, ...ofCare])
    await tx.delete(table).where(and(eq(table.tenantId, tenantId), eq(table.homeownerId, homeownerId)));
  await tx.delete(qrScans).where(and(eq(qrScans.tenantId, tenantId), eq(qrScans.houseId, houseId)));
  await tx.delete(homeowners).where(and(eq(homeowners.tenantId, tenantId), eq(homeowners.id, homeownerId)));
}

/**
 * Takes out of the activity log what names an owner: why somebody acted as them, and to which address a kept mail went
 * that was read. Each row that it changed, with the hash of its details as they are now, which the log must say
 * (`activity.unnamed`), or its chain is broken.
 */
export async function unnameActivity(
  tx: Tx,
  _scope: PlatformScope,
  { tenantId, homeownerId, email }: Person & { email: string | null },
): Promise<{ id: string; details_hash: string }[]> {
  const { rows } = await tx.execute<{ id: string; details_hash: string }>(
    sql`select id, details_hash from wall.unname_activity(${tenantId}::uuid, ${homeownerId}::uuid, ${email}::text)`,
  );
  return rows;
}

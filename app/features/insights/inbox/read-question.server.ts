import { listBuilderAnswers } from '#db/queries/assistant/builder-answers.ts';
import { findBuilderQuestion } from '#db/queries/assistant/builder-questions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { requireId } from '#app/platform/require-id.ts';
import { MAX_ANSWERS } from './limits.ts';
import { noSuchQuestion } from './no-such-question.ts';

export type InboxAnswer = {
  id: string;
  text: string;
  at: string;
  /** When its owner saw it in the app; null for not yet. */
  seen_at: string | null;
  /** Of the mail that tells the owner; `none` for an owner without an address. */
  mail: 'sent' | 'failed' | 'under-way' | 'none';
};

export type InboxQuestion = {
  id: string;
  question: string;
  asked_at: string;
  /** What the assistant had said. */
  told: string;
  house: { id: string; label: string; development: string; development_id: string; house_type: string };
  /** Who asked; null for somebody who scanned the house's code before it was claimed. */
  owner: { name: string; moved_out: boolean; has_mail: boolean } | null;
  /** Is there anybody left who can read an answer? */
  readable: boolean;
  /** The moment of the latest answer; empty for none. */
  answered_at: string;
};

/** A question that an owner passed on, with what was answered, oldest first (G9). Throws AppError 404. */
export async function readQuestion(
  scope: TenantScope,
  questionId: string | undefined,
): Promise<{ question: InboxQuestion; answers: InboxAnswer[] }> {
  const id = requireId(questionId, noSuchQuestion);
  return withScope(
    scope,
    async (tx) => {
      const row = await findBuilderQuestion(tx, scope, id);
      if (!row) throw noSuchQuestion();
      const answers = await listBuilderAnswers(tx, scope, id, MAX_ANSWERS);
      const hasMail = row.isOwners && row.endedAt === null && row.askerEmail !== null;
      return {
        question: {
          id: row.id,
          question: row.question,
          asked_at: row.createdAt.toISOString(),
          told: row.told,
          house: {
            id: row.houseId,
            label: row.label,
            development: row.developmentName,
            development_id: row.developmentId,
            house_type: row.houseType,
          },
          owner: row.isOwners ? { name: row.askerName, moved_out: row.endedAt !== null, has_mail: hasMail } : null,
          readable: isReadable(row),
          answered_at: row.answeredAt?.toISOString() ?? '',
        },
        answers: answers.map((answer) => ({
          id: answer.id,
          text: answer.text,
          at: answer.createdAt.toISOString(),
          seen_at: answer.seenAt?.toISOString() ?? null,
          mail: mailOf(answer, hasMail),
        })),
      };
    },
    { readOnly: true },
  );
}

/**
 * An owner reads answers until they move out; who had only scanned the code, until the house is claimed, which ends
 * their session.
 */
export const isReadable = (asked: { isOwners: boolean; endedAt: Date | null; claimedAt: Date | null }): boolean =>
  asked.endedAt === null && (asked.isOwners || asked.claimedAt === null);

function mailOf(row: { mailedAt: Date | null; mailFailedAt: Date | null }, hasMail: boolean): InboxAnswer['mail'] {
  if (row.mailedAt) return 'sent';
  if (row.mailFailedAt) return 'failed';
  return hasMail ? 'under-way' : 'none';
}

import { withScope, type PlatformScope } from '#db/scope.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { MAIL_ID, parseMail, timeOf, type OutboxMail } from './list-outbox.server.ts';

/**
 * One kept mail with its text. It may hold a link that signs its receiver in, so reading leaves a trace (H5). Throws
 * AppError 404.
 */
export async function readOutboxMail(
  scope: PlatformScope,
  folder: string,
  id: string | undefined,
): Promise<OutboxMail & { text: string }> {
  // The name is checked whole: it becomes part of a path.
  const mail = id !== undefined && MAIL_ID.test(id) ? await parseMail(folder, id) : null;
  if (!mail || id === undefined)
    throw new AppError('not-found', 'There is no such mail in the outbox. It may have been removed.');
  await withScope(scope, (tx) => recordAudit(tx, scope, { action: 'mail.read', details: { mail: id, to: mail.to } }));
  return { id, ...mail, created_at: timeOf(id) };
}

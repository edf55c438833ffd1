import { findDefectNews } from '#db/queries/care/defect-mails.ts';
import type { DefectState } from '#db/schema/care-words.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { AppError } from '#app/platform/errors.ts';
import type { Mail } from '#app/platform/mail.ts';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { STATE_LABELS, titleOf } from './defect-words.ts';

/**
 * The mail that tells the other side of a report, a message or a new state. Undefined when its owner has moved out or
 * has no address. Throws AppError 422 for a builder without an address.
 */
export async function writeDefectMail(
  scope: TenantScope,
  request: { id: string; origin: string },
): Promise<Mail | undefined> {
  const found = await withScope(scope, (tx) => findDefectNews(tx, scope, request.id), { readOnly: true });
  if (!found || found.ownerEndedAt) return undefined;
  const { side, defectId, description, room, ownerName, ownerEmail, label, developmentName, supportEmail } = found;
  const toBuilder = side === 'owner';
  if (toBuilder && supportEmail.trim() === '')
    throw new AppError(
      'invalid-input',
      'This builder has no contact address. Set one (tenants.support_email), then start this job again.',
    );
  const to = toBuilder ? supportEmail : ownerEmail;
  if (!to) return undefined;
  const origin = publicOrigin({ url: request.origin });
  const who = toBuilder ? `${ownerName}, ${label}, ${developmentName}` : found.tenantName;
  return {
    id: `defect-news.${request.id}`,
    at: found.createdAt,
    to,
    subject: `${found.state ? STATE_LABELS[found.state] : 'A message'}: ${titleOf(description)} (${label})`,
    text: `Hello,

${who}: ${newsInWords(found)}

Where: ${room}
${description.replaceAll(/^/gm, '> ')}

Everything about it, and where to answer:

${origin}${toBuilder ? '/developer/defects/' : '/home/care/'}${defectId}
`,
  };
}

function newsInWords(news: { state: DefectState | null; text: string; visitOn: string | null }): string {
  const { state, text, visitOn } = news;
  if (state === 'reported' && text === '') return 'a defect was reported.';
  const visit = state === 'scheduled' && visitOn ? ` Somebody comes on ${formatIsoDay(visitOn)}.` : '';
  const told = state ? `the state of this defect is now “${STATE_LABELS[state]}”.${visit}` : 'a message.';
  return text ? `${told}\n\n${text}` : told;
}

import { v7 } from 'uuid';
import {
  findNotice,
  insertNotice,
  selectHousesAmong,
  updateNotice,
  withdrawNotice as withdraw,
  type NoticeText,
} from '#db/queries/care/notices.ts';
import { listDevelopmentChoices } from '#db/queries/tenancy/developments.ts';
import { withScope, type TenantScope, type Tx } from '#db/scope.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchNotice } from './no-such-notice.ts';
import { requestNoticeMails } from './request-notice-mails.server.ts';
import type { NoticeInput } from './schema.ts';

/**
 * Publishes a notice to a development (G7): from now, or from when it says. Its mails are asked for with it when it
 * begins now, else by the schedule. Returns its id. Throws AppError 422 for a development, type or house that is not
 * the tenant's.
 */
export async function publishNotice(
  scope: TenantScope,
  developmentId: string,
  input: NoticeInput,
  origin: string,
): Promise<string> {
  const id = v7();
  const mailed = input.mail && (input.from === null || input.from.getTime() <= Date.now());
  await withScope(scope, async (tx) => {
    const notice = await checkAudience(tx, scope, developmentId, input);
    await insertNotice(tx, scope, { id, developmentId, mailed, ...notice });
    if (mailed) await requestNoticeMails(tx, { tenantId: scope.tenantId, id, developmentId }, origin);
    await recordAudit(tx, scope, { action: 'notice.published', subjectType: 'notice', subjectId: id });
  });
  wakeDispatcher();
  return id;
}

/**
 * Changes a notice. Who was mailed is not mailed again. Throws AppError: 404, 409 when somebody else changed or
 * withdrew it since `version`, 422.
 */
export async function changeNotice(
  scope: TenantScope,
  noticeId: string | undefined,
  version: number,
  input: NoticeInput,
): Promise<void> {
  const id = requireId(noticeId, noSuchNotice);
  await withScope(scope, async (tx) => {
    const present = await findNotice(tx, scope, id);
    if (!present) throw noSuchNotice();
    const notice = await checkAudience(tx, scope, present.developmentId, input);
    if (!(await updateNotice(tx, scope, { id, version }, notice))) throw changedMeanwhile();
    await recordAudit(tx, scope, { action: 'notice.changed', subjectType: 'notice', subjectId: id });
  });
}

/** Takes a notice back: no owner sees it from now on. Throws as `changeNotice`. */
export async function withdrawNotice(scope: TenantScope, noticeId: string | undefined, version: number): Promise<void> {
  const id = requireId(noticeId, noSuchNotice);
  await withScope(scope, async (tx) => {
    if (!(await findNotice(tx, scope, id))) throw noSuchNotice();
    if (!(await withdraw(tx, scope, { id, version }))) throw changedMeanwhile();
    await recordAudit(tx, scope, { action: 'notice.withdrawn', subjectType: 'notice', subjectId: id });
  });
}

/** The notice as it is stored: of its audience nothing but what counts, all of it the development's. */
async function checkAudience(
  tx: Tx,
  scope: TenantScope,
  developmentId: string,
  input: NoticeInput,
): Promise<NoticeText> {
  const development = (await listDevelopmentChoices(tx, scope)).find(({ id }) => id === developmentId);
  if (!development) throw invalid('development_id', 'choose one of your developments');
  const houseTypes = input.audience === 'types' ? [...new Set(input.house_types)].sort() : [];
  const known = new Set(development.houseTypes.map(({ code }) => code));
  if (houseTypes.some((code) => !known.has(code)))
    throw invalid('house_types', `choose house types of ${development.name}`);
  const asked = input.audience === 'houses' ? [...new Set(input.house_ids)] : [];
  const houseIds = asked.length > 0 ? await selectHousesAmong(tx, scope, developmentId, asked) : [];
  if (houseIds.length < asked.length) throw invalid('house_ids', `choose houses of ${development.name}`);
  const { title, body, audience, from, until, mail } = input;
  return { title, body, audience, houseTypes, houseIds, startsAt: from, endsAt: until, mail };
}

const invalid = (field: string, message: string) =>
  new AppError('invalid-input', `${field}: ${message}`, { fields: [{ field, message }] });

const changedMeanwhile = () =>
  new AppError(
    'conflict',
    'Somebody else has changed or withdrawn this notice since you opened it. Nothing of yours was saved: your words ' +
      'are still in the form. Open the notice again beside it, compare, and save once more.',
  );

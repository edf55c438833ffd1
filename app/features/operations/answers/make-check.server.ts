import { addCheckIn } from '#app/features/insights/checks/add-check.server.ts';
import { newCheckSchema } from '#app/features/insights/checks/schema.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { findAnswerDetails } from '#db/queries/operations/answers.ts';
import { readBuilder } from '#db/queries/tenancy/builders.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { noSuchEntry } from '../records/no-such-entry.ts';

const schema = newCheckSchema.omit({ development_id: true });

/**
 * Makes the question of an answer one of its builder's answer checks (H6, G11), for one house type or each: it is asked
 * at once, and the builder's staff approve what is answered. Returns for which types. Throws AppError 422 with the
 * fields, 404, 409 when it is checked already or the builder is retired.
 */
export async function makeCheck(
  scope: PlatformScope,
  answerId: string | undefined,
  fields: unknown,
): Promise<{ houseTypes: string[] }> {
  const id = requireId(answerId, noSuchEntry);
  const check = validate(schema, fields);
  const houseTypes = await withScope(scope, async (tx) => {
    const row = await findAnswerDetails(tx, id);
    if (!row) throw noSuchEntry();
    const { tenantId, developmentId } = row;
    if ((await readBuilder(tx, scope, tenantId))?.retiredAt)
      throw new AppError('conflict', 'This builder is retired, so nothing is asked of its documents.');
    return addCheckIn(
      tx,
      scope,
      { ...check, tenant_id: tenantId, development_id: developmentId },
      {
        action: 'answer-check.added-by-platform',
        details: { answer: id },
      },
    );
  });
  wakeDispatcher();
  return { houseTypes };
}

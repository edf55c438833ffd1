import { z } from 'zod';
import { requestReindex } from '#app/features/ingestion/request-reindex.server.ts';
import { wakeDispatcher } from '#app/features/jobs/wake-dispatcher.server.ts';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { noDevelopment } from '#app/features/tenancy/developments/read-development.server.ts';
import { reasonSchema } from '#app/features/tenancy/retirement/schema.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { lockDevelopment, readDevelopment } from '#db/queries/tenancy/development-details.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';

/** `model`: the one in use, as the form's page said, so that nobody starts another than they have read. */
const schema = z.object({
  reason: reasonSchema('it is written to the activity log'),
  model: z.string().max(200),
  confirmed: z.literal('yes', { error: 'Tick this first: it is work of minutes to hours for the search model.' }),
});

/**
 * Asks for the re-index of a development with the search model in use (C4), by the job that follows a changed model.
 * Throws AppError 422 with the fields, 404, 409 while one is under way, the builder is retired, or another model is in
 * use than the page said.
 */
export async function askForReindex(scope: PlatformScope, given: string | undefined, fields: unknown): Promise<void> {
  const id = requireId(given, noDevelopment);
  const { reason, model: seen } = validate(schema, fields);
  const { model } = embedder();
  if (seen !== model)
    throw new AppError('conflict', `The search model in use is now ${model}. The page shows it as it is now.`);
  await withScope(scope, async (tx) => {
    // Held, so that of two who ask at once one does.
    if (!(await lockDevelopment(tx, scope, id))) throw noDevelopment();
    const development = await readDevelopment(tx, scope, id);
    if (!development) throw noDevelopment();
    const { tenantId, embeddingModel } = development;
    if (development.tenantRetiredAt)
      throw new AppError('conflict', 'This builder is retired, so no job of it is done. Open the builder again first.');
    const jobId = await requestReindex(tx, scope, { tenantId, developmentId: id, model }, { anyModel: true });
    if (!jobId)
      throw new AppError('conflict', 'A re-index of this development is under way already. The page shows how far.');
    await recordAudit(tx, scope, {
      action: 'development.reindex-asked',
      tenantId,
      subjectType: 'development',
      subjectId: id,
      details: { reason, model_before: embeddingModel, model_after: model, job_id: jobId },
    });
  });
  wakeDispatcher();
}

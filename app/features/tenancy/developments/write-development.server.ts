import { v7 } from 'uuid';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { readBuilder } from '#db/queries/tenancy/builders.ts';
import { insertDevelopment, lockDevelopment, updateDevelopment } from '#db/queries/tenancy/development-details.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { noDevelopment, stateOf } from './read-development.server.ts';
import { developmentSchema, newDevelopmentSchema } from './schema.ts';

const refused = (field: string, message: string) =>
  new AppError('invalid-input', `${field}: ${message}`, { fields: [{ field, message }] });

/**
 * Writes a new development of a builder down, to be searched with the model in use (H2); returns its id. It has no
 * house type and no house yet. Throws AppError 422 with the fields.
 */
export async function createDevelopment(scope: PlatformScope, fields: unknown): Promise<string> {
  const { tenant: tenantId, ...details } = validate(newDevelopmentSchema, fields);
  const developmentId = v7();
  const embeddingModel = embedder().model;
  await withScope(scope, async (tx) => {
    const builder = await readBuilder(tx, scope, tenantId);
    if (!builder) throw refused('tenant', 'There is no such builder any more. Choose another.');
    if (builder.retiredAt) throw refused('tenant', 'This builder is retired. Open it again first.');
    if (!(await insertDevelopment(tx, scope, { tenantId, developmentId }, { ...details, embeddingModel })))
      throw refused('slug', 'Another development has this short name. Choose another.');
    await recordAudit(tx, scope, {
      action: 'development.created',
      tenantId,
      subjectType: 'development',
      subjectId: developmentId,
      details: { name: details.name, slug: details.slug },
    });
  });
  return developmentId;
}

/**
 * Changes what is written down of a development. Throws AppError 422 with the fields, 404, 409 when others were faster.
 */
export async function changeDevelopment(
  scope: PlatformScope,
  given: string | undefined,
  fields: unknown,
): Promise<void> {
  const id = requireId(given, noDevelopment);
  const { seen, ...details } = validate(developmentSchema, fields);
  await withScope(scope, async (tx) => {
    const before = await lockDevelopment(tx, scope, id);
    if (!before) throw noDevelopment();
    if (stateOf(before) !== seen)
      throw new AppError(
        'conflict',
        'Somebody else has changed this development since you opened the page. What is saved now stands below each ' +
          'field; what you typed is still there.',
      );
    const moved = before.latitude !== details.latitude || before.longitude !== details.longitude;
    await updateDevelopment(tx, scope, { tenantId: before.tenantId, developmentId: id }, { ...details, moved });
    await recordAudit(tx, scope, {
      action: 'development.changed',
      tenantId: before.tenantId,
      subjectType: 'development',
      subjectId: id,
      details,
    });
  });
}

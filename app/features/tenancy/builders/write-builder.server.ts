import { v7 } from 'uuid';
import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { insertBuilder, lockBuilder, updateBuilder } from '#db/queries/tenancy/builders.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { requireReadable } from '../settings/require-readable.ts';
import { noBuilder, stateOf } from './read-builder.server.ts';
import { builderSchema, newBuilderSchema } from './schema.ts';

const taken = () => {
  const message = 'Another builder has this short name. Choose another.';
  return new AppError('invalid-input', `slug: ${message}`, { fields: [{ field: 'slug', message }] });
};

/** Writes a new builder down (H1); returns its id. Throws AppError 422 with the fields. */
export async function createBuilder(scope: PlatformScope, fields: unknown): Promise<string> {
  const { name, slug, accent, ...contact } = validate(newBuilderSchema, fields);
  requireReadable(accent);
  const id = v7();
  const { support_email: supportEmail, support_phone: supportPhone } = contact;
  await withScope(scope, async (tx) => {
    if (!(await insertBuilder(tx, scope, { id, name, slug, brand: { accent }, supportEmail, supportPhone })))
      throw taken();
    await recordAudit(tx, scope, {
      action: 'tenant.created',
      tenantId: id,
      subjectType: 'tenant',
      subjectId: id,
      details: { name, slug },
    });
  });
  return id;
}

/** Changes what is written down of a builder. Throws AppError 422 with the fields, 404, 409 when others were faster. */
export async function changeBuilder(scope: PlatformScope, given: string | undefined, fields: unknown): Promise<void> {
  const id = requireId(given, noBuilder);
  const { seen, name, accent, ...contact } = validate(builderSchema, fields);
  const { support_email: supportEmail, support_phone: supportPhone } = contact;
  await withScope(scope, async (tx) => {
    const before = await lockBuilder(tx, scope, id);
    if (!before) throw noBuilder();
    if (stateOf(before) !== seen)
      throw new AppError(
        'conflict',
        'Somebody else has changed this builder since you opened the page. What is saved now stands below each ' +
          'field; what you typed is still there.',
      );
    if (accent !== before.brand.accent) requireReadable(accent);
    await updateBuilder(tx, scope, id, { name, brand: { ...before.brand, accent }, supportEmail, supportPhone });
    await recordAudit(tx, scope, {
      action: 'tenant.changed',
      tenantId: id,
      subjectType: 'tenant',
      subjectId: id,
      details: { name, accent },
    });
  });
}

import { findDevelopmentTypes } from '#db/queries/documents/documents.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';

/** Throws AppError 422, with the field, unless the development is the tenant's and has these house types. */
export async function checkHouseTypes(scope: TenantScope, developmentId: string, codes: string[]): Promise<void> {
  const development = await withScope(scope, (tx) => findDevelopmentTypes(tx, scope, developmentId), {
    readOnly: true,
  });
  if (!development) throw invalidField('development_id', 'is not one of your developments');
  const unknown = codes.filter((code) => !development.codes.includes(code));
  if (unknown.length > 0)
    throw invalidField(
      'house_types',
      `unknown: ${unknown.join(', ')}; this development has ${development.codes.join(', ')}`,
    );
}

export const invalidField = (field: string, message: string): AppError =>
  new AppError('invalid-input', `${field}: ${message}`, { fields: [{ field, message }] });

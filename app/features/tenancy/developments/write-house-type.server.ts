import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import {
  deleteHouseType,
  insertHouseType,
  isTypeInUse,
  listHouseTypes,
  lockDevelopment,
  MAX_HOUSE_TYPES,
  updateHouseType,
  type HouseType,
} from '#db/queries/tenancy/development-details.ts';
import { withScope, type PlatformScope, type Tx } from '#db/scope.ts';
import { noDevelopment, stateOfType } from './read-development.server.ts';
import { changedTypeSchema, houseTypeCodeSchema, houseTypeSchema } from './schema.ts';

type Key = { tenantId: string; developmentId: string };

const ofCode = (message: string) =>
  new AppError('invalid-input', `code: ${message}`, { fields: [{ field: 'code', message }] });

/** Adds a house type to a development (H2). Throws AppError 422 with the fields, 404. */
export async function addHouseType(scope: PlatformScope, given: string | undefined, fields: unknown): Promise<void> {
  const type = validate(houseTypeSchema, fields);
  await withTypes(scope, given, async (tx, key, types) => {
    if (types.length >= MAX_HOUSE_TYPES) throw ofCode(`A development has at most ${MAX_HOUSE_TYPES} house types.`);
    // Codes that differ by their letters' size alone are mixed up by people and files.
    const twin = types.find(({ code }) => code.toLowerCase() === type.code.toLowerCase());
    if (twin || !(await insertHouseType(tx, scope, key, type)))
      throw ofCode(`There is a house type ${twin?.code ?? type.code} already. Choose another code.`);
    await record(tx, scope, key, 'house-type.added', type);
  });
}

/** Changes what a house type is called. Throws AppError 422 with the fields, 404, 409 when others were faster. */
export async function changeHouseType(scope: PlatformScope, given: string | undefined, fields: unknown): Promise<void> {
  const { seen, ...type } = validate(changedTypeSchema, fields);
  await withTypes(scope, given, async (tx, key, types) => {
    if (stateOfType(requireType(types, type.code)) !== seen)
      throw new AppError(
        'conflict',
        'Somebody else has changed this house type since you opened the page. What is saved now stands below each ' +
          'field; what you typed is still there.',
      );
    await updateHouseType(tx, scope, key, type);
    await record(tx, scope, key, 'house-type.changed', type);
  });
}

/** Removes a house type of which there is no house and no document. Throws AppError 404, 409 while there is one. */
export async function removeHouseType(scope: PlatformScope, given: string | undefined, fields: unknown): Promise<void> {
  const { code } = validate(houseTypeCodeSchema, fields);
  await withTypes(scope, given, async (tx, key, types) => {
    const type = requireType(types, code);
    const used = await isTypeInUse(tx, scope, key, code);
    if (used.houses || used.documents)
      throw new AppError(
        'conflict',
        `${used.houses ? 'A house is' : 'A document is for houses'} of type ${code}, so it stays. Give ` +
          `${used.houses ? 'that house' : 'that document'} another type first.`,
      );
    await deleteHouseType(tx, scope, key, code);
    await record(tx, scope, key, 'house-type.removed', type);
  });
}

/** With the development locked, so that of two who change its types one comes after the other. */
async function withTypes(
  scope: PlatformScope,
  given: string | undefined,
  work: (tx: Tx, key: Key, types: HouseType[]) => Promise<void>,
): Promise<void> {
  const id = requireId(given, noDevelopment);
  await withScope(scope, async (tx) => {
    const development = await lockDevelopment(tx, scope, id);
    if (!development) throw noDevelopment();
    const key = { tenantId: development.tenantId, developmentId: id };
    await work(tx, key, await listHouseTypes(tx, scope, key));
  });
}

function requireType(types: readonly HouseType[], code: string): HouseType {
  const type = types.find((one) => one.code === code);
  if (!type)
    throw new AppError(
      'not-found',
      `There is no house type ${code} here any more. The page shows those that there are.`,
    );
  return type;
}

const record = (tx: Tx, scope: PlatformScope, { tenantId, developmentId }: Key, action: string, type: HouseType) =>
  recordAudit(tx, scope, {
    action,
    tenantId,
    subjectType: 'development',
    subjectId: developmentId,
    details: { ...type },
  });

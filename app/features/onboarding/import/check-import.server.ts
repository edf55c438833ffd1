import { v7 } from 'uuid';
import { consume } from '#app/platform/rate-limiter.ts';
import { readFormFile } from '#app/platform/request/read-form-file.ts';
import { insertHouseImport } from '#db/queries/onboarding/house-imports.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { describePlan } from './findings.ts';
import { makePlan } from './make-plan.server.ts';
import { MAX_IMPORT_BYTES } from './import-limits.ts';
import { readImport } from './read-import.ts';

/**
 * Checks a file of houses against the houses that there are, and keeps it with what it would change (G2): no house is
 * touched. Returns the id under which it can be imported. Throws AppError: 413 over 4 MB, 415 for no form with a file,
 * 422 for a file that is no CSV of at most 10,000 houses, 429.
 */
export async function checkImport(request: Request, scope: TenantScope): Promise<string> {
  const { actor } = scope;
  await consume('house-import', actor.kind === 'staff' ? actor.userId : scope.tenantId);
  const { name, bytes } = await readFormFile(request, 'file', MAX_IMPORT_BYTES);
  const read = readImport(bytes);
  const plan = await makePlan(scope, read);
  const id = v7();
  const one = { id, fileName: name, file: bytes, findings: describePlan(plan, read) };
  await withScope(scope, (tx) => insertHouseImport(tx, scope, one));
  return id;
}

import { recordAudit } from '#app/features/observability/record-audit.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { validate } from '#app/platform/http.ts';
import {
  lockBuilderSettings,
  lockDevelopmentSettings,
  updateBuilderSettings,
  updateDevelopmentSettings,
} from '#db/queries/tenancy/settings.ts';
import { wantPapersMatched } from '#db/queries/tenancy/developments.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { stateOfBuilder, stateOfDevelopment } from './read-settings.server.ts';
import { requireReadable } from './require-readable.ts';
import { builderSettingsSchema, developmentSettingsSchema } from './schema.ts';

const changedMeanwhile = () =>
  new AppError(
    'conflict',
    'Somebody else has changed these settings since you opened the page. Open it again to see theirs; what you typed ' +
      'is still below.',
  );

/** Changes how owners see and reach a builder. Throws AppError 422 with the fields, 409 when others were faster. */
export async function changeBuilderSettings(scope: TenantScope, fields: unknown): Promise<void> {
  const {
    seen,
    accent,
    support_email: supportEmail,
    support_phone: supportPhone,
  } = validate(builderSettingsSchema, fields);
  await withScope(scope, async (tx) => {
    const before = await lockBuilderSettings(tx, scope);
    if (!before || stateOfBuilder(before) !== seen) throw changedMeanwhile();
    if (accent !== before.brand.accent) requireReadable(accent);
    await updateBuilderSettings(tx, scope, { brand: { ...before.brand, accent }, supportEmail, supportPhone });
    await recordAudit(tx, scope, {
      action: 'settings.builder-changed',
      subjectType: 'tenant',
      subjectId: scope.tenantId,
      details: { accent },
    });
  });
}

/**
 * Changes what holds for one development. Throws AppError 422 with the fields, 404 where it is not theirs, 409 when
 * others were faster.
 */
export async function changeDevelopmentSettings(scope: TenantScope, fields: unknown): Promise<void> {
  const { seen, development_id: id, ...typed } = validate(developmentSettingsSchema, fields);
  await withScope(scope, async (tx) => {
    const before = await lockDevelopmentSettings(tx, scope, id);
    if (!before) throw new AppError('not-found', 'There is no such development. Open the page again.');
    if (stateOfDevelopment(before) !== seen) throw changedMeanwhile();
    await updateDevelopmentSettings(tx, scope, id, {
      emergencyPhone: typed.emergency_phone,
      asksSurname: typed.asks_surname,
      afterSales: typed.after_sales,
      ruleSet: typed.rule_set ?? null,
      holdsCodes: typed.holds_codes,
    });
    if ((typed.rule_set ?? null) !== before.ruleSet) await wantPapersMatched(tx, scope, [id]);
    await recordAudit(tx, scope, {
      action: 'settings.development-changed',
      subjectType: 'development',
      subjectId: id,
      details: { asks_surname: typed.asks_surname, holds_codes: typed.holds_codes, rule_set: typed.rule_set ?? null },
    });
  });
}

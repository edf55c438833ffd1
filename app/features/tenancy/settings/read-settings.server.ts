import { createHash } from 'node:crypto';
import {
  listDevelopmentNames,
  readBuilderSettings,
  readDevelopmentSettings,
  type BuilderSettings,
  type DevelopmentSettings,
} from '#db/queries/tenancy/settings.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';

export type Settings = {
  builder: { seen: string; support_email: string; support_phone: string; accent: string };
  developments: { id: string; name: string }[];
  /** The one asked for, else the first; null where the builder has none. */
  development: {
    seen: string;
    id: string;
    name: string;
    emergency_phone: string;
    asks_surname: boolean;
    after_sales: string;
    /** Empty: as its addresses say. */
    rule_set: string;
    holds_codes: boolean;
  } | null;
};

/**
 * How a builder appears to owners and is reached, and what holds for one of their developments. `seen` names the state
 * that was read: who changes a former one is told. Throws AppError 404 for a development that is not theirs.
 */
export async function readSettings(scope: TenantScope, developmentId: string | null): Promise<Settings> {
  return withScope(
    scope,
    async (tx) => {
      const builder = await readBuilderSettings(tx, scope);
      const developments = await listDevelopmentNames(tx, scope);
      const one = developments.find(({ id }) => developmentId === null || id === developmentId);
      const own = one && (await readDevelopmentSettings(tx, scope, one.id));
      if (!builder || (developmentId !== null && !one))
        throw new AppError('not-found', 'There is no such development. Choose one of the list.');
      return {
        builder: {
          seen: stateOfBuilder(builder),
          support_email: builder.supportEmail,
          support_phone: builder.supportPhone,
          accent: builder.brand.accent,
        },
        developments,
        development:
          one && own
            ? {
                seen: stateOfDevelopment(own),
                id: one.id,
                name: one.name,
                emergency_phone: own.emergencyPhone,
                asks_surname: own.asksSurname,
                after_sales: own.afterSales,
                rule_set: own.ruleSet ?? '',
                holds_codes: own.holdsCodes,
              }
            : null,
      };
    },
    { readOnly: true },
  );
}

export const stateOfBuilder = ({ brand, supportEmail, supportPhone }: BuilderSettings): string =>
  digest([brand.accent, supportEmail, supportPhone]);

export const stateOfDevelopment = (settings: DevelopmentSettings): string => {
  const { emergencyPhone, asksSurname, afterSales, ruleSet, holdsCodes } = settings;
  return digest([emergencyPhone, asksSurname, afterSales, ruleSet, holdsCodes]);
};

const digest = (values: unknown[]): string => createHash('sha256').update(JSON.stringify(values)).digest('base64url');

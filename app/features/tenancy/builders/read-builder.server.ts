import { createHash } from 'node:crypto';
import { countBuilderUse, readBuilder, type BuilderDetails, type BuilderUse } from '#db/queries/tenancy/builders.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { requireId } from '#app/platform/require-id.ts';

export type Builder = {
  tenant: { id: string; name: string };
  details: {
    seen: string;
    name: string;
    slug: string;
    support_email: string;
    support_phone: string;
    accent: string;
  };
  use: BuilderUse;
  /** Null while it is open. */
  retired: { at: string; reason: string } | null;
};

export const noBuilder = () =>
  new AppError('not-found', 'There is no builder at this address. Choose one of the list of tenants.');

/**
 * A builder as it is written down, with how much it has (H1). `seen` names the state that was read: who changes a
 * former one is told. Throws AppError 404.
 */
export async function describeBuilder(scope: PlatformScope, given: string | undefined): Promise<Builder> {
  const id = requireId(given, noBuilder);
  return withScope(
    scope,
    async (tx) => {
      const row = await readBuilder(tx, scope, id);
      if (!row) throw noBuilder();
      const { name, slug, supportEmail, supportPhone, brand } = row;
      return {
        tenant: { id, name },
        details: {
          seen: stateOf(row),
          name,
          slug,
          support_email: supportEmail,
          support_phone: supportPhone,
          accent: brand.accent,
        },
        use: await countBuilderUse(tx, scope, id),
        retired: row.retiredAt && { at: row.retiredAt.toISOString(), reason: row.retiredReason ?? '' },
      };
    },
    { readOnly: true },
  );
}

/** Names what is written down of a builder. */
export const stateOf = ({ name, brand, supportEmail, supportPhone }: BuilderDetails): string =>
  createHash('sha256')
    .update(JSON.stringify([name, brand.accent, supportEmail, supportPhone]))
    .digest('base64url');

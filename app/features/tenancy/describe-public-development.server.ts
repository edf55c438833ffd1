import { AppError } from '#app/platform/errors.ts';
import { findPublicDevelopment } from '#db/queries/tenancy/developments.ts';
import { withScope, type AnonymousScope } from '#db/scope.ts';

export type PublicDevelopment = {
  slug: string;
  name: string;
  tenant: { slug: string; name: string };
  brand: { accent: string };
};

/** A development's public face: its name, its builder and the builder's brand. Throws AppError 404. */
export async function describePublicDevelopment(scope: AnonymousScope, slug: string): Promise<PublicDevelopment> {
  const found = /^[a-z0-9-]{1,100}$/.test(slug)
    ? await withScope(scope, (tx) => findPublicDevelopment(tx, slug), { readOnly: true })
    : undefined;
  if (!found) throw new AppError('not-found', 'There is no development of this name. Check the address.');
  return {
    slug: found.slug,
    name: found.name,
    tenant: { slug: found.tenantSlug, name: found.tenantName },
    brand: { accent: found.brand.accent },
  };
}

import { homeowners, houses, qrTokens } from '../schema/homes.ts';
import { staffUsers } from '../schema/identity.ts';
import { developments, houseTypes, tenants } from '../schema/tenancy.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { pilotId } from './pilot-ids.ts';
import type { NeighbourToSeed } from './seed-neighbour.ts';

const house = (number: number, owner: string) => ({
  id: pilotId('house', `elm-grove-${number}`),
  tokenId: pilotId('qr-token', `elm-grove-${number}`),
  label: `${number} Elm Grove`,
  owner,
});

/** A third, small tenant, which the journey of retiring a builder (H1) may close without disturbing another's. */
export const CLOSING = {
  tenantId: pilotId('tenant', 'elm-homes'),
  slug: 'elm-homes',
  name: 'Elm Homes',
  developmentId: pilotId('development', 'elm-grove'),
  developmentSlug: 'elm-grove',
  houses: [house(1, 'Gráinne Keane'), house(2, 'Peadar Hickey')],
  developer: { email: 'developer@elm-homes.example', password: 'elm-demo-password' },
} as const;

/** Its rows; doing it twice changes nothing. For tests only. */
export async function seedClosingRows({ hashOf, passwordHash, embeddingModel }: NeighbourToSeed): Promise<void> {
  const { tenantId, developmentId, slug, name } = CLOSING;
  const contacts = { supportEmail: 'care@elm-homes.example', supportPhone: '052 555 0100' };
  const site = { name: 'Elm Grove', address: 'Abbey Road, Clonmel', latitude: 52.3553, longitude: -7.7039 };
  await withScope(systemScope('seed'), async (tx) => {
    await tx
      .insert(tenants)
      .values({ id: tenantId, slug, name, brand: { accent: '#35582f' }, ...contacts })
      .onConflictDoNothing();
    await tx
      .insert(developments)
      .values({ tenantId, id: developmentId, slug: CLOSING.developmentSlug, ...site, embeddingModel })
      .onConflictDoNothing();
    await tx
      .insert(houseTypes)
      .values({ tenantId, developmentId, code: 'A', name: 'Type A', description: 'Terrace' })
      .onConflictDoNothing();
    for (const { id, tokenId, label, owner } of CLOSING.houses) {
      await tx
        .insert(houses)
        .values({ tenantId, id, developmentId, houseType: 'A', label, address: `${label}, Clonmel` })
        .onConflictDoNothing();
      await tx
        .insert(homeowners)
        .values({ tenantId, id: pilotId('homeowner', label), houseId: id, fullName: owner })
        .onConflictDoNothing();
      await tx
        .insert(qrTokens)
        .values({ tenantId, id: tokenId, houseId: id, tokenHash: hashOf(tokenId) })
        .onConflictDoNothing();
    }
    const { email } = CLOSING.developer;
    await tx
      .insert(staffUsers)
      .values({ id: pilotId('staff', email), tenantId, role: 'manager', email, fullName: 'Orla Meade', passwordHash })
      .onConflictDoNothing();
  });
}

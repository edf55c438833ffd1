import { homeowners, houses, qrTokens } from '../schema/homes.ts';
import { staffUsers } from '../schema/identity.ts';
import { developments, houseTypes, tenants } from '../schema/tenancy.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope, type Tx } from '../scope.ts';
import { NEIGHBOUR } from './neighbour.ts';
import { pilotId } from './pilot-ids.ts';
import type { HousesToSeed } from './seed-houses.ts';

export type NeighbourToSeed = Pick<HousesToSeed, 'hashOf'> & { passwordHash: string; embeddingModel: string };

/** The second tenant's rows; doing it twice changes nothing. For tests and load runs only. */
export async function seedNeighbourRows({ hashOf, passwordHash, embeddingModel }: NeighbourToSeed): Promise<void> {
  const { tenantId, developmentId } = NEIGHBOUR;
  await withScope(systemScope('seed'), async (tx) => {
    await tx
      .insert(tenants)
      .values({
        id: tenantId,
        slug: NEIGHBOUR.slug,
        name: 'Harbour Homes',
        brand: { accent: '#8a6d2f' },
        supportEmail: 'care@harbour-homes.example',
        supportPhone: '051 555 0100',
      })
      .onConflictDoNothing();
    await tx
      .insert(developments)
      .values({
        tenantId,
        id: developmentId,
        slug: NEIGHBOUR.developmentSlug,
        name: 'Harbour View',
        address: 'Quay Road, Dungarvan',
        latitude: 52.0886,
        longitude: -7.6204,
        embeddingModel,
      })
      .onConflictDoNothing();
    await tx
      .insert(houseTypes)
      .values({ tenantId, developmentId, code: 'A', name: 'Type A', description: 'Harbour house' })
      .onConflictDoNothing();
    for (const house of NEIGHBOUR.houses) await seedHouse(tx, house, hashOf(house.tokenId));
    const [, second] = NEIGHBOUR.houses;
    await tx
      .insert(qrTokens)
      .values({
        tenantId,
        id: NEIGHBOUR.revokedTokenId,
        houseId: second.id,
        tokenHash: hashOf(NEIGHBOUR.revokedTokenId),
        revokedAt: new Date(),
      })
      .onConflictDoNothing();
    await tx
      .insert(staffUsers)
      .values({
        id: pilotId('staff', NEIGHBOUR.developer.email),
        tenantId,
        role: 'manager',
        email: NEIGHBOUR.developer.email,
        fullName: 'Donal Power',
        passwordHash,
      })
      .onConflictDoNothing();
  });
}

async function seedHouse(tx: Tx, house: (typeof NEIGHBOUR.houses)[number], tokenHash: string): Promise<void> {
  const { tenantId, developmentId } = NEIGHBOUR;
  await tx
    .insert(houses)
    .values({
      tenantId,
      id: house.id,
      developmentId,
      houseType: 'A',
      label: house.label,
      address: `${house.label}, Dungarvan`,
    })
    .onConflictDoNothing();
  await tx
    .insert(homeowners)
    .values({
      tenantId,
      id: pilotId('homeowner', house.label),
      houseId: house.id,
      fullName: house.owner,
      email: `${house.label.slice(0, 1)}@harbour.example`,
    })
    .onConflictDoNothing();
  await tx.insert(qrTokens).values({ tenantId, id: house.tokenId, houseId: house.id, tokenHash }).onConflictDoNothing();
}

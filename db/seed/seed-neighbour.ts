import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { storeDocument } from '#app/features/documents/store-document.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { hashPassword } from '#app/platform/password.ts';
import { deriveQrToken, hashToken } from '#app/platform/tokens.ts';
import { homeowners, houses, qrTokens } from '../schema/homes.ts';
import { staffUsers } from '../schema/identity.ts';
import { developments, houseTypes, tenants } from '../schema/tenancy.ts';
import { jobScope, systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { NEIGHBOUR } from './neighbour.ts';
import { pilotId } from './pilot-ids.ts';

const GUIDE = `# Where things are

## Fuse board

The fuse board of a Harbour View house is in the boathouse, behind the red door.

## Stopcock

The stopcock is under the slipway hatch.
`;

/** Puts the second tenant in place; doing it twice changes nothing. For tests and load runs only. */
export async function seedNeighbour(secret: string): Promise<typeof NEIGHBOUR> {
  const { tenantId, developmentId } = NEIGHBOUR;
  const passwordHash = await hashPassword(NEIGHBOUR.developer.password);
  const { model } = embedder();
  await withScope(systemScope('seed'), async (tx) => {
    await tx.insert(tenants).values({ id: tenantId, slug: NEIGHBOUR.slug, name: 'Harbour Homes', brand: { accent: '#8a6d2f' }, supportEmail: 'care@harbour-homes.example', supportPhone: '051 555 0100' }).onConflictDoNothing();
    await tx.insert(developments).values({ tenantId, id: developmentId, slug: NEIGHBOUR.developmentSlug, name: 'Harbour View', address: 'Quay Road, Dungarvan', latitude: 52.0886, longitude: -7.6204, embeddingModel: model }).onConflictDoNothing();
    await tx.insert(houseTypes).values({ tenantId, developmentId, code: 'A', name: 'Type A', description: 'Harbour house' }).onConflictDoNothing();
    for (const house of NEIGHBOUR.houses) {
      await tx.insert(houses).values({ tenantId, id: house.id, developmentId, houseType: 'A', label: house.label, address: `${house.label}, Dungarvan` }).onConflictDoNothing();
      await tx.insert(homeowners).values({ tenantId, id: pilotId('homeowner', house.label), houseId: house.id, fullName: house.owner, email: `${house.label.slice(0, 1)}@harbour.example` }).onConflictDoNothing();
      await tx.insert(qrTokens).values({ tenantId, id: house.tokenId, houseId: house.id, tokenHash: hashToken(deriveQrToken(secret, tenantId, house.tokenId)) }).onConflictDoNothing();
    }
    const [, second] = NEIGHBOUR.houses;
    await tx.insert(qrTokens).values({ tenantId, id: NEIGHBOUR.revokedTokenId, houseId: second.id, tokenHash: hashToken(deriveQrToken(secret, tenantId, NEIGHBOUR.revokedTokenId)), revokedAt: new Date() }).onConflictDoNothing();
    await tx.insert(staffUsers).values({ id: pilotId('staff', NEIGHBOUR.developer.email), tenantId, role: 'manager', email: NEIGHBOUR.developer.email, fullName: 'Donal Power', passwordHash }).onConflictDoNothing();
  });
  await storeGuide();
  return NEIGHBOUR;
}

async function storeGuide(): Promise<void> {
  const folder = resolve(env.DATA_DIR, 'tmp');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'harbour-guide.md');
  await writeFile(path, GUIDE);
  await storeDocument(jobScope('seed', NEIGHBOUR.tenantId), {
    id: NEIGHBOUR.documentId,
    developmentId: NEIGHBOUR.developmentId,
    title: NEIGHBOUR.documentTitle,
    category: 'guides',
    houseTypes: ['A'],
    file: { path, filename: 'harbour-guide.md', kind: 'md', sizeBytes: Buffer.byteLength(GUIDE), sha256: createHash('sha256').update(GUIDE).digest('hex') },
  });
  await rm(path, { force: true });
}

import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { storeDocument } from '#app/features/documents/upload/store-document.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { hashPassword } from '#app/platform/password.ts';
import { jobScope } from '#db/scope-makers.ts';
import { CLOSING, seedClosingRows } from '#db/seed/closing.ts';
import { NEIGHBOUR } from '#db/seed/neighbour.ts';
import { seedNeighbourRows } from '#db/seed/seed-neighbour.ts';
import { qrCodesOf } from './qr-codes.ts';

const GUIDE = `# Where things are

## Fuse board

The fuse board of a Harbour View house is in the boathouse, behind the red door.

## Stopcock

The stopcock is under the slipway hatch.
`;

/**
 * Puts the second tenant and its document in place; done twice, the document has one version more. For tests and load
 * runs only.
 */
export async function seedNeighbour(secret: string): Promise<void> {
  await seedNeighbourRows({
    hashOf: qrCodesOf(secret, NEIGHBOUR.tenantId).hashOf,
    passwordHash: await hashPassword(NEIGHBOUR.developer.password),
    embeddingModel: embedder().model,
  });
  await storeGuide();
}

/** Puts the tenant in place that the journey of retiring one closes. For tests only. */
export async function seedClosing(secret: string): Promise<void> {
  await seedClosingRows({
    hashOf: qrCodesOf(secret, CLOSING.tenantId).hashOf,
    passwordHash: await hashPassword(CLOSING.developer.password),
    embeddingModel: embedder().model,
  });
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
    file: {
      path,
      filename: 'harbour-guide.md',
      kind: 'md',
      sizeBytes: Buffer.byteLength(GUIDE),
      sha256: createHash('sha256').update(GUIDE).digest('hex'),
    },
  });
  await rm(path, { force: true });
}

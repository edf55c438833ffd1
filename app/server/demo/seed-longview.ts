import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { env } from '#app/platform/env.ts';
import { resolveSessionSecret } from '#app/platform/session-secret.ts';
import { PILOT_DEVELOPMENT, PILOT_TENANT } from '#db/seed/longview/houses.ts';
import { pilotId } from '#db/seed/pilot-ids.ts';
import { seedHouses } from '#db/seed/seed-houses.ts';
import { seedPlaces } from '#db/seed/seed-places.ts';
import { seedTenant } from '#db/seed/seed-tenant.ts';
import { qrCodesOf } from './qr-codes.ts';
import { seedCare } from './seed-care.ts';
import { seedDocuments } from './seed-documents.ts';
import { seedStaff, type DemoSignIn } from './seed-staff.ts';

export type Pilot = {
  tenantId: string;
  developmentId: string;
  documentIds: string[];
  signIns: DemoSignIn[];
};

/**
 * Puts the pilot in place: tenant `longview-estates`, Longview Park, its house types, twenty houses with owners and QR
 * tokens, staff, and the documents, whose ingestion is queued. Idempotent: what is there stays, a changed document
 * becomes a new version.
 */
export async function seedLongview(): Promise<Pilot> {
  const tenantId = pilotId('tenant', PILOT_TENANT.slug);
  const developmentId = pilotId('development', PILOT_DEVELOPMENT.slug);
  const secret = resolveSessionSecret(env);
  await seedTenant({ tenantId, developmentId, embeddingModel: embedder().model });
  await seedHouses({ tenantId, developmentId, ...qrCodesOf(secret, tenantId) });
  await seedPlaces({ tenantId, developmentId });
  const signIns = await seedStaff({ tenantId, secret });
  await seedCare({ tenantId, developmentId });
  const documentIds = await seedDocuments({ tenantId, developmentId });
  return { tenantId, developmentId, documentIds, signIns };
}

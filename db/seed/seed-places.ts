import { and, eq } from 'drizzle-orm';
import { pointsOfInterest } from '../schema/homes.ts';
import { developments } from '../schema/tenancy.ts';
import { systemScope } from '../scope-makers.ts';
import { withScope } from '../scope.ts';
import { PILOT_PLACES } from './longview/places.ts';
import { pilotId } from './pilot-ids.ts';

/** The pilot's places nearby, for a development that has none yet: what a refresh has looked up stays. */
export async function seedPlaces(pilot: { tenantId: string; developmentId: string }): Promise<void> {
  const { tenantId, developmentId } = pilot;
  await withScope(systemScope('seed'), async (tx) => {
    const [present] = await tx
      .select({ id: pointsOfInterest.id })
      .from(pointsOfInterest)
      .where(and(eq(pointsOfInterest.tenantId, tenantId), eq(pointsOfInterest.developmentId, developmentId)))
      .limit(1);
    if (present) return;
    const refreshedAt = new Date();
    await tx
      .update(developments)
      .set({ placesRefreshedAt: refreshedAt })
      .where(and(eq(developments.tenantId, tenantId), eq(developments.id, developmentId)));
    await tx
      .insert(pointsOfInterest)
      .values(
        PILOT_PLACES.map(({ key, ...place }) => ({
          ...place,
          tenantId,
          developmentId,
          id: pilotId('place', key),
          source: 'seed',
          sourceId: key,
          refreshedAt,
        })),
      )
      .onConflictDoNothing();
  });
}

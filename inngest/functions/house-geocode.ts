import { geocodeHouse } from '#app/features/homes/geocode-house.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { geocoder } from '#app/platform/maps/geocoder.server.ts';
import type { Geocoder } from '#app/platform/maps/geocoder.ts';
import { jobScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { houseGeocodeRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/**
 * Finds a house's coordinates by its address (C2). One house of a tenant at a time, so that a list of houses leaves
 * others their turn.
 */
export function houseGeocode(service: () => Geocoder = geocoder) {
  return inngest.createFunction(
    {
      id: 'house-geocode',
      name: 'Find a house on the map',
      triggers: [{ event: houseGeocodeRequested }],
      concurrency: [{ limit: 2 }, { limit: 1, key: 'event.data.tenant_id' }],
      ...jobFunction,
      onFailure: failJob,
    },
    async ({ event, step }) => {
      const { job_id, tenant_id, house_id, force } = event.data;
      const scope = jobScope('house-geocode', tenant_id);
      if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
        return { skipped: 'The job has ended already.' };
      return step.run('locate', () => inStep(() => geocodeHouse(scope, { houseId: house_id, force }, service())));
    },
  );
}

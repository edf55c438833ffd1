import { refreshPointsOfInterest } from '#app/features/homes/refresh-points-of-interest.server.ts';
import { requestStalePlaces } from '#app/features/homes/request-places-refresh.server.ts';
import { isJobOpen } from '#app/features/jobs/record-job-progress.server.ts';
import { overpass, type Overpass } from '#app/platform/maps/overpass.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { pointsOfInterestRefreshRequested } from '../events.ts';
import { inStep } from './step-errors.ts';
import { failJob, jobFunction } from './with-job-status.ts';

/** Looks up what is around a development (C2). One at a time: the map service is shared with the world. */
export function pointsOfInterestRefresh(service: () => Overpass = overpass) {
  return inngest.createFunction(
    {
      id: 'points-of-interest-refresh',
      name: 'Look up places near a development',
      triggers: [{ event: pointsOfInterestRefreshRequested }],
      // The map service is asked once at a time, by builders in turn.
      concurrency: [{ limit: 1 }, { limit: 1, key: 'event.data.tenant_id' }],
      ...jobFunction,
      onFailure: failJob,
    },
    async ({ event, step }) => {
      const { job_id, tenant_id, development_id } = event.data;
      const scope = jobScope('points-of-interest-refresh', tenant_id);
      if (!(await step.run('begin', () => inStep(() => isJobOpen(scope, job_id)))))
        return { skipped: 'The job has ended already.' };
      return step.run('look-up', () => inStep(() => refreshPointsOfInterest(scope, development_id, service())));
    },
  );
}

/** Every night, where an Overpass server is set up: asks for the places of developments that are a month old. */
export const pointsOfInterestAge = inngest.createFunction(
  {
    id: 'points-of-interest-age',
    name: 'Renew old places',
    triggers: [{ cron: 'TZ=Europe/Dublin 10 4 * * *' }],
    concurrency: 1,
  },
  async ({ step }) => {
    if (overpass().kind === 'none') return { requested: 0 };
    return {
      requested: await step.run('request', () =>
        inStep(() => requestStalePlaces(systemScope('points-of-interest-age'))),
      ),
    };
  },
);

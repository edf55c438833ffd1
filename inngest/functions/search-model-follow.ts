import { followSearchModel } from '#app/features/ingestion/follow-search-model.server.ts';
import { embedder } from '#app/platform/embeddings/embedder.server.ts';
import { jobScope, systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { inStep } from './step-errors.ts';

/** Every night, as at each start: asks for the re-index of developments that are not searched with the model in use. */
export const searchModelFollow = inngest.createFunction(
  {
    id: 'search-model-follow',
    name: 'Follow the search model in use',
    triggers: [{ cron: 'TZ=Europe/Dublin 20 4 * * *' }],
    concurrency: 1,
  },
  async ({ step }) => ({
    queued: await step.run('follow', () =>
      inStep(() =>
        followSearchModel(systemScope('search-model'), embedder().model, (tenantId) =>
          jobScope('search-model', tenantId),
        ),
      ),
    ),
  }),
);

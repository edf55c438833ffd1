import { endNotes } from '#app/features/insights/notes/end-notes.server.ts';
import { systemScope } from '#db/scope-makers.ts';
import { inngest } from '../client.ts';
import { inStep } from './step-errors.ts';

/** Goes of one run at most. */
const MAX_STEPS = 1_000;

/** Every ten minutes, so that a day's end is not missed where no process ran at midnight. */
export const notesEnd = inngest.createFunction(
  {
    id: 'notes-end',
    name: 'Forget the words of notes that have ended',
    triggers: [{ cron: '*/10 * * * *' }],
    concurrency: 1,
  },
  async ({ step }) => {
    let ended = 0;
    for (let batch = 0; batch < MAX_STEPS; batch += 1) {
      const some = await step.run(`end-${batch}`, () => inStep(() => endNotes(systemScope('notes'))));
      ended += some;
      if (some === 0) break;
    }
    return { ended };
  },
);

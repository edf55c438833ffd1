import type { z } from 'zod';
import { deleteDone, insertDone } from '#db/queries/care/house-terms.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { AppError } from '#app/platform/errors.ts';
import { readTasks } from './list-tasks.server.ts';
import type { tickSchema, untickSchema } from './schema.ts';

/**
 * Ticks off the task that was due on `due_on`; the next is due an interval after `done_on`. Twice, or on two devices,
 * it is ticked once. Throws AppError: 404, 409 when another one is due by now, 422 for a day to come.
 */
export async function tickTask(
  scope: HouseScope,
  tick: z.output<typeof tickSchema>,
  today = isoDay(new Date()),
): Promise<void> {
  const { term_id: termId, due_on: dueOn, done_on: doneOn, note } = tick;
  if (doneOn > today || doneOn < '2000-01-01')
    throw new AppError('invalid-input', 'done_on: choose today or a day before', {
      fields: [{ field: 'done_on', message: 'choose today or a day before' }],
    });
  await withScope(scope, async (tx) => {
    const [task] = await readTasks(tx, scope, today, { id: termId });
    if (!task) throw noSuchTask();
    if (task.last?.due_on === dueOn) return;
    if (task.due_on !== dueOn)
      throw new AppError('conflict', 'This was ticked off meanwhile. Open the calendar again and look.');
    await insertDone(tx, scope, { termId, dueOn, doneOn, note });
  });
}

/** Takes the last tick of a task back. */
export async function untickTask(scope: HouseScope, tick: z.output<typeof untickSchema>): Promise<void> {
  await withScope(scope, (tx) => deleteDone(tx, scope, { termId: tick.term_id, dueOn: tick.due_on }));
}

const noSuchTask = () => new AppError('not-found', 'There is no such task in your calendar any more.');

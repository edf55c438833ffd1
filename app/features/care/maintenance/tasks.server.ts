import type { z } from 'zod';
import { deleteDone, insertDone, listHouseTerms, readHandover } from '#db/queries/care/house-terms.ts';
import { withScope, type HouseScope, type Tx } from '#db/scope.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { AppError } from '#app/platform/errors.ts';
import { addInterval } from './add-interval.ts';
import type { tickSchema, untickSchema } from './schema.ts';

export type Task = {
  id: string;
  subject: string;
  quote: string;
  document: { id: string; title: string; page: number };
  every: string;
  /** ISO date: an interval after it was done last, or after the handover. */
  due_on: string;
  overdue: boolean;
  last: { done_on: string; due_on: string; note: string } | null;
};

const MOST = 200;

/** What the house's manuals ask for, as staff have confirmed it, what is due first before the rest (F12). */
export async function listTasks(scope: HouseScope, today = isoDay(new Date())): Promise<Task[]> {
  return withScope(scope, (tx) => readTasks(tx, scope, today, {}), { readOnly: true });
}

async function readTasks(tx: Tx, scope: HouseScope, today: string, only: { id?: string }): Promise<Task[]> {
  const handover = (await readHandover(tx, scope)) ?? today;
  const terms = await listHouseTerms(tx, scope, { kind: 'task', limit: MOST, ...only });
  return terms
    .map(({ id, subject, quote, documentId, title, page, count, unit, doneOn, doneDueOn, note }) => {
      const dueOn = addInterval(doneOn ?? handover, count, unit);
      const last = doneOn && doneDueOn ? { done_on: doneOn, due_on: doneDueOn, note: note ?? '' } : null;
      const document = { id: documentId, title, page };
      const every = count === 1 ? `Every ${unit}` : `Every ${count} ${unit}s`;
      return { id, subject, quote, document, every, due_on: dueOn, overdue: dueOn < today, last };
    })
    .sort((a, b) => a.due_on.localeCompare(b.due_on) || a.subject.localeCompare(b.subject));
}

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

import { listHouseTerms, readHandover } from '#db/queries/care/house-terms.ts';
import { withScope, type HouseScope, type Tx } from '#db/scope.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { addInterval } from './add-interval.ts';

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

/** The same in the caller's transaction; `only`: one of them. */
export async function readTasks(tx: Tx, scope: HouseScope, today: string, only: { id?: string }): Promise<Task[]> {
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

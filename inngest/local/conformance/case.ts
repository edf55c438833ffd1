import type { Inngest, InngestFunction } from 'inngest';

/** One line of a case's history: what a function noted, when (milliseconds) and with what. */
export type Note = { what: string; at: number; detail?: unknown };
export type Notebook = { notes: Note[]; note(what: string, detail?: unknown): void };
export type Notes = {
  whats: string[];
  count(what: string): number;
  at(what: string, nth?: number): number;
  detail(what: string): unknown;
  max(what: string): number;
};

export type ConformanceCase = {
  name: string;
  functions(client: Inngest.Any, book: Notebook): InngestFunction.Any[];
  events: { id?: string; name: string; data?: Record<string, unknown> }[];
  /** Events sent once `when` has been noted. */
  followUp?: { when: string; events: { id?: string; name: string; data?: Record<string, unknown> }[] };
  /** True once the case has ended. */
  until(notes: Notes): boolean;
  /** What must not be noted, then or later. */
  never?: string[];
  /** Notes of which there may be one, all together, by the end of all cases. */
  atMostOnce?: string[];
  /** Waits of a real server's retries are part of the case; a server needs this many seconds. */
  serverSeconds?: number;
  /** What was seen, in terms that do not depend on the machine's speed. */
  observe(notes: Notes, pace: Pace): Record<string, unknown>;
  expected: Record<string, unknown>;
};

/** What the SDK hands to onFailure, as far as the cases read it. */
export type Failure = { error: Error; event: { data: { event: { name: string } } } };

/** The first two waits before a retry of whatever drives the case, milliseconds. */
export type Pace = { backoffMs: readonly [number, number] };

/** Whether all of these were noted. */
export const ran =
  (...whats: string[]) =>
  (notes: Notes) =>
    whats.every((what) => notes.whats.includes(what));

/** Attempts over all calls of a process, by name: functions are called anew each time and remember nothing else. */
const attempts = new Map<string, number>();
export function countOf(name: string): number {
  const next = (attempts.get(name) ?? 0) + 1;
  attempts.set(name, next);
  return next;
}

const atWork = new Map<string, number>();
/** Works a while, and notes how many of its group are at work with it. */
export async function busy(book: Notebook, group: string, done: string): Promise<void> {
  const now = (atWork.get(group) ?? 0) + 1;
  atWork.set(group, now);
  book.note('at-work', now);
  await new Promise((resolve) => setTimeout(resolve, 120));
  atWork.set(group, (atWork.get(group) ?? 1) - 1);
  book.note(done);
}
export const most = (notes: Notes) => notes.max('at-work');

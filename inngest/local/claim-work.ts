import {
  blameExpiredLeases,
  leaseItems,
  lockClaims,
  selectDueItems,
  selectLeasedItems,
  type DueItem,
  type LeasedItem,
  type WorkItem,
} from '#db/queries/engine/leases.ts';
import type { Tx } from '#db/scope.ts';
import type { Catalogue } from './accept-events.ts';
import { ALONE, isSuspect } from './blame-crashes.ts';

/** Due items looked at per function and key; a claim takes fewer. */
const PER_KEY = 20;

type ClaimOptions = {
  /** What this instance runs at the moment. */
  held: readonly Pick<WorkItem, 'takeovers'>[];
  /** How many items this instance can take on. */
  free: number;
  owner: string;
  leaseMs: number;
  /** How long a suspect lets others go first, milliseconds. */
  suspectWaitMs: number;
  /** When each key was last served, by `turnOf`; the claim writes into it. */
  lastServed: Map<string, number>;
};

const turnOf = (item: { function_id: string; fairness_key: string }) => `${item.function_id} ${item.fairness_key}`;

/**
 * Leases up to `free` due items in the caller's transaction, within every function's concurrency limits (counted over
 * all instances). Keys take turns: first whose key has least running, then whose key waited longest, then the oldest
 * run, so that one tenant's batch holds no other tenant up (C8) and a batch ends document by document. What may have
 * ended a process before is taken last (after `suspectWaitMs` first), and only where nothing else runs.
 */
export async function claimWork(tx: Tx, catalogue: Catalogue, options: ClaimOptions): Promise<WorkItem[]> {
  await lockClaims(tx);
  await blameExpiredLeases(tx, options.owner, ALONE);
  if (options.held.some((item) => isSuspect(item.takeovers))) return [];
  const due = await selectDueItems(tx, PER_KEY);
  if (due.length === 0) return [];

  const leased = await selectLeasedItems(tx);
  const running = new Map<string, number>();
  const count = (key: string) => running.get(key) ?? 0;
  const occupy = (item: LeasedItem) =>
    [turnOf(item), ...item.concurrency_keys].forEach((key) => running.set(key, count(key) + 1));
  leased.forEach(occupy);

  const chosen: string[] = [];
  const isFull = (item: DueItem) =>
    item.concurrency_keys.some(
      (key, index) => count(key) >= (catalogue.get(item.function_id)?.concurrency[index]?.limit ?? Infinity),
    );
  const known = due.filter((item) => catalogue.has(item.function_id));
  const [suspect] = known
    .filter((item) => isSuspect(item.takeovers) && !isFull(item))
    .toSorted((a, b) => a.takeovers - b.takeovers || b.waited_ms - a.waited_ms);
  const suspectFirst = suspect !== undefined && suspect.waited_ms > options.suspectWaitMs;
  const waiting = new Set(suspectFirst ? [] : known.filter((item) => !isSuspect(item.takeovers)));
  while (chosen.length < options.free) {
    let best: DueItem | undefined;
    for (const item of waiting) {
      if (isFull(item)) waiting.delete(item);
      else if (!best || isBefore(item, best)) best = item;
    }
    if (!best) break;
    waiting.delete(best);
    occupy(best);
    options.lastServed.set(turnOf(best), performance.now());
    chosen.push(best.id);
  }
  if (chosen.length === 0 && suspect && options.held.length === 0) {
    options.lastServed.set(turnOf(suspect), performance.now());
    chosen.push(suspect.id);
  }
  if (chosen.length === 0) return [];
  return leaseItems(tx, chosen, options);

  function isBefore(item: DueItem, other: DueItem): boolean {
    const busier = count(turnOf(item)) - count(turnOf(other));
    if (busier !== 0) return busier < 0;
    const served = (options.lastServed.get(turnOf(item)) ?? 0) - (options.lastServed.get(turnOf(other)) ?? 0);
    return served !== 0 ? served < 0 : item.run_id < other.run_id;
  }
}

import { v7 } from 'uuid';
import { logger } from '#app/platform/logger.ts';
import {
  findChainBeginning,
  findSoundHead,
  findUnchained,
  insertVerification,
  selectChain,
  type ChainMark,
} from '#db/queries/observability/activity-chain.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { ChainCheck, type ChainFault } from './check-chain.ts';
import { sealAllActivity } from './seal-activity.server.ts';

const BATCH = 2_000;

export type ActivityVerdict = { entries: number; head: ChainMark | undefined; fault: ChainFault | undefined };

/**
 * Looks through the whole chain of the activity log and every row that it vouches for (H5), batch by batch, and writes
 * down what it found, in the log files too, which a superuser of the database does not reach. `known`: an entry that
 * somebody noted elsewhere; else the last one that was found here. What waits to be sealed is no fault.
 */
export async function verifyActivity(scope: PlatformScope, known?: ChainMark): Promise<ActivityVerdict> {
  const verdict = await lookAgainWhenBroken(scope, known);
  const { entries, head, fault } = verdict;
  await withScope(scope, (tx) =>
    insertVerification(tx, {
      id: v7(),
      entries,
      headSeq: head?.seq ?? null,
      headHash: head?.hash ?? null,
      fault: fault?.fault ?? null,
      brokenSeq: fault?.seq ?? null,
      brokenId: fault?.id ?? null,
    }),
  );
  const told = { entries, head: head ? `${head.seq}:${head.hash}` : null };
  if (fault) logger.error('the activity log is not as it was written', { ...told, ...fault });
  else logger.info('the activity log is as it was written', told);
  return verdict;
}

/**
 * An owner who was erased a moment ago changed rows whose entry that allows it waits to be sealed: before anything is
 * called a fault, that is sealed and all is looked at once more.
 */
async function lookAgainWhenBroken(scope: PlatformScope, known: ChainMark | undefined): Promise<ActivityVerdict> {
  const first = await lookThrough(scope, known);
  if (!first.fault) return first;
  await sealAllActivity(scope);
  return lookThrough(scope, known);
}

async function lookThrough(scope: PlatformScope, known: ChainMark | undefined): Promise<ActivityVerdict> {
  const readOnly = { readOnly: true };
  const begins = await withScope(scope, findChainBeginning, readOnly);
  const check = new ChainCheck(begins, known ?? (await withScope(scope, findSoundHead, readOnly)));
  let after = 0;
  for (;;) {
    const entries = await withScope(scope, (tx) => selectChain(tx, { after, limit: BATCH }), readOnly);
    for (const entry of entries) check.take(entry);
    after = entries.at(-1)?.seq ?? after;
    if (entries.length < BATCH || check.broken) break;
  }
  const fault = check.end() ?? (await findAdded(scope));
  // What grew too old meanwhile was forgotten, so that the beginning was not found where it was.
  const now = fault && (await withScope(scope, findChainBeginning, readOnly));
  if (fault && now?.seq !== begins?.seq) return lookThrough(scope, known);
  return { entries: check.entries, head: check.head, fault };
}

/** A row that was written past the trigger: it is in no chain and does not wait for it. */
async function findAdded(scope: PlatformScope): Promise<ChainFault | undefined> {
  let after: string | undefined;
  for (;;) {
    const { last, unchained } = await withScope(scope, (tx) => findUnchained(tx, { after, limit: BATCH }), {
      readOnly: true,
    });
    const [id] = unchained;
    if (id) return { seq: null, id, fault: 'The row is in no chain: it was written past what notes every row.' };
    if (last === undefined) return undefined;
    after = last;
  }
}

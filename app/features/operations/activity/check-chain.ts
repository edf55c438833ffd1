import { createHash } from 'node:crypto';
import type { ChainEntry, ChainMark } from '#db/queries/observability/activity-chain.ts';

/** A row that is not as it was written; `seq` is its place in the chain, where it has one. */
export type ChainFault = { seq: number | null; id: string | null; fault: string };

/** How many rows may wait for the entry that allows their change. */
const MOST_PENDING = 10_000;
const FIRST: ChainMark = { seq: 0, hash: '0'.repeat(64) };

/**
 * Holds the chain of the activity log against itself and against the rows that it vouches for (H5), entry by entry.
 * Pure. `begins`: the last entry that was forgotten, as the log says; `known`: an entry that was found before, which
 * must be there still.
 */
export class ChainCheck {
  /** The last entry that was taken in; undefined before the first. */
  head: ChainMark | undefined;
  entries = 0;
  /** The chain itself is broken: what follows is not to be believed. */
  broken: ChainFault | undefined;
  private readonly rows: ChainFault[] = [];
  /** Rows whose details have changed, by id: a later entry must allow it. */
  private readonly pending = new Map<string, { detailsHash: string; fault: ChainFault }>();

  private readonly begins: ChainMark;
  private readonly known: ChainMark | undefined;

  constructor(begins: ChainMark | undefined, known?: ChainMark) {
    this.begins = begins ?? FIRST;
    this.known = known;
  }

  /** Takes in the entry that follows. */
  take(entry: ChainEntry): void {
    if (this.broken) return;
    const fault = faultOfEntry(entry, this.head ?? this.begins, this.known);
    if (fault) {
      this.broken = { seq: entry.seq, id: entry.auditId, fault };
      return;
    }
    this.head = { seq: entry.seq, hash: entry.hash };
    this.entries += 1;
    this.takeRow(entry);
    if (this.pending.size > MOST_PENDING) this.broken = [...this.pending.values()][0]?.fault;
  }

  private takeRow({ seq, auditId, row, ...entry }: ChainEntry): void {
    const wrong = (fault: string) => ({ seq, id: auditId, fault });
    if (!row) this.rows.push(wrong('The row is gone.'));
    else if (row.coreHash !== entry.coreHash) this.rows.push(wrong('The row was changed.'));
    else if (row.at !== entry.notedAt) this.rows.push(wrong('The row names another time than that of its writing.'));
    else if (row.detailsHash !== entry.detailsHash)
      this.pending.set(auditId, {
        detailsHash: row.detailsHash,
        fault: wrong('What was recorded with the row was changed.'),
      });
    else if (row.action === 'activity.unnamed' && row.subjectId !== null)
      if (this.pending.get(row.subjectId)?.detailsHash === row.unnamedHash) this.pending.delete(row.subjectId);
  }

  /** The fault that stands first in the chain, once every entry was taken in; undefined: all is as it was written. */
  end(): ChainFault | undefined {
    const { known, head = this.begins } = this;
    const short = known && head.seq < known.seq;
    const gone = { seq: head.seq + 1, id: null, fault: 'Entries at the end are gone that were there before.' };
    return [
      ...this.rows,
      ...[...this.pending.values()].map(({ fault }) => fault),
      ...(this.broken ? [this.broken] : short ? [gone] : []),
    ].toSorted((a, b) => Number(a.seq) - Number(b.seq))[0];
  }
}

function faultOfEntry(entry: ChainEntry, before: ChainMark, known: ChainMark | undefined): string | undefined {
  if (entry.seq !== before.seq + 1) return 'Entries before it are gone.';
  if (entry.hash !== hashOfEntry(entry, before.hash)) return 'Its entry does not follow from the one before it.';
  if (known?.seq === entry.seq && known.hash !== entry.hash) return 'The chain is another one than it was before.';
  return undefined;
}

/** What 4-activity-chain.sql makes of an entry. */
function hashOfEntry({ seq, auditId, notedAt, sealedAt, coreHash, detailsHash }: ChainEntry, before: string): string {
  const hash = createHash('sha256').update(Buffer.from(before, 'hex')).update(int8(seq));
  hash.update(Buffer.from(auditId.replaceAll('-', ''), 'hex')).update(int8(notedAt));
  hash.update(Buffer.from(coreHash, 'hex')).update(Buffer.from(detailsHash, 'hex')).update(int8(sealedAt));
  return hash.digest('hex');
}

function int8(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
}

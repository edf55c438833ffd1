import { clsx } from 'clsx';
import type { RecordFact } from '../house-record/record-facts.ts';

/** The house record, a term and what is known of it; each has its own place, to which an answer's source leads. */
export function RecordList({ facts }: { facts: readonly Omit<RecordFact, 'about' | 'words'>[] }) {
  return (
    <dl className="grid divide-y divide-hairline rounded-card border border-hairline bg-paper">
      {facts.map(({ id, heading, text, known }) => (
        <div
          key={id}
          id={id}
          className="grid scroll-mt-24 gap-1 px-4 py-3 target:bg-gold-wash sm:grid-cols-[12rem_1fr] sm:gap-x-6 sm:px-5"
        >
          <dt className="font-semibold">{heading}</dt>
          <dd className={clsx('min-w-0 break-words', !known && 'text-ink-soft')}>{known ? text : 'Not recorded.'}</dd>
        </div>
      ))}
    </dl>
  );
}

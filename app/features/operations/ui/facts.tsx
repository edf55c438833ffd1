import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';

/** What is known of one thing, as pairs of a term and what it is. */
export function Facts({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <dl
      className={clsx(
        'grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-[0.9375rem] [&>dt]:text-ink-soft',
        className,
      )}
    >
      {children}
    </dl>
  );
}

export function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="break-words">{children}</dd>
    </>
  );
}

/** To the second, for comparing with a log. */
export function Moment({ at }: { at: string }) {
  const instant = new Date(at);
  return (
    <time
      dateTime={at}
    >{`${formatDate(instant)}, ${formatTime(instant)}:${String(instant.getUTCSeconds()).padStart(2, '0')}`}</time>
  );
}

/** An identifier or code, to be compared letter by letter. */
export function Code({ children }: { children: ReactNode }) {
  return <span className="font-mono text-[0.8125rem] break-all">{children}</span>;
}

/** Text as it was recorded, which may scroll, so that it is reached by keyboard. */
export function Recorded({ label, children }: { label: string; children: string }) {
  return (
    <pre
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
      className="overflow-x-auto rounded-control bg-sand p-3 font-mono text-[0.8125rem] leading-relaxed"
    >
      {children}
    </pre>
  );
}

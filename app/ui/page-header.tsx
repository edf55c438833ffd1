import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** Top of a page: its one h1, what it is for, and its main action. */
export function PageHeader({
  title,
  eyebrow,
  description,
  actions,
}: {
  title: ReactNode;
  eyebrow?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 sm:mb-8">
      <div className="min-w-0 max-w-2xl">
        {eyebrow ? <p className="mb-1 text-sm font-medium tracking-wide text-gold-ink">{eyebrow}</p> : null}
        <h1
          className={clsx(
            'font-serif text-[1.75rem] leading-tight font-semibold tracking-[-0.01em] text-ink sm:text-[2.125rem]',
          )}
        >
          {title}
        </h1>
        {description ? <p className="mt-2 text-ink-soft">{description}</p> : null}
      </div>
      {actions ? (
        <div className="flex flex-wrap gap-2" data-print="hide">
          {actions}
        </div>
      ) : null}
    </header>
  );
}

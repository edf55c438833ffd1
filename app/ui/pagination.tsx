import { Link, useLocation } from '@remix-run/react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { buttonStyles } from './button-styles.ts';
import { useAwake } from './use-awake.ts';

function trailOf(state: unknown): string[] {
  const trail = typeof state === 'object' && state !== null && 'trail' in state ? state.trail : undefined;
  return Array.isArray(trail) ? trail.filter((cursor) => typeof cursor === 'string') : [];
}

/**
 * Steps through a keyset list by `?cursor=`. Cursors only lead forward, so the way back is kept in the history entry;
 * on a page that was opened by its address the step back leads to the first page.
 */
export function Pagination({
  nextCursor,
  label = 'Pages',
  count,
}: {
  nextCursor: string | null;
  label?: string;
  count?: number;
}) {
  const location = useLocation();
  // The server knows no history entry, so the first render in the browser must not either.
  const hydrated = useAwake();
  const trail = hydrated ? trailOf(location.state) : [];

  const current = new URLSearchParams(location.search).get('cursor');
  if (!current && !nextCursor) return null;
  const address = (cursor: string | undefined) => {
    const params = new URLSearchParams(location.search);
    if (cursor) params.set('cursor', cursor);
    else params.delete('cursor');
    return `${location.pathname}${params.size > 0 ? `?${params}` : ''}`;
  };
  return (
    <nav aria-label={label} className="mt-4 flex items-center justify-between gap-3" data-print="hide">
      <Step to={current ? address(trail.at(-1)) : null} state={{ trail: trail.slice(0, -1) }} rel="prev">
        <ChevronLeft aria-hidden className="size-4" />
        Previous
      </Step>
      {count === undefined ? null : <p className="text-sm text-ink-soft tabular-nums">{count} on this page</p>}
      <Step
        to={nextCursor ? address(nextCursor) : null}
        state={{ trail: current ? [...trail, current] : ['', ...trail] }}
        rel="next"
      >
        Next
        <ChevronRight aria-hidden className="size-4" />
      </Step>
    </nav>
  );
}

function Step({
  to,
  state,
  rel,
  children,
}: {
  to: string | null;
  state: unknown;
  rel: 'prev' | 'next';
  children: React.ReactNode;
}) {
  if (to === null) {
    return (
      <span aria-disabled className={buttonStyles({ className: 'pointer-events-none' })}>
        {children}
      </span>
    );
  }
  return (
    <Link to={to} state={state} rel={rel} className={buttonStyles()}>
      {children}
    </Link>
  );
}

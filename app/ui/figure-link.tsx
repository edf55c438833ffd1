import { Link } from '@remix-run/react';

/** A figure, with its name and what is said of it, as a list's item that leads to what it counts. */
export function FigureLink({ to, term, value, note }: { to: string; term: string; value: string; note: string }) {
  return (
    <li className="grid">
      <Link
        to={to}
        prefetch={to.startsWith('#') ? 'none' : 'intent'}
        className={
          'grid content-start rounded-card border border-hairline bg-paper px-4 py-3 text-ink no-underline ' +
          'shadow-card transition-colors hover:bg-sand'
        }
      >
        <span className="text-sm font-semibold text-ink-soft">{term}</span>
        <span className="font-serif text-2xl font-semibold tabular-nums wrap-anywhere">{value}</span>
        <span className="text-sm text-ink-soft">{note}</span>
      </Link>
    </li>
  );
}

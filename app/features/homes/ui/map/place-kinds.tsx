import { clsx } from 'clsx';
import { Link } from '@remix-run/react';
import { PLACE_CATEGORIES, type PlaceCategory } from '../../place-categories.ts';

/** Narrowing to one kind of place; each says how many there are. */
export function PlaceKinds({
  places,
  category,
}: {
  places: readonly { category: PlaceCategory }[];
  category: PlaceCategory | null;
}) {
  const kinds = PLACE_CATEGORIES.map(({ id, label }) => ({
    id,
    label,
    count: places.filter((place) => place.category === id).length,
  })).filter(({ count }) => count > 0);
  return (
    <nav
      aria-label="Kinds of places"
      className="-mx-4 mb-6 flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {[{ id: null, label: 'All', count: places.length }, ...kinds].map(({ id, label, count }) => (
        <Link
          key={id}
          to={id ? `/home/map?category=${id}` : '/home/map'}
          replace
          preventScrollReset
          aria-current={id === category ? 'true' : undefined}
          className={clsx(
            'inline-flex min-h-11 items-center gap-2 rounded-full border px-4 text-base whitespace-nowrap',
            'no-underline transition-colors',
            id === category
              ? 'border-gold bg-gold-wash font-semibold text-ink'
              : 'border-hairline bg-paper text-ink-soft hover:border-edge hover:text-ink',
          )}
        >
          {label}
          <span className="text-sm text-ink-soft tabular-nums">{count}</span>
        </Link>
      ))}
    </nav>
  );
}

import { clsx } from 'clsx';
import { Link } from '@remix-run/react';
import type { NearbyPlaces } from '../../measure-places.ts';
import { PLACE_CATEGORIES } from '../../place-categories.ts';
import { distanceInWords } from '../unit-words.ts';
import { directionOf } from './compass.ts';

type PlaceListProps = {
  origin: NearbyPlaces['origin'];
  places: NearbyPlaces['items'];
  selected: string | null;
  addressOf: (placeId: string) => string;
};

/** Every place by its kind, with its way from the house: all that the map says, in words (F6). */
export function PlaceList({ origin, places, selected, addressOf }: PlaceListProps) {
  const kinds = PLACE_CATEGORIES.flatMap(({ id, label }) => {
    const items = places.filter(({ category }) => category === id);
    return items.length > 0 ? [{ id, label, items }] : [];
  });
  return (
    <div className="grid gap-6">
      {kinds.map(({ id, label, items }) => (
        <section key={id} aria-labelledby={`places-${id}`} className="grid gap-1">
          <h2 id={`places-${id}`} className="font-serif text-lg font-semibold">
            {label}
          </h2>
          <ul>
            {items.map((place) => (
              <li key={place.id} className="border-b border-hairline last:border-b-0">
                <Link
                  to={addressOf(place.id)}
                  replace
                  preventScrollReset
                  aria-current={place.id === selected ? 'location' : undefined}
                  className={clsx(
                    'grid min-h-11 content-center gap-x-4 rounded-control px-2 py-2 text-ink no-underline sm:-mx-2',
                    'transition-colors hover:bg-sand',
                    place.id === selected && 'bg-gold-wash',
                  )}
                >
                  <span className="min-w-0 leading-snug font-medium">{place.name}</span>
                  <span className="text-sm text-ink-soft tabular-nums">
                    {distanceInWords(place.distance_m)} {directionOf(origin, place)} · {place.walking_minutes} min on
                    foot
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

import { clsx } from 'clsx';
import { House } from 'lucide-react';
import { Link } from '@remix-run/react';
import type { Point } from '../../distance.ts';
import { distanceInWords } from '../unit-words.ts';
import { HALF, placeOnPlan, ringOnPlan, ringsFor, type PlanPlace } from './plan-geometry.ts';

/** Parts of the plan's width, as CSS has them. */
const percent = (units: number) => `${Math.round((units / (2 * HALF)) * 10_000) / 100}%`;

/**
 * The surroundings as a plan drawn from our own data (F6): the house in the middle, rings of distance, each place where
 * it lies. Needs neither tiles nor script. The list beside it says all that it shows, so it is hidden from readers.
 */
export function DrawnPlan({
  origin,
  places,
  selected,
  addressOf,
}: {
  origin: Point;
  places: readonly PlanPlace[];
  selected: string | null;
  addressOf: (placeId: string) => string;
}) {
  const rings = ringsFor(places);
  const reach = rings.at(-1) ?? 500;
  return (
    <div aria-hidden className="relative mx-auto aspect-square h-full max-w-full">
      <svg viewBox={`0 0 ${2 * HALF} ${2 * HALF}`} className="absolute inset-0 size-full">
        {rings.map((ring) => (
          <circle
            key={ring}
            cx={HALF}
            cy={HALF}
            r={ringOnPlan(ring, reach)}
            className="fill-none stroke-edge/60 [stroke-dasharray:4_5] [vector-effect:non-scaling-stroke]"
          />
        ))}
      </svg>
      <span className="absolute top-1 left-1/2 -translate-x-1/2 text-xs font-semibold text-ink-soft">N</span>
      {rings.map((ring) => (
        <span
          key={ring}
          style={{ left: '50%', top: percent(HALF + ringOnPlan(ring, reach)) }}
          className="absolute -translate-1/2 rounded-full bg-sand px-1.5 text-xs text-ink-soft tabular-nums"
        >
          {distanceInWords(ring)}
        </span>
      ))}
      {places.map((place) => {
        const { x, y } = placeOnPlan(origin, place, reach);
        const isSelected = place.id === selected;
        return (
          <Link
            key={place.id}
            to={addressOf(place.id)}
            replace
            preventScrollReset
            tabIndex={-1}
            title={place.name}
            style={{ left: percent(x), top: percent(y) }}
            className={clsx('place-dot absolute -translate-1/2', isSelected && 'place-dot-selected z-10')}
          >
            {isSelected ? <span className="place-label">{place.name}</span> : null}
          </Link>
        );
      })}
      <span className="house-dot absolute top-1/2 left-1/2 -translate-1/2">
        <House className="size-4" />
      </span>
    </div>
  );
}

import { clsx } from 'clsx';
import { useEffect, useRef, useState } from 'react';
import type { Point } from '../../distance.ts';
import { DrawnPlan } from './drawn-plan.tsx';
import type { HouseMapHandle } from './leaflet-map.client.ts';
import type { PlanPlace } from './plan-geometry.ts';

type HouseMapProps = {
  label: string;
  origin: Point;
  places: readonly PlanPlace[];
  selected: string | null;
  addressOf: (placeId: string) => string;
  onSelect: (placeId: string) => void;
  tiles: { url: string; attribution: string } | null;
};

/**
 * The surroundings of the house (F6): the drawn plan at once, and in its place a map that moves and grows once that has
 * been loaded. Without tiles, or when none arrives, the map too shows what we know ourselves.
 */
export function HouseMap({ label, origin, places, selected, addressOf, onSelect, tiles }: HouseMapProps) {
  const element = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<HouseMapHandle | null>(null);
  const [tilesArrive, setTilesArrive] = useState<boolean | null>(null);
  const select = useRef(onSelect);
  useEffect(() => {
    select.current = onSelect;
  });
  const { latitude, longitude } = origin;
  const tilesUrl = tiles?.url;

  useEffect(() => {
    let handle: HouseMapHandle | null = null;
    let left = false;
    void import('./leaflet-map.client.ts').then(
      ({ openMap }) => {
        if (left || !element.current) return;
        handle = openMap(element.current, {
          origin: { latitude, longitude },
          tiles: tilesUrl === undefined ? null : { url: tilesUrl },
          onSelect: (placeId) => select.current(placeId),
          onTiles: setTilesArrive,
        });
        setMap(handle);
      },
      // It could not be loaded: the plan stays.
      () => undefined,
    );
    return () => {
      left = true;
      handle?.remove();
      setMap(null);
    };
  }, [latitude, longitude, tilesUrl]);

  useEffect(() => map?.show(places, selected), [map, places, selected]);

  return (
    <figure className="grid gap-1.5">
      <div
        className={
          'relative h-80 overflow-hidden rounded-card border border-hairline bg-sand sm:h-[26rem] lg:h-[34rem]'
        }
      >
        {map ? null : <DrawnPlan {...{ origin, places, selected, addressOf }} />}
        <div
          ref={element}
          role="region"
          aria-label={`Map around ${label}. The list of places says the same.`}
          data-tiles={tilesArrive === null ? undefined : tilesArrive ? 'arrive' : 'none'}
          className={clsx('house-map absolute inset-0 z-0', map ? null : 'pointer-events-none invisible')}
        />
      </div>
      <figcaption
        className={'flex min-h-11 flex-wrap items-start justify-between gap-x-4 text-sm text-ink-soft sm:min-h-6'}
      >
        <span>
          {tiles && tilesArrive === false
            ? 'The pictures of the map do not arrive. This plan is drawn from what we know ourselves.'
            : tiles
              ? 'Places and distances come from what we know ourselves.'
              : 'A plan drawn from what we know ourselves, to scale.'}
        </span>
        {tiles ? <span>Map: {tiles.attribution}</span> : null}
      </figcaption>
    </figure>
  );
}

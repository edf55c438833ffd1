import type { MapElement } from '#app/platform/maps/overpass.ts';
import { distanceBetween, type Point } from './distance.ts';
import { PLACE_CATEGORIES, type PlaceCategory } from './place-categories.ts';

export type SelectedPlace = Point & { sourceId: string; category: PlaceCategory; name: string };

const PER_CATEGORY = 40;
const MAX_NAME = 200;
/**
 * OpenStreetMap draws one school as a point, its ground and each building; a stop, once for each side of the road.
 * Metres.
 */
const SAME_PLACE = 150;

/**
 * Makes places of map elements: each in the first category that fits, with a name (only stops and playgrounds may lack
 * one), the same place once, no farther than `radius` metres from `centre`, at most 40 a category, the nearest first.
 */
export function selectPlaces(elements: readonly MapElement[], centre: Point, radius: number): SelectedPlace[] {
  const candidates = elements
    .flatMap((element) => describe(element) ?? [])
    .map((place) => ({ place, distance: distanceBetween(centre, place) }))
    // Equal distances by id, so that the same answer always gives the same set.
    .toSorted((a, b) => a.distance - b.distance || (a.place.sourceId < b.place.sourceId ? -1 : 1));
  const kept = new Map<PlaceCategory, SelectedPlace[]>(PLACE_CATEGORIES.map(({ id }) => [id, []]));
  const seen = new Set<string>();
  for (const { place, distance } of candidates) {
    const others = kept.get(place.category);
    if (!others || others.length >= PER_CATEGORY || distance > radius || seen.has(place.sourceId)) continue;
    if (
      others.some(
        (other) => other.name.toLowerCase() === place.name.toLowerCase() && distanceBetween(other, place) < SAME_PLACE,
      )
    )
      continue;
    seen.add(place.sourceId);
    others.push(place);
  }
  return [...kept.values()].flat();
}

function describe({ id, latitude, longitude, tags }: MapElement): SelectedPlace | null {
  const category = PLACE_CATEGORIES.find((one) =>
    one.tags.some(({ key, values }) => (values as readonly string[]).includes(tags[key] ?? '')),
  );
  if (!category) return null;
  const name = clean(tags.name) || clean(tags.brand) || ('unnamed' in category ? category.unnamed : '');
  return name ? { sourceId: id, category: category.id, name, latitude, longitude } : null;
}

/** A name as one short line that every database and page can hold. */
function clean(text: string | undefined): string {
  return (text ?? '')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME)
    .toWellFormed();
}

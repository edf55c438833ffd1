import { distanceBetween, walkingMinutes, type Point } from './distance.ts';
import { PLACE_CATEGORY_IDS, type PlaceCategory } from './place-categories.ts';

type NearbyPlace = {
  id: string;
  category: PlaceCategory;
  name: string;
  latitude: number;
  longitude: number;
  /** Metres from the house as the crow flies, whole. */
  distance_m: number;
  /** At 80 m a minute. */
  walking_minutes: number;
};

export type NearbyPlaces = {
  /** Where distances are measured from: the house, or its development while the house has no position. */
  origin: { of: 'house' | 'development'; latitude: number; longitude: number; precision: string | null };
  /** By category in their order, the nearest first. */
  items: NearbyPlace[];
  next_cursor: null;
  /** To be shown beside what comes from OpenStreetMap; its licence asks for it. */
  attribution: string | null;
};

type OriginRow = {
  latitude: number | null;
  longitude: number | null;
  precision: string | null;
  developmentLatitude: number;
  developmentLongitude: number;
};
type PlaceRow = Point & { id: string; source: string; category: string; name: string };

/**
 * Places with their distances from a house (F6): at most `limit`, the nearest of each category first, so that a short
 * list still shows every kind.
 */
export function measurePlaces(row: OriginRow, places: readonly PlaceRow[], limit: number): NearbyPlaces {
  const origin = originOf(row);
  const measured = places
    .filter((place) => isCategory(place.category))
    .map((place) => ({ ...place, category: place.category as PlaceCategory, metres: distanceBetween(origin, place) }));
  const chosen = takeByTurns(measured, limit);
  return {
    origin,
    items: chosen.map(({ id, category, name, latitude, longitude, metres }) => ({
      id,
      category,
      name,
      latitude,
      longitude,
      distance_m: Math.round(metres),
      walking_minutes: walkingMinutes(metres),
    })),
    next_cursor: null,
    attribution: chosen.some(({ source }) => source === 'overpass') ? '© OpenStreetMap contributors' : null,
  };
}

function originOf(row: OriginRow): NearbyPlaces['origin'] {
  if (row.latitude !== null && row.longitude !== null)
    return { of: 'house', latitude: row.latitude, longitude: row.longitude, precision: row.precision };
  return { of: 'development', latitude: row.developmentLatitude, longitude: row.developmentLongitude, precision: null };
}

const isCategory = (category: string): category is PlaceCategory =>
  (PLACE_CATEGORY_IDS as readonly string[]).includes(category);

type Measured = Point & { id: string; source: string; category: PlaceCategory; name: string; metres: number };

/**
 * The nearest of each category, then the second nearest of each, and so on until there are `limit`; then by category
 * and distance.
 */
function takeByTurns(places: Measured[], limit: number): Measured[] {
  const turns = new Map<PlaceCategory, number>();
  const order = (place: Measured) => PLACE_CATEGORY_IDS.indexOf(place.category);
  return places
    .toSorted((a, b) => a.metres - b.metres)
    .map((place) => {
      const turn = turns.get(place.category) ?? 0;
      turns.set(place.category, turn + 1);
      return { place, turn };
    })
    .toSorted((a, b) => a.turn - b.turn || a.place.metres - b.place.metres)
    .slice(0, limit)
    .map(({ place }) => place)
    .toSorted((a, b) => order(a) - order(b) || a.metres - b.metres);
}

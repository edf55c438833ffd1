import type { UnitItem } from '../list-units.server.ts';

const PRECISION: Record<string, string> = {
  rooftop: 'the building itself',
  house: 'the building itself',
  interpolated: 'estimated along the street',
  street: 'only the street',
  area: 'only the area',
};

const SOURCE: Record<string, string> = {
  seed: 'Set up with the development',
  google: 'Looked up with Google',
  nominatim: 'Looked up in OpenStreetMap',
  staff: 'Set by hand',
};

/** How exact a house's position is, in words. */
export const precisionInWords = (precision: string | null) =>
  precision ? (PRECISION[precision] ?? precision) : 'not known';

/** Where a house's position comes from, in words. */
export const sourceInWords = (source: string | null) => (source ? (SOURCE[source] ?? source) : 'not known');

/** Decimal degrees to a tenth of a metre or so; null without a position. */
export function positionInWords({ latitude, longitude }: Pick<UnitItem, 'latitude' | 'longitude'>): string | null {
  return latitude === null || longitude === null ? null : `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
}

/** "250 m", "1.4 km". */
export function distanceInWords(metres: number): string {
  return metres < 1000 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`;
}

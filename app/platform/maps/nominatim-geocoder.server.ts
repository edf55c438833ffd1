import PQueue from 'p-queue';
import { z } from 'zod';
import { fetchJson } from '../upstream.ts';
import type { GeocodedPlace, Geocoder, PostalAddress, Precision } from './geocoder.ts';
import { searchesFor } from './nominatim-searches.ts';
import { remember } from '../remember.ts';

export type NominatimGeocoderConfig = {
  /** Where the service is, without `/search`. */
  baseUrl: string;
  /** Identifies us, as the usage policy asks. */
  userAgent: string;
  timeoutMs?: number;
};

const MAX_BYTES = 262_144;
/**
 * One request a second is the usage policy; the tenth more keeps it where the network shortens the gap between two of
 * them.
 */
const INTERVAL_MS = 1_100;

/**
 * One queue for the process, whatever makes a geocoder; on globalThis for Vite's re-evaluation. Sliding window, one at
 * a time.
 */
const queue = () =>
  remember(
    'nominatim-queue',
    (): PQueue => new PQueue({ concurrency: 1, interval: INTERVAL_MS, intervalCap: 1, strict: true }),
  );

const degrees = (limit: number) => z.coerce.number().min(-limit).max(limit);
const resultSchema = z.object({
  lat: degrees(90),
  lon: degrees(180),
  display_name: z.string(),
  place_rank: z.number(),
  address: z.object({ house_number: z.string().optional() }).default({}),
});
type Result = z.output<typeof resultSchema>;

/** Counties and larger have ranks up to 12, streets 26 and 27, what is finer above; a building is 30. */
const COUNTY_RANK = 12;
const STREET_RANK = 26;
const BUILDING_RANK = 30;

/**
 * A Nominatim server (OpenStreetMap), asked for addresses in Ireland: first by street, town and county, then as free
 * text, of which the finer answer counts. Keeps to its usage policy: one request a second for the whole process, an
 * identifying User-Agent.
 */
export function createNominatimGeocoder({ baseUrl, userAgent, timeoutMs = 10_000 }: NominatimGeocoderConfig): Geocoder {
  const endpoint = new URL('search', baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);

  async function search(terms: Record<string, string>): Promise<GeocodedPlace | null> {
    const url = new URL(endpoint);
    url.search = new URLSearchParams({
      ...terms,
      format: 'jsonv2',
      addressdetails: '1',
      limit: '3',
      countrycodes: 'ie',
    }).toString();
    const request = {
      service: 'Nominatim',
      url,
      headers: { 'User-Agent': userAgent, 'Accept-Language': 'en' },
      timeoutMs,
      maxBytes: MAX_BYTES,
    };
    const results = await queue().add(() => fetchJson(request, z.array(resultSchema)));
    const found = results.find((result) => result.place_rank > COUNTY_RANK);
    return found ? describe(found) : null;
  }

  return {
    kind: 'nominatim',
    async locate(address: PostalAddress) {
      let best: GeocodedPlace | null = null;
      for (const terms of searchesFor(address)) {
        const found = await search(terms);
        if (found && found.precision !== 'area') return found;
        best ??= found;
      }
      return best;
    },
  };
}

function describe(result: Result): GeocodedPlace {
  return {
    latitude: result.lat,
    longitude: result.lon,
    precision: precisionOf(result),
    source: 'nominatim',
    formattedAddress: result.display_name,
  };
}

function precisionOf({ place_rank, address }: Result): Precision {
  if (place_rank < STREET_RANK) return 'area';
  return place_rank >= BUILDING_RANK && address.house_number !== undefined ? 'rooftop' : 'street';
}

import { z } from 'zod';
import { fetchJson, UpstreamError } from '../upstream.ts';
import type { GeocodedPlace, Geocoder, PostalAddress, Precision } from './geocoder.ts';

export type GoogleGeocoderConfig = { apiKey: string; timeoutMs?: number };

const SERVICE = 'Google’s geocoder';
const ENDPOINT = 'https://maps.googleapis.com/maps/api/geocode/json';
const MAX_BYTES = 262_144;
/** Google names no time for OVER_QUERY_LIMIT; its limits are by the minute. Seconds. */
const QUERY_LIMIT_WAIT = 60;

const PRECISION_BY_TYPE: Record<string, Precision> = {
  ROOFTOP: 'rooftop',
  RANGE_INTERPOLATED: 'interpolated',
  GEOMETRIC_CENTER: 'street',
  APPROXIMATE: 'area',
};
/** Results that only say in which part of the country it is: what Google offers for an address that it cannot find. */
const TOO_COARSE = new Set(['country', 'administrative_area_level_1', 'administrative_area_level_2']);

const answerSchema = z.object({
  status: z.string(),
  error_message: z.string().optional(),
  results: z
    .array(
      z.object({
        formatted_address: z.string(),
        types: z.array(z.string()).default([]),
        geometry: z.object({
          location: z.object({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }),
          location_type: z.string(),
        }),
      }),
    )
    .default([]),
});
type Answer = z.output<typeof answerSchema>;

/** Google's Geocoding API, asked for addresses in Ireland. The key goes into the URL, so no error may quote it. */
export function createGoogleGeocoder({ apiKey, timeoutMs = 10_000 }: GoogleGeocoderConfig): Geocoder {
  return {
    kind: 'google',
    async locate({ address, eircode }: PostalAddress) {
      const url = new URL(ENDPOINT);
      url.search = new URLSearchParams({
        address: eircode ? `${address}, ${eircode}` : address,
        components: 'country:IE',
        region: 'ie',
        language: 'en',
        key: apiKey,
      }).toString();
      const answer = await fetchJson({ service: SERVICE, url, timeoutMs, maxBytes: MAX_BYTES }, answerSchema);
      return readAnswer(answer);
    },
  };
}

function readAnswer(answer: Answer): GeocodedPlace | null {
  if (answer.status === 'ZERO_RESULTS') return null;
  if (answer.status !== 'OK') throw refusal(answer);
  const found = answer.results.find((result) => !result.types.some((type) => TOO_COARSE.has(type)));
  if (!found) return null;
  const { location, location_type } = found.geometry;
  return {
    latitude: location.lat,
    longitude: location.lng,
    precision: PRECISION_BY_TYPE[location_type] ?? 'area',
    source: 'google',
    formattedAddress: found.formatted_address,
  };
}

function refusal({ status, error_message }: Answer): UpstreamError {
  const cause = error_message ? new Error(error_message) : undefined;
  switch (status) {
    case 'OVER_QUERY_LIMIT':
      return new UpstreamError(`${SERVICE} has had too many requests from us. It is tried again later.`, {
        cause,
        retryAfter: QUERY_LIMIT_WAIT,
      });
    case 'OVER_DAILY_LIMIT':
      return new UpstreamError(
        `${SERVICE} refuses because of billing or a spending limit. Open the key’s project in the Google Cloud ` +
          'console, see to its billing, then replay this job.',
        { cause, permanent: true },
      );
    case 'REQUEST_DENIED':
      return new UpstreamError(
        `${SERVICE} refuses the key. Check GOOGLE_MAPS_API_KEY, that the Geocoding API is enabled for it and ` +
          'that it may be used from this server, then replay this job.',
        { cause, permanent: true },
      );
    case 'INVALID_REQUEST':
      return new UpstreamError(
        `${SERVICE} cannot read this address. Correct the house’s address, or set its position by hand.`,
        { cause, permanent: true },
      );
    default:
      return new UpstreamError(`${SERVICE} has a problem of its own (${status.slice(0, 40)}). It is tried again.`, {
        cause,
      });
  }
}

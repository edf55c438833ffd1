import { env } from '../env.ts';
import type { Env } from '../parse-env.ts';
import { UpstreamError } from '../upstream.ts';
import { mapUserAgent } from './map-user-agent.ts';
import type { Geocoder } from './geocoder.ts';
import { createGoogleGeocoder } from './google-geocoder.server.ts';
import { createNominatimGeocoder } from './nominatim-geocoder.server.ts';

export type GeocoderSettings = Pick<Env, 'GOOGLE_MAPS_API_KEY' | 'NOMINATIM_URL' | 'PUBLIC_URL'>;

/**
 * The geocoder that the settings ask for: Google when there is a key, else a Nominatim server when one is named, else
 * none.
 */
export function chooseGeocoder(settings: GeocoderSettings): Geocoder {
  if (settings.GOOGLE_MAPS_API_KEY) return createGoogleGeocoder({ apiKey: settings.GOOGLE_MAPS_API_KEY });
  if (settings.NOMINATIM_URL)
    return createNominatimGeocoder({ baseUrl: settings.NOMINATIM_URL, userAgent: mapUserAgent(settings) });
  return noGeocoder;
}

const noGeocoder: Geocoder = {
  kind: 'none',
  async locate() {
    throw new UpstreamError(
      'No geocoder is set up. Set GOOGLE_MAPS_API_KEY or NOMINATIM_URL, or set the house’s position by hand.',
      { permanent: true },
    );
  },
};

let chosen: Geocoder | undefined;

/** The process's geocoder, chosen once from the environment. */
export function geocoder(): Geocoder {
  return (chosen ??= chooseGeocoder(env));
}

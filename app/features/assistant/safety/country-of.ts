import type { EmergencyCountry } from './emergency-numbers.ts';

type Place = { eircode: string | null; addresses: readonly string[]; latitude: number; longitude: number };

const EIRCODE = /\b(?:[AC-FHKNPRTV-Y]\d{2}|D6W)\s?[0-9AC-FHKNPRTV-Y]{4}\b/i;
const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b/i;

/**
 * The country of a house, for whom to ring: by its Eircode or postcode, else by the country that its addresses name,
 * else by where it stands. Undefined where that does not tell, as beside the border.
 */
export function countryOf({ eircode, addresses, latitude, longitude }: Place): EmergencyCountry | undefined {
  if (eircode && EIRCODE.test(eircode)) return 'IE';
  const text = addresses.join('\n');
  const postcode = POSTCODE.exec(text)?.[0];
  if (postcode) return /^BT\d/i.test(postcode) ? 'GB-NIR' : 'GB';
  if (EIRCODE.test(text)) return 'IE';
  if (/northern ireland/i.test(text)) return 'GB-NIR';
  if (/\b(?:ireland|éire|co\. (?!antrim|armagh|derry|down|durham|fermanagh|tyrone)\p{L}+)/iu.test(text)) return 'IE';
  if (/\b(?:england|scotland|wales|united kingdom)\b/i.test(text)) return 'GB';
  if (latitude < 51.3 ? latitude < 49.8 || longitude < -6.5 : latitude > 61) return undefined;
  if (longitude > -5.3) return longitude < 2 ? 'GB' : undefined;
  if (latitude > 55.6) return longitude > -8.8 ? 'GB' : undefined;
  return longitude > -10.8 && latitude < 53.9 ? 'IE' : undefined;
}

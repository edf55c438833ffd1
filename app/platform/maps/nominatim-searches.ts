import type { PostalAddress } from './geocoder.ts';

const COUNTRY = /^(republic of )?(ireland|éire|eire)$/i;
const COUNTY = /^(?:co\.?|county)\s(.+)$/is;
const EIRCODE = /^[a-z]\d[\dw]\s?[a-z\d]{4}$/i;

/**
 * The searches to try for an address, best first: by its parts where a street and a town can be told apart, then as
 * free text. OpenStreetMap knows hardly any Eircode and finds nothing for one that it does not know, so it is left out.
 */
export function searchesFor({ address }: PostalAddress): Record<string, string>[] {
  const parts = address
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !COUNTRY.test(part) && !EIRCODE.test(part));
  const county = parts.map((part) => COUNTY.exec(part)?.[1]?.trim()).find((name) => name !== undefined);
  const places = parts.filter((part) => !COUNTY.test(part));
  const [street, ...rest] = places;
  const city = rest.at(-1);
  const freeText = { q: [...places, ...(county ? [`County ${county}`] : []), 'Ireland'].join(', ') };
  if (places.length === 0) return [];
  if (street === undefined || city === undefined) return [freeText];
  return [{ street, city, ...(county ? { county: `County ${county}` } : {}), country: 'Ireland' }, freeText];
}

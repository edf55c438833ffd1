import { env } from '../env.ts';

/** Where a map's pictures come from: the template of their addresses, its origin, and whom to name beside them. */
export type MapTiles = { url: string; origin: string; attribution: string };

/** The tiles that are configured; undefined without: then the map is drawn from our own data. */
export function mapTiles({
  MAP_TILES_URL: url,
  MAP_TILES_ATTRIBUTION: attribution,
}: Pick<typeof env, 'MAP_TILES_URL' | 'MAP_TILES_ATTRIBUTION'> = env): MapTiles | undefined {
  return url === undefined ? undefined : { url, origin: new URL(url.replaceAll(/[{}]/g, '')).origin, attribution };
}

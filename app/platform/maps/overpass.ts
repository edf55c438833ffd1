import { z } from 'zod';
import { env } from '../env.ts';
import type { Env } from '../parse-env.ts';
import { mapUserAgent } from './map-user-agent.ts';
import { fetchJson, UpstreamError } from '../upstream.ts';

/**
 * One tag with the values that are wanted: `{ key: 'amenity', values: ['school'] }`. Lower-case letters and underscores
 * only.
 */
type TagChoice = { key: string; values: readonly string[] };

export type MapElement = {
  /** `node/123`, `way/123` or `relation/123`. */
  id: string;
  /** Degrees; of a way or relation the middle of its extent. */
  latitude: number;
  longitude: number;
  tags: Record<string, string>;
};

export type Overpass = {
  readonly kind: 'overpass' | 'none';
  /**
   * What OpenStreetMap has within `radius` metres, for each group of choices at most 500 elements, in no order and
   * without those closed to the public. Throws UpstreamError, also when the server gave up half-way: half an answer is
   * none.
   */
  around(
    centre: { latitude: number; longitude: number },
    radius: number,
    groups: readonly (readonly TagChoice[])[],
  ): Promise<MapElement[]>;
};

export type OverpassConfig = { url: string; userAgent: string; timeoutMs?: number };

const SERVICE = 'Overpass';
const PER_GROUP = 500;
const MAX_BYTES = 16 * 1_048_576;
/** What the server may spend, below our own time-out, so that it says itself that it gave up. Seconds. */
const SERVER_SECONDS = 45;

const answerSchema = z.object({ elements: z.array(z.unknown()), remark: z.string().optional() });
const point = { lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) };
const elementSchema = z.object({
  type: z.enum(['node', 'way', 'relation']),
  id: z.number().int(),
  lat: point.lat.optional(),
  lon: point.lon.optional(),
  center: z.object(point).optional(),
  tags: z.record(z.string(), z.string()).default({}),
});

/** An Overpass server; `url` is its interpreter, or its root, to which `/api/interpreter` is added. */
export function createOverpass({ url, userAgent, timeoutMs = 60_000 }: OverpassConfig): Overpass {
  const endpoint = new URL(url);
  if (endpoint.pathname === '/') endpoint.pathname = '/api/interpreter';
  return {
    kind: 'overpass',
    async around(centre, radius, groups) {
      const body = new URLSearchParams({ data: overpassQuery(centre, radius, groups) });
      const answer = await fetchJson(
        {
          service: SERVICE,
          url: endpoint,
          method: 'POST',
          headers: { 'User-Agent': userAgent },
          body,
          timeoutMs,
          maxBytes: MAX_BYTES,
        },
        answerSchema,
      );
      if (answer.remark && /error|timed out|out of memory/i.test(answer.remark)) {
        throw new UpstreamError('Overpass gave up before it had found everything. It is tried again.', {
          cause: new Error(answer.remark.slice(0, 500)),
        });
      }
      return answer.elements.flatMap(readElement);
    },
  };
}

/** Text of the query in Overpass QL. `out body center`, since `out tags` leaves out where a node is. */
function overpassQuery(
  centre: { latitude: number; longitude: number },
  radius: number,
  groups: readonly (readonly TagChoice[])[],
): string {
  const around = `around:${Math.round(radius)},${centre.latitude.toFixed(6)},${centre.longitude.toFixed(6)}`;
  const statements = groups.map((choices) => {
    const unions = choices.map(
      ({ key, values }) => `nwr(${around})["${key}"~"^(${values.join('|')})$"]["access"!~"^(private|no)$"];`,
    );
    return `(${unions.join('')});out body center ${PER_GROUP};`;
  });
  return `[out:json][timeout:${SERVER_SECONDS}];${statements.join('')}`;
}

/** An element that cannot be read, or is nowhere, is left out; the others count. */
function readElement(value: unknown): MapElement[] {
  const parsed = elementSchema.safeParse(value);
  if (!parsed.success) return [];
  const { type, id, lat, lon, center, tags } = parsed.data;
  const latitude = lat ?? center?.lat;
  const longitude = lon ?? center?.lon;
  return latitude === undefined || longitude === undefined ? [] : [{ id: `${type}/${id}`, latitude, longitude, tags }];
}

const noOverpass: Overpass = {
  kind: 'none',
  async around() {
    throw new UpstreamError(
      'No Overpass server is set up, so places nearby cannot be looked up. Set OVERPASS_URL, then replay this job.',
      { permanent: true },
    );
  },
};

/** The Overpass server that the settings name, or none. */
export function chooseOverpass(settings: Pick<Env, 'OVERPASS_URL' | 'PUBLIC_URL'>): Overpass {
  return settings.OVERPASS_URL
    ? createOverpass({ url: settings.OVERPASS_URL, userAgent: mapUserAgent(settings) })
    : noOverpass;
}

let chosen: Overpass | undefined;

/** The process's Overpass server, chosen once from the environment. */
export function overpass(): Overpass {
  return (chosen ??= chooseOverpass(env));
}

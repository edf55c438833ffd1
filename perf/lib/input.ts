import { SharedArray } from 'k6/data';
import { allocateHouses, type Allocation } from './allocate-houses.ts';
import type { LoadHouse, LoadInput, LoadQuestion, LoadSettings } from './load-input.ts';
import { PROFILES, type Profile } from './profiles.ts';

/*
 * What the harness has written for this run: one copy for all virtual users. Ids and tokens come from here and nowhere
 * else.
 */

const file = __ENV.LOAD_INPUT;
if (!file)
  throw new Error(
    'LOAD_INPUT is missing: these scenarios are started by `npm run loadtest:<suite>`, which makes the tokens ' +
      'that they need.',
  );

const read = (): { settings: LoadSettings; input: LoadInput } => JSON.parse(open(file));

export const houses = new SharedArray<LoadHouse>('houses', () => read().input.houses);
export const questions = new SharedArray<LoadQuestion>('questions', () => read().input.questions);
export const searches = new SharedArray<string>('searches', () => read().input.searches);
const settingsArray = new SharedArray<LoadSettings>('settings', () => [read().settings]);

export const settings: LoadSettings = settingsArray[0]!;
export const profile: Profile = PROFILES[settings.profile];

/** The part of the houses that a suite's owners, arrivals and limit proof use. */
export function allocation(wanted: { owners: number; rate: number }): Allocation {
  return allocateHouses(settings.houses, wanted);
}

/** The nth house of a range, round and round. */
export function houseOf([from, to]: readonly [number, number], n: number): LoadHouse {
  return houses[from + (n % (to - from))]!;
}

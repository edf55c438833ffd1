import { emptyCollection, type Sample } from './collect-points.ts';
import type { Measured } from './summarise.ts';

export const START = Date.parse('2026-11-21T10:00:00Z');

/** So many good searches, a tenth of a second apart, each a millisecond slower than the one before. */
export const samples = (count: number, of: Partial<Sample>): Sample[] =>
  Array.from({ length: count }, (_, index) => ({
    step: 'search',
    scenario: 'c1',
    outcome: 'ok',
    ms: index + 1,
    at: START + index * 100,
    ...of,
  }));

/** A run of the retrieval load that measured nothing but what is given. */
export function measured({ samples: given = [], ...changes }: Partial<Measured> & { samples?: Sample[] }): Measured {
  return {
    suite: 'rag',
    startedAt: START,
    seconds: 12,
    exitCode: 0,
    said: '',
    thresholds: [],
    server: [],
    firstText: null,
    probes: [],
    embeddedDatabase: false,
    serverDied: false,
    collected: { ...emptyCollection(), samples: given },
    ...changes,
  };
}

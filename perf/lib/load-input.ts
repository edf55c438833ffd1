/*
 * What the harness hands to k6: two JSON files, one of arrays (shared between virtual users) and one of settings. Pure
 * types.
 */

export type LoadHouse = {
  house_id: string;
  development_id: string;
  house_type: string;
  label: string;
  /** Homeowner token (A1). */
  token: string;
  /** Null where the code cannot be derived: no onboarding by this house. */
  qr_token: string | null;
  /** Has its owner: resolving its code is answered with 409, which is expected (A3). */
  claimed: boolean;
};

/**
 * A question and, by house type, the phrases of which one must be in the answer. A type without phrases is not asked
 * it.
 */
export type LoadQuestion = {
  question: string;
  phrases: Readonly<Record<string, readonly string[]>>;
  /** The other types' phrases must not be in the answer. */
  exclusive: boolean;
};

export type LoadSettings = {
  base_url: string;
  tenant_slug: string;
  development_id: string;
  suite: ScenarioFile;
  profile: ProfileName;
  /** How many houses there are; which of them does what, `allocate` says. */
  houses: number;
  /** `Cookie` of a developer's session, for the uploads. */
  staff_cookie: string | null;
  /** A PDF of several MB. */
  upload_file: string | null;
  summary_file: string;
  /** Of scenarios/speed.ts. */
  speed?: SpeedLoad;
};

export type LoadInput = { houses: LoadHouse[]; questions: LoadQuestion[]; searches: string[] };

export const SUITES = ['rag', 'chat', 'onboarding', 'traffic'] as const;
export type SuiteName = (typeof SUITES)[number];

/** What scenarios/ holds: the suites, and the parts of `npm run bench:speed`. */
export type ScenarioFile = SuiteName | 'speed';

export const PROFILE_NAMES = ['smoke', 'pilot', 'traffic', 'stress', 'soak'] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

/**
 * One part of the speed bench. `house` and `first` say where to begin, so that no two parts ask the same from the same
 * house.
 */
export type SpeedLoad =
  | { part: 'search'; kind: SearchKind; users: number; times: number; first: number }
  | { part: 'chat'; owners: number; seconds: number; house: number; first: number }
  | { part: 'onboarding'; scanners: number; bursts: number; closedSeconds: number }
  | { part: 'page'; path: string; holds: string; users: number; seconds: number }
  | {
      part: 'uploads';
      owners: number;
      beforeSeconds: number;
      duringSeconds: number;
      uploads: number;
      house: number;
      first: number;
    };

/** Asked before and answered from the cache; not in that cache, with a known vector; never asked by anybody. */
export type SearchKind = 'asked again' | 'not cached' | 'cold';

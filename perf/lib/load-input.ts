/* What the harness hands to k6: two JSON files, one of arrays (shared between virtual users) and one of settings. Pure types. */

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

/** A question and, by house type, the phrases of which one must be in the answer. A type without phrases is not asked it. */
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
  suite: SuiteName;
  profile: ProfileName;
  /** How many houses there are; which of them does what, `allocate` says. */
  houses: number;
  /** `Cookie` of a developer's session, for the uploads. */
  staff_cookie: string | null;
  /** A PDF of several MB. */
  upload_file: string | null;
  summary_file: string;
};

export type LoadInput = { houses: LoadHouse[]; questions: LoadQuestion[]; searches: string[] };

export const SUITES = ['rag', 'chat', 'onboarding', 'traffic'] as const;
export type SuiteName = (typeof SUITES)[number];

export const PROFILE_NAMES = ['smoke', 'pilot', 'traffic', 'stress', 'soak'] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];

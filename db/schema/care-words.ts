/* The words by which care tells its rows apart; pages show them too, so this module loads nothing. */

export const NOTICE_AUDIENCES = ['development', 'types', 'houses'] as const;
export type NoticeAudience = (typeof NOTICE_AUDIENCES)[number];

export const DEFECT_STATES = ['reported', 'seen', 'scheduled', 'done', 'closed'] as const;
export type DefectState = (typeof DEFECT_STATES)[number];

export const TRADES = [
  'carpentry',
  'electrical',
  'heating',
  'plumbing',
  'plaster-paint',
  'roof-walls',
  'tiling-floors',
  'windows-doors',
  'outside',
  'other',
] as const;
export type Trade = (typeof TRADES)[number];

/** Who said something: the owner or the builder. */
export const SIDES = ['owner', 'builder'] as const;
export type Side = (typeof SIDES)[number];

/** `task`: done every so often. `cover`: lasts so long from the handover. */
export const TERM_KINDS = ['task', 'cover'] as const;
export type TermKind = (typeof TERM_KINDS)[number];

export const TERM_STATES = ['found', 'confirmed', 'dismissed'] as const;
export type TermState = (typeof TERM_STATES)[number];

export const INTERVAL_UNITS = ['day', 'week', 'month', 'year'] as const;
export type IntervalUnit = (typeof INTERVAL_UNITS)[number];

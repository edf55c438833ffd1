/** The deep dives of the builder's portal (G4), as their addresses say them. */
export const DIVES = ['questions', 'documents', 'owners', 'jobs', 'handover'] as const;
export type DiveName = (typeof DIVES)[number];

/** A figure of the period, and of as many days before it; null where there is none. */
export type DiveFigure = { value: number | null; before: number | null };

/** One of what the figures are made of: answers, questions or jobs of an hour, type, topic or kind. */
export type DivePart = { name: string; label: string; count: number; done: number; failed: number };

export type QuestionsItem = {
  id: string;
  name: string;
  questions: number;
  answered: number;
  doubtful: number;
  refused: number;
  passed_on: number;
};
export type DocumentsItem = {
  id: string;
  title: string;
  category: string;
  development: string;
  citations: number;
  last_cited_on: string | null;
};
export type OwnersItem = {
  id: string;
  name: string;
  houses: number;
  claimed: number;
  houses_claimed: number;
  questions: number;
  last_seen_on: string | null;
};
export type JobsItem = {
  id: string;
  name: string;
  finished: number;
  succeeded: number;
  failed: number;
  average_ms: number | null;
};
export type HandoverItem = {
  id: string;
  name: string;
  houses: number;
  handed_over: number;
  handed_over_now: number;
  claimed: number;
  papers_complete: number;
  papers_confirmed: number;
};

type DiveOf<Figures extends string, Series extends string, Parts extends string, Item> = {
  from: string;
  to: string;
  time_zone: 'Europe/Dublin';
  development_id: string | null;
  figures: Record<Figures, DiveFigure>;
  /** Every day of the period; each series has a figure for each. */
  days: string[];
  series: Record<Series, number[]>;
  parts: Record<Parts, DivePart[]>;
  items: Item[];
  next_cursor: string | null;
};

export type Dives = {
  questions: DiveOf<
    'questions' | 'answered' | 'answered_percent' | 'doubtful' | 'refused' | 'passed_on' | 'helpful' | 'not_helpful',
    'answered' | 'doubtful' | 'refused' | 'others' | 'helpful' | 'not_helpful',
    'hours' | 'weekdays' | 'topics' | 'house_types',
    QuestionsItem
  >;
  documents: DiveOf<'documents' | 'cited' | 'never_cited' | 'citations', 'citations', 'topics', DocumentsItem>;
  owners: DiveOf<
    'houses_claimed' | 'houses' | 'claimed' | 'active_houses' | 'owners_seen' | 'scans',
    'houses_claimed' | 'active_houses' | 'owners_seen' | 'scans',
    never,
    OwnersItem
  >;
  jobs: DiveOf<
    'finished' | 'succeeded' | 'failed' | 'average_ms' | 'open',
    'succeeded' | 'failed' | 'cancelled',
    'kinds',
    JobsItem
  >;
  handover: DiveOf<
    'handed_over' | 'houses_claimed' | 'houses' | 'handed_over_ever' | 'papers_complete' | 'papers_confirmed',
    'handed_over' | 'houses_claimed',
    never,
    HandoverItem
  >;
};

/** Any dive, for what shows or writes them all alike. */
export type Dive = DiveOf<string, string, string, unknown>;

/** What the documents' dive lists. */
export const SHOWN = ['all', 'cited', 'never'] as const;

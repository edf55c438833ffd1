/* What handover papers are told apart by, and what is kept of them; pages show it too: this module loads nothing. */

/** Which rule set says what a house must have. */
export const RULE_SETS = ['ireland', 'england'] as const;
export type RuleSetName = (typeof RULE_SETS)[number];

/**
 * How a house stands with one paper. missing: nothing shows it; found: a page does, and nobody has looked; confirmed:
 * staff have; other: what there is names another house; expired: its last day is past; refused: staff have said that
 * the page found is not it; waived: staff have said that this house needs none.
 */
export const PAPER_STATES = ['missing', 'found', 'confirmed', 'other', 'expired', 'refused', 'waived'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

/** What staff have decided about a paper of a house. */
export const PAPER_DECISIONS = ['confirmed', 'waived'] as const;
export type PaperDecision = (typeof PAPER_DECISIONS)[number];

/** A page of a document that is one of the papers of a rule set, as a job found it. */
export type PaperFind = {
  page: number;
  slot: string;
  /** The line that says what it is. */
  quote: string;
  /** 0 to 1. */
  score: number;
  /** Lines that may name a house, as they stand. */
  lines: IdentityLine[];
  /** The page holds more such lines than are kept. */
  namesMore?: boolean | undefined;
  validUntil?: string | undefined;
  /** The certificate's own number, where it prints one. */
  number?: string | undefined;
  /** Names the page by its words. */
  fingerprint: string;
  /** Its letters were recognised in a picture. */
  scanned: boolean;
};

/** `dwelling`: its label says that it is about the house; `party`: about a firm or a person who signed. */
export type IdentityLine = { text: string; of: 'dwelling' | 'party' | 'unknown' };

/** Another place where the same paper of a house stands. */
export type PaperCopy = { documentId: string; page: number };

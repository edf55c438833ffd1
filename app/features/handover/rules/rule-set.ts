import type { RuleSetName } from '#db/schema/handover-words.ts';

/** A paper that each house must have at its handover. */
export type Slot = {
  /** Of no slot of another rule set: what is decided about one is never taken for a decision about the other. */
  id: string;
  /** As pages and the pack name it. */
  name: string;
  /** `certificate`: a form that somebody has filled in and signed; `book`: a document that is written to be read. */
  form: 'certificate' | 'book';
  /** How such papers call themselves, the usual name first. */
  titles: readonly string[];
  /** Which regulation or standard asks for it. */
  source: string;
  /** Where the paper gives its day of issue alone: after so many years it is no longer good. */
  validYears?: number;
};

export type RuleSet = {
  name: RuleSetName;
  label: string;
  /** Raised when titles or slots change: what was found by a former one is looked for anew. */
  revision: number;
  /** The day on which somebody last compared it with its sources. */
  checkedOn: string;
  slots: readonly Slot[];
};

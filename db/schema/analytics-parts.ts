/** What the figures of a day are taken apart by. */
export const PARTS = ['hour', 'type', 'topic', 'document', 'job'] as const;

export type Part = (typeof PARTS)[number];

/** Topics that are no category of documents, as they are stored; no category begins so. */
export const OTHER_TOPICS = {
  ':record': 'The house’s own record',
  ':safety': 'Danger',
  ':refusal': 'Not in the documents',
  ':gone': 'A document since deleted',
} as const;

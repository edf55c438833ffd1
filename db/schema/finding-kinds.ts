/**
 * What stands on a page and was not read as its text, for the builder: `running-line`, `invisible` (hidden, white,
 * transparent or off the page) and `hidden-layer` were left out on purpose; `aside` is shown and never quoted (a
 * caption, a title's date and reference, a line of contents); `picture`, `embedded-file`, `equation`, `drawing` and
 * `object` could not be read; `doubtful` was read, by text recognition that is not sure of it.
 */
export const FINDING_KINDS = [
  'running-line',
  'invisible',
  'hidden-layer',
  'aside',
  'picture',
  'embedded-file',
  'equation',
  'drawing',
  'object',
  'doubtful',
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

export type Finding = {
  kind: FindingKind;
  /** The text, name or description, at most 300 characters. */
  text?: string | undefined;
  /** How many like it, 1 when absent. */
  count?: number | undefined;
};

import { LimitError } from '../extraction-error.ts';
import type { Numbering } from './numbering.ts';
import type { Relationships } from './relationships.ts';
import type { StoryBlock } from './story-block.ts';
import type { Styles } from './styles.ts';

/** Text of the whole document; the pages are held to the limit of the job again. */
const MAX_CHARS = 20_000_000;

/** What all parts of one document share. */
export type WordContext = {
  styles: Styles;
  numbering: Numbering;
  /** Texts of notes, by kind and id: `footnote 2`. */
  notes: Map<string, string>;
  /** Texts of comments, by id. */
  comments: Map<string, string>;
  budget: Budget;
  /** Some header or footer prints the number of the page. */
  printsNumbers: boolean;
};

/** What one part refers to, as it was read beforehand. */
export type StoryParts = {
  relationships: Relationships;
  /** Blocks of drawings of text and of parts in another format, by the id that names them. */
  inserted: Map<string, StoryBlock[]>;
};

/** Counts the text that is taken, so that values told again and again end in a reason, not in the memory limit. */
export class Budget {
  #chars = 0;

  /** Throws LimitError once there is more text than any document may have. */
  spend(chars: number): void {
    this.#chars += chars;
    if (this.#chars > MAX_CHARS) throw new LimitError('too-large', { chars: true });
  }
}

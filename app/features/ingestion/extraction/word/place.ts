import type { Paragraph } from './paragraph.ts';
import type { StoryBlock } from './story-block.ts';
import type { Look } from './styles.ts';
import type { Grounds } from './visibility.ts';

/** Where paragraphs stand: the part itself, a text box, a cell. Each has its own open paragraph and run. */
export type Place = {
  kind: 'part' | 'box' | 'cell';
  blocks: StoryBlock[];
  paragraph: Paragraph | undefined;
  /** The text of a paragraph whose mark was deleted or hidden: the next one goes on with it. */
  carried: string;
  /** Of the run that is open, and whether a person sees it. */
  look: Look;
  seen: boolean;
  grounds: Grounds;
  /** Pages that end in it. */
  breaks: number;
};

export const newPlace = (kind: Place['kind'], blocks: StoryBlock[], grounds: Grounds): Place => ({
  kind,
  blocks,
  paragraph: undefined,
  carried: '',
  look: {},
  seen: true,
  grounds,
  breaks: 0,
});

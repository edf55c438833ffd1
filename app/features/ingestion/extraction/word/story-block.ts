import type { FlowBlock } from '../markup/flow-to-pages.ts';
import type { XmlNode } from './xml-node.ts';

/** What a part of a Word document is read as, before its pages are numbered. */
export type StoryBlock =
  | FlowBlock
  /** A new page, unless one has just begun: as Word last laid it out, or asked for by a paragraph. */
  | { kind: 'soft-break'; rendered?: boolean }
  /** An empty paragraph: nothing to read, but a page is no longer new behind it. */
  | { kind: 'blank' }
  /** A line of cells that tabs make; alone it is running text. */
  | { kind: 'tabbed'; cells: string[] }
  /** The end of a section, with the properties of that section. */
  | { kind: 'section'; properties: XmlNode };

/** The text of blocks as that of one cell or note; what is no text is left out. */
export const flatten = (blocks: readonly StoryBlock[]): string =>
  blocks
    .map((block) => (block.kind === 'tabbed' ? block.cells.join(' ') : 'text' in block ? block.text : ''))
    .filter(Boolean)
    .join(' ')
    .replaceAll('\n', ' ');

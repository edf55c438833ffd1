import type { Box, Rule, Slant, Tick } from '../paint/operator-geometry.ts';

/** A word with its place in device space: points at scale 1, y downwards. `y` is the baseline. */
export type Word = {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
  bold: boolean;
  /** Whether a space glyph stood before it. */
  spaced: boolean;
  /** Which way it is read, degrees clockwise: 0 from the left, 90 downwards, or whatever it is turned by. */
  angle: number;
  /** Where its baseline begins and ends, for a word that is turned or slightly askew. */
  ends?: Box | undefined;
  /** Set above the line that it stands in, or below it (false). */
  raised?: boolean | undefined;
  /** The annotation that it belongs to. */
  from?: string | undefined;
  /** Its letters are codes that the file does not explain. */
  unnamed?: boolean | undefined;
};

export type PageWords = {
  words: Word[];
  /** Horizontal lines and edges. */
  rules: Rule[];
  /** Level lines too short to part anything, and straight ones that slant. */
  dashes?: Box[] | undefined;
  slants?: Slant[] | undefined;
  /** Boxes to be ticked that are drawn. */
  ticks?: Tick[] | undefined;
  /** Vertical ones. */
  bars: Box[];
  /** Strokes and shapes that are bent or slant. */
  shapes?: Box[] | undefined;
  /** Pictures that are neither ornament nor the whole page. */
  pictures: Box[];
  /** Pictures of more than half of the page. */
  backdrops?: Box[] | undefined;
  width: number;
  height: number;
  /** What was left out: text that nobody sees, and text of layers that are switched off. */
  hidden: Hidden[];
  /** Words that only the picture upon them or below them can bear out. */
  unsure?: Word[] | undefined;
  /** Notes that are printed with the page, and names of files that hang on it. */
  notes?: string[] | undefined;
  files?: string[] | undefined;
  /** What is to be read on the page is a picture (C10). */
  scanned?: boolean | undefined;
  /** Its letters make no language: the file may name them wrongly. */
  mistold?: boolean | undefined;
  /** Some letters were left out that the file does not name. */
  unnamed?: boolean | undefined;
};

/** `layer` is absent where the text is not shown for another reason. */
export type Hidden = {
  text: string;
  layer?: string | undefined;
  from?: string | undefined;
  /** Where its last word ends. */
  end?: { x: number; y: number };
};

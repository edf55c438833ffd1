import type { Block, TruthPage } from '../truth.ts';
import { Content } from './content.ts';

/** A document as blocks a page, to be set by a program that has its own ideas of layout. */
export type Markup = {
  name: string;
  kinds: string[];
  pages: TruthPage[];
  /** CSS for HTML, a preamble for Typst and LaTeX. */
  look?: string;
  /** In place of what the blocks would give. */
  source?: string;
  overleaf?: { text: string; page: number; lastPage: number }[];
};

export const text = (value: string): Block => ({ kind: 'text', text: value });
export const heading = (value: string): Block => ({ kind: 'heading', text: value });
export const apart = (block: Block): Block => ({ ...block, anywhere: true });

/** The same kind of page for both halves, with other words. */
export function forBoth(make: (content: Content, variant: 0 | 1) => Markup, seed: number): [Markup, Markup] {
  return [make(new Content(seed), 0), make(new Content(seed + 1000), 1)];
}

/** A plain chapter: heading, prose, table, list. */
export function chapter(content: Content, rows = 5, columns = 4): Block[] {
  return [
    heading(content.heading()),
    text(content.prose(4)),
    { kind: 'table', rows: content.table(rows, columns) },
    text(content.prose(3)),
  ];
}

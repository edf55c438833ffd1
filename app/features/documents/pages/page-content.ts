import type { Finding } from '#db/schema/finding-kinds.ts';

/** A word that text recognition found; its box in fractions of the page's width and height from its top left. */
export type RecognisedWord = { text: string; box: [x0: number, y0: number, x1: number, y1: number] };

/** One page as staff see what was read of it. */
export type PageContent = {
  page: number;
  text: string;
  headings: { title: string; level: number }[];
  hasText: boolean;
  error: string | null;
  label: string | null;
  role: 'cover' | 'contents' | null;
  confidence: number | null;
  findings: Finding[];
};

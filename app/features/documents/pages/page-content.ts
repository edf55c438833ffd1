import type { Finding } from '#db/schema/finding-kinds.ts';

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

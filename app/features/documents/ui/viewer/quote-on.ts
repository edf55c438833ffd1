import type { Quoted } from '../../pages/viewer-path.ts';
import type { QuoteEdge } from './find-quote.ts';

/** What of a quoted passage is to be marked on a page. */
export function quoteOn(quoted: Quoted | null, page: number): { quote?: string; edge?: QuoteEdge } {
  if (!quoted || page < quoted.from || page > quoted.to) return {};
  if (quoted.from === quoted.to) return { quote: quoted.text };
  return { quote: quoted.text, edge: page === quoted.from ? 'begins' : 'ends' };
}

import type { Citation } from '#db/queries/retrieval/passages.ts';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import type { RankedPassage } from './rank-passages.ts';

/** Longest quote that a citation carries; characters. All that an answer shows of a passage fits: it is marked. */
const MAX_QUOTE = 6_000;

type Source = Pick<
  RankedPassage,
  'documentId' | 'title' | 'notedOn' | 'page' | 'lastPage' | 'pageLabel' | 'overleaf' | 'recognised'
>;

/** Where a quote stands, for the reader: the page of the document opens from it. */
export function citationOf(passage: Source, quote: string): Citation {
  const { lastPage, pageLabel } =
    passage.overleaf && shareALine(quote, passage.overleaf.text) ? passage.overleaf : passage;
  return {
    document_id: passage.documentId,
    title: titleOf(passage),
    page: passage.page,
    quote: shorten(quote),
    url: `/documents/${passage.documentId}/download#page=${passage.page}`,
    ...(lastPage && lastPage !== passage.page ? { last_page: lastPage } : {}),
    ...(pageLabel ? { page_label: pageLabel } : {}),
    ...(passage.recognised ? { recognised: true } : {}),
  };
}

/** What staff wrote is told from a document: an owner sees who says it, and since when. */
const titleOf = ({ title, notedOn }: Pick<Source, 'title' | 'notedOn'>) =>
  notedOn ? `${title} (note of the builder, ${formatIsoDay(notedOn)})` : title;

const shareALine = (quote: string, text: string) =>
  quote.split('\n').some((line) => line.trim() !== '' && text.includes(line.trim()));

/** Cut at a line or sentence end where there is one, with an ellipsis. */
function shorten(quote: string): string {
  if (quote.length <= MAX_QUOTE) return quote;
  const head = quote.slice(0, MAX_QUOTE);
  const ends = [Math.max(head.lastIndexOf('\n'), head.lastIndexOf('. ') + 1), head.lastIndexOf(' ')];
  const end = ends.find((one) => one > MAX_QUOTE / 2) ?? MAX_QUOTE;
  return `${head.slice(0, end).trimEnd().toWellFormed()}…`;
}

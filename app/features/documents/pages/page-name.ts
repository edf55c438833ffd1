/** Where something stands in a document, as a citation has it. */
export type PagePlace = { page: number; last_page?: number | undefined; page_label?: string | null | undefined };

/**
 * What people call these pages: "page 4", "pages 3–4"; where another number is printed on them, that one, and the
 * sheet's own beside it, by which the file opens: "page 1 (sheet 4)".
 */
export function pageName({ page, last_page, page_label }: PagePlace): string {
  const range = last_page !== undefined && last_page !== page;
  const sheets = range ? `${page}–${last_page}` : `${page}`;
  const noun = range ? 'pages' : 'page';
  if (!page_label || page_label === sheets) return `${noun} ${sheets}`;
  return `${noun} ${page_label} (${range ? 'sheets' : 'sheet'} ${sheets})`;
}

/** The same at the beginning of a line. */
export const pageTitle = (place: PagePlace): string => pageName(place).replace('p', 'P');

import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
import type { ExtractedPage } from '../extracted-document.ts';
import { DOUBT } from '../process/child-protocol.ts';

const WITHOUT_TEXT: Record<DocumentKind, string> = {
  pdf: 'If they were scanned, run text recognition (OCR) and upload the document again.',
  docx: 'If they are pictures, save the document as PDF, run text recognition (OCR) on that and upload the result.',
  txt: 'Nothing on them can be searched.',
  md: 'Nothing on them can be searched.',
};

/** Numbers of the pages that are pictures of text; of those that wait to be recognised, and that could not be. */
export type Scans = { all: number[]; waiting: number[]; unread: number[] };

const WAITING = {
  one: 'Its text has not been recognised so far.',
  many: 'Their text has not been recognised so far.',
};

const NO_SCANS: Scans = { all: [], waiting: [], unread: [] };

/** Whether a recognised page has words or figures that may be others. */
const hasDoubtful = ({ confidence, text }: ExtractedPage) => confidence !== undefined && text.includes(DOUBT);

/** For the builder: which pages have no text or could not be read, and what to do about it. Pure. */
export function describeGaps(pages: ExtractedPage[], kind: DocumentKind, scans = NO_SCANS): string[] {
  const broken = pages.filter((page) => page.error).map((page) => page.number);
  const pictures = new Set(scans.all);
  const empty = pages
    .filter((page) => !page.hasText && !page.error && !pictures.has(page.number))
    .map((page) => page.number);
  const pageCount = pages.length;
  const warnings: string[] = [];
  const pageList = (numbers: number[]) =>
    `page${numbers.length === 1 ? '' : 's'} ${numbers.slice(0, 20).join(', ')}${numbers.length > 20 ? ' …' : ''}`;
  const of = (numbers: number[], rest: string) =>
    `${numbers.length} of ${pageCount} pages ` +
    `${numbers.length === 1 ? 'is a scan' : 'are scans'} and not searchable yet (${pageList(numbers)}). ${rest}`;
  // True while their text is being recognised, and when that has ended without it.
  if (scans.waiting.length > 0)
    warnings.push(of(scans.waiting, scans.waiting.length === 1 ? WAITING.one : WAITING.many));
  if (scans.unread.length > 0)
    warnings.push(
      `${scans.unread.length} of ${pageCount} pages could not be read well enough to be quoted ` +
        `(${pageList(scans.unread)}). If there is text on them, scan them again: straight, sharp, at 300 dots per ` +
        'inch.',
    );
  const doubtful = pages.filter(hasDoubtful).map((page) => page.number);
  if (doubtful.length > 0)
    warnings.push(
      `Words or figures of a scan were hard to make out (${pageList(doubtful)}); owners see them with ${DOUBT}. ` +
        'Check them against the paper, and scan it again or upload the document that was printed.',
    );
  if (empty.length > 0) {
    warnings.push(
      `${empty.length} of ${pageCount} pages ${empty.length === 1 ? 'has' : 'have'} no text ` +
        `(${pageList(empty)}). ${WITHOUT_TEXT[kind]}`,
    );
  }
  if (broken.length > 0) {
    warnings.push(
      `${broken.length} of ${pageCount} pages could not be read (${pageList(broken)}). Export the document again ` +
        'and upload the new file.',
    );
  }
  return warnings;
}

import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
import type { ExtractedPage } from './extracted-document.ts';

const WITHOUT_TEXT: Record<DocumentKind, string> = {
  pdf: 'If they were scanned, run text recognition (OCR) and upload the document again.',
  docx: 'If they are pictures, save the document as PDF, run text recognition (OCR) on that and upload the result.',
  txt: 'Nothing on them can be searched.',
  md: 'Nothing on them can be searched.',
};

/** For the builder: which pages have no text or could not be read, and what to do about it. Pure. */
export function describeGaps(pages: ExtractedPage[], kind: DocumentKind): string[] {
  const broken = pages.filter((page) => page.error).map((page) => page.number);
  const empty = pages.filter((page) => !page.hasText && !page.error).map((page) => page.number);
  const pageCount = pages.length;
  const warnings: string[] = [];
  const pageList = (numbers: number[]) =>
    `page${numbers.length === 1 ? '' : 's'} ${numbers.slice(0, 20).join(', ')}${numbers.length > 20 ? ' …' : ''}`;
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

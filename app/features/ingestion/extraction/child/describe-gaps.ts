import type { DocumentKind } from '#app/features/documents/kind/document-kind.ts';
import type { ExtractedPage } from '../extracted-document.ts';
import { DOUBT } from '../process/child-protocol.ts';

/**
 * Numbers of the pages that are pictures of text; of those that wait to be recognised, that could not be, those for
 * which there was no time, and those whose letters the file names wrongly.
 */
export type Scans = { all: number[]; waiting: number[]; unread: number[]; late?: number[]; mistold?: number[] };

const NO_SCANS: Scans = { all: [], waiting: [], unread: [] };

/** Whether a recognised page has words or figures that may be others. */
const hasDoubtful = ({ confidence, text }: ExtractedPage) => confidence !== undefined && text.includes(DOUBT);

const hasPicture = ({ findings = [] }: ExtractedPage) =>
  findings.some(({ kind }) => kind === 'picture' || kind === 'drawing' || kind === 'object');

/** `pages 1–40, 44`: runs of pages, at most 20 of them. */
function pageList(numbers: readonly number[]): string {
  const runs: string[] = [];
  for (let at = 0; at < numbers.length;) {
    let last = at;
    while (numbers[last + 1] === numbers[last]! + 1) last += 1;
    runs.push(last === at ? `${numbers[at]}` : `${numbers[at]}–${numbers[last]}`);
    at = last + 1;
  }
  const more = runs.length > 20 ? ' …' : '';
  return `page${numbers.length === 1 ? '' : 's'} ${runs.slice(0, 20).join(', ')}${more}`;
}

/** For the builder: which pages have no text or could not be read, and what to do about it. Pure. */
export function describeGaps(pages: ExtractedPage[], kind: DocumentKind, scans = NO_SCANS): string[] {
  const broken = pages.filter((page) => page.error).map((page) => page.number);
  const scanned = new Set(scans.all);
  // A blank page, and one whose lines say nothing, is no gap.
  const pictures = pages
    .filter((page) => !page.hasText && !page.error && !scanned.has(page.number) && hasPicture(page))
    .map((page) => page.number);
  const warnings: string[] = [];
  const of = (numbers: number[]) => (pages.length === 1 ? 'The page' : `${numbers.length} of ${pages.length} pages`);
  const where = (numbers: number[]) => (pages.length === 1 ? '' : ` (${pageList(numbers)})`);
  const isOne = (numbers: number[]) => numbers.length === 1;
  // Until their text is recognised, and when that has ended without it.
  if (scans.waiting.length > 0)
    warnings.push(
      `${of(scans.waiting)} ${isOne(scans.waiting) ? 'is a scan that has' : 'are scans that have'} not been read` +
        `${where(scans.waiting)}. Answers cannot quote ` +
        `${isOne(scans.waiting) ? 'it until it is' : 'them until they are'}.`,
    );
  if (scans.unread.length > 0)
    warnings.push(
      `${of(scans.unread)} could not be read well enough to be quoted${where(scans.unread)}. If there is text on ` +
        `${isOne(scans.unread) ? 'it, scan it' : 'them, scan them'} again: straight, sharp, at 300 dots per inch.`,
    );
  const { late = [], mistold = [] } = scans;
  if (late.length > 0)
    warnings.push(
      `${of(late)} could not be recognised in time${where(late)}. Read the document again when less is being read.`,
    );
  if (mistold.length > 0)
    warnings.push(
      `${of(mistold)} ${isOne(mistold) ? 'shows' : 'show'} other letters than the file says${where(mistold)}, and ` +
        `${isOne(mistold) ? 'was' : 'were'} read from the picture instead. Compare what matters, or export the ` +
        'document anew from the program that made it.',
    );
  const doubtful = pages.filter(hasDoubtful).map((page) => page.number);
  if (doubtful.length > 0)
    warnings.push(
      `Words or figures of a scan were hard to make out (${pageList(doubtful)}); owners see them with ${DOUBT}. ` +
        'Check them against the paper, and scan it again or upload the document that was printed.',
    );
  if (pictures.length > 0)
    warnings.push(
      `${of(pictures)} ${isOne(pictures) ? 'has' : 'have'} pictures or drawings and no text${where(pictures)}. ` +
        `Owners see ${isOne(pictures) ? 'it' : 'them'}; answers cannot quote ${isOne(pictures) ? 'it' : 'them'}.` +
        (kind === 'docx' ? ' Of pictures of text, save the document as PDF and upload that.' : ''),
    );
  if (broken.length > 0)
    warnings.push(
      `${of(broken)} could not be read${where(broken)}. Export the document again and upload the new file.`,
    );
  return warnings;
}

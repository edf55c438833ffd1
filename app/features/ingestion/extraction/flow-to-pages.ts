import type { PageSink, RawPage, ReadOptions } from './extracted-document.ts';
import { isHighSurrogate } from './normalise-text.ts';
import { isListItem, isTableRow } from './split-sentences.ts';

/** One block of a document that has no pages of its own. */
export type FlowBlock =
  | { kind: 'heading'; text: string; level: number }
  | { kind: 'prose' | 'item' | 'row'; text: string }
  | { kind: 'page-break' };

/** A page of a flowing document ends at the first good place past this many characters. */
const PAGE_CHARS = 3_000;
/** A block longer than this is cut at a space, so that no page grows without bound. */
const MAX_BLOCK_CHARS = 6_000;

function cut(block: FlowBlock): FlowBlock[] {
  if (block.kind === 'page-break' || block.text.length <= MAX_BLOCK_CHARS) return [block];
  const out: FlowBlock[] = [];
  let rest = block.text;
  while (rest.length > PAGE_CHARS) {
    const space = rest.lastIndexOf(' ', PAGE_CHARS);
    const at = space > PAGE_CHARS / 2 ? space : PAGE_CHARS - (isHighSurrogate(rest, PAGE_CHARS - 1) ? 1 : 0);
    out.push({ ...block, text: rest.slice(0, at) });
    rest = rest.slice(at).trimStart();
  }
  if (rest) out.push({ ...block, text: rest });
  return out;
}

/**
 * Numbers a flowing document's pages: a page ends at a page break, before a heading once it
 * is two thirds full, and at the end of the block that fills it. A heading never stands
 * last (unless page after page is headings), and a table's rows are cut only when the page is twice full.
 */
export async function flowToPages(
  blocks: FlowBlock[],
  options: ReadOptions & { pageChars?: number | undefined },
  onPage: PageSink,
): Promise<number> {
  const room = options.pageChars ?? PAGE_CHARS;
  const pages: RawPage[] = [];
  let page: RawPage | null = null;
  let last: FlowBlock['kind'] | null = null;
  const close = () => {
    if (page) pages.push(page);
    page = null;
    last = null;
  };
  for (const block of blocks.flatMap(cut)) {
    if (block.kind === 'page-break') {
      close();
      continue;
    }
    const open: RawPage | null = page;
    if (open) {
      const length = open.text.length;
      const glued =
        (last === 'heading' && length < room * 4) || (last === 'row' && block.kind === 'row' && length < room * 2);
      const full = length + block.text.length > room * 1.15 && length > room * 0.5;
      const early = block.kind === 'heading' && length > room * 0.66;
      if (!glued && (length >= room || full || early)) close();
    }
    if (pages.length >= options.maxPages) throw options.tooMany(pages.length + 1);
    page ??= { number: pages.length + 1, text: '', headings: [], headingLevels: [] };
    const current: RawPage = page;
    const tight = last === block.kind && (block.kind === 'row' || block.kind === 'item');
    current.text += (current.text ? (tight ? '\n' : '\n\n') : '') + block.text;
    if (block.kind === 'heading') {
      current.headings.push(block.text);
      current.headingLevels.push(block.level);
    }
    last = block.kind;
  }
  close();
  if (pages.length === 0) pages.push({ number: 1, text: '', headings: [], headingLevels: [] });
  for (const entry of pages) await onPage(entry, pages.length);
  return pages.length;
}

/** What a plain line is, by its own look. */
export function kindOfLine(line: string): 'prose' | 'item' | 'row' {
  if (isTableRow(line)) return 'row';
  return isListItem(line) ? 'item' : 'prose';
}

import { isTableRow, withoutBars } from '#app/features/documents/pages/table-row.ts';
import type { Finding, PageSink, RawPage, ReadOptions } from '../extracted-document.ts';
import { isHighSurrogate } from '../language/normalise-text.ts';
import { isListItem } from '../language/split-sentences.ts';

/** One block of a document that has no pages of its own. A prose block may have several lines. */
export type FlowBlock =
  | { kind: 'heading'; text: string; level: number }
  /** `role`: it belongs to a cover or a list of contents; a page of nothing else takes the role. */
  | { kind: 'prose'; text: string; role?: 'cover' | 'contents' | undefined }
  | { kind: 'item'; text: string }
  /** `header`: the row that is printed again where its table goes on overleaf. `begins`: the first of its table. */
  | { kind: 'row'; text: string; header?: string | undefined; begins?: boolean | undefined }
  /** Stands once at the head or the foot of the page on which it is met. */
  | { kind: 'head' | 'foot'; text: string }
  /** Something of the page that is not its text. */
  | { kind: 'finding'; finding: Finding }
  /** What is printed on the page as its number, where that is another. */
  | { kind: 'label'; label: string }
  | { kind: 'page-break' };
type TextBlock = Extract<FlowBlock, { text: string }>;

/** A page of a flowing document ends at the first good place past this many characters. */
const PAGE_CHARS = 3_000;
/** A block longer than this is cut, so that no page grows without bound. */
const MAX_BLOCK_CHARS = 6_000;
const MAX_FINDINGS = 200;

/** Where a long text is best cut before `max`: at the end of a line, else of a sentence, else of a word. */
function placeToCut(text: string, max: number): number {
  const least = max / 2;
  const line = text.lastIndexOf('\n', max);
  if (line > least) return line;
  const sentences = [...text.slice(least, max).matchAll(/[.!?…。！？]["'”’)\]]?(?=\s)|[。！？]/g)];
  const last = sentences.at(-1);
  if (last) return least + last.index + last[0].length;
  const space = text.lastIndexOf(' ', max);
  return space > least ? space : max - (isHighSurrogate(text, max - 1) ? 1 : 0);
}

function cut(block: FlowBlock): FlowBlock[] {
  if (!('text' in block) || block.text.length <= MAX_BLOCK_CHARS) return [block];
  const out: FlowBlock[] = [];
  let rest = block.text;
  while (rest.length > PAGE_CHARS) {
    const at = placeToCut(rest, PAGE_CHARS);
    out.push({ ...block, text: rest.slice(0, at) });
    rest = rest.slice(at).trimStart();
  }
  if (rest) out.push({ ...block, text: rest });
  return out;
}

/**
 * Numbers a flowing document's pages: a page ends at a page break, before a heading once it
 * is two thirds full, and at the end of the block that fills it; two page breaks have an empty page between them. A
 * heading never stands last (unless page after page is headings), nor does a question; a table's rows are cut only when
 * the page is twice full, and its header row is told again.
 */
export async function flowToPages(
  blocks: FlowBlock[],
  options: ReadOptions & { pageChars?: number | undefined },
  onPage: PageSink,
): Promise<number> {
  const writer = new PageWriter(options);
  for (const block of blocks) for (const part of cut(block)) writer.add(part);
  const pages = writer.finish();
  for (const entry of pages) await onPage(entry, pages.length);
  return pages.length;
}

class PageWriter {
  readonly #options: ReadOptions & { pageChars?: number | undefined };
  readonly #pages: RawPage[] = [];
  #page: OpenPage | null = null;

  constructor(options: ReadOptions & { pageChars?: number | undefined }) {
    this.#options = options;
  }

  add(block: FlowBlock): void {
    if (block.kind === 'page-break') {
      this.#open();
      this.#close();
    } else if (block.kind === 'finding') this.#open().find(block.finding);
    else if (block.kind === 'label') this.#open().setLabel(block.label);
    else {
      const room = this.#options.pageChars ?? PAGE_CHARS;
      if (this.#page && !this.#page.takes(block, room)) this.#close();
      this.#open().add(block);
    }
  }

  #open(): OpenPage {
    if (this.#pages.length >= this.#options.maxPages) throw this.#options.tooMany(this.#pages.length + 1);
    return (this.#page ??= new OpenPage(this.#pages.length + 1));
  }

  #close(): void {
    if (this.#page) this.#pages.push(this.#page.finish());
    this.#page = null;
  }

  finish(): RawPage[] {
    this.#close();
    if (this.#pages.length === 0) {
      this.#open();
      this.#close();
    }
    return this.#pages;
  }
}

class OpenPage {
  readonly #page: RawPage;
  readonly #text: string[] = [];
  readonly #feet: string[] = [];
  readonly #findings = new Map<string, Finding>();
  readonly #roles = new Set<string | undefined>();
  #length = 0;
  #last: TextBlock | null = null;

  constructor(number: number) {
    this.#page = { number, text: '', headings: [], headingLevels: [] };
  }

  takes(block: TextBlock, room: number): boolean {
    const { kind } = block;
    const last = this.#last;
    if (!last || kind === 'foot') return true;
    const glued =
      ((last.kind === 'heading' || isQuestion(last)) && this.#length < room * 4) ||
      (last.kind === 'row' && kind === 'row' && this.#length < room * 2);
    const full = this.#length + block.text.length > room * 1.15 && this.#length > room * 0.5;
    const early = kind === 'heading' && this.#length > room * 0.66;
    return glued || !(this.#length >= room || full || early);
  }

  add(given: TextBlock): void {
    // A bar that the author typed between words makes no table; heads and feet come as rows or clean.
    const isRow = given.kind === 'row' || given.kind === 'head' || given.kind === 'foot';
    const block = isRow ? given : { ...given, text: withoutBars(given.text) };
    if (block.kind === 'foot') {
      this.#feet.push(block.text);
      return;
    }
    const last = this.#last;
    if (!last && block.kind === 'row' && block.header !== undefined) this.#write(block.header, '');
    const tight = last?.kind === block.kind && (block.kind === 'row' ? !block.begins : block.kind === 'item');
    this.#write(block.text, tight || (!last && this.#length > 0) ? '\n' : '\n\n');
    if (block.kind === 'heading') {
      this.#page.headings.push(block.text);
      this.#page.headingLevels.push(block.level);
    } else if (block.kind !== 'head') this.#roles.add(block.kind === 'prose' ? block.role : undefined);
    this.#last = block;
  }

  #write(text: string, joiner: string): void {
    const piece = (this.#length > 0 ? joiner : '') + text;
    this.#text.push(piece);
    this.#length += piece.length;
  }

  setLabel(label: string): void {
    this.#page.label = label;
  }

  find(finding: Finding): void {
    const key = `${finding.kind} ${finding.text ?? ''}`;
    const known = this.#findings.get(key);
    if (known) known.count = (known.count ?? 1) + (finding.count ?? 1);
    else if (this.#findings.size < MAX_FINDINGS) this.#findings.set(key, { ...finding });
  }

  finish(): RawPage {
    for (const foot of this.#feet) this.#write(foot, '\n\n');
    const [role] = this.#roles;
    return {
      ...this.#page,
      text: this.#text.join(''),
      ...(this.#roles.size === 1 && (role === 'cover' || role === 'contents') ? { role } : {}),
      ...(this.#findings.size > 0 ? { findings: [...this.#findings.values()] } : {}),
    };
  }
}

const isQuestion = (block: TextBlock): boolean => block.kind === 'prose' && block.text.endsWith('?');

/** What a plain line is, by its own look. */
export function kindOfLine(line: string): 'prose' | 'item' | 'row' {
  if (isTableRow(line)) return 'row';
  return isListItem(line) ? 'item' : 'prose';
}

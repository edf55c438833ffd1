import { isTableRow } from '#app/features/documents/pages/table-row.ts';
import type { ExtractedPage, PageMarks } from '../extracted-document.ts';
import { goesOn, headOf, headRowsOf, joinOver, wholeRow, wholeText, type Block } from './join-pages.ts';
import { isHighSurrogate } from '../language/normalise-text.ts';
import { isListItem, splitSentences } from '../language/split-sentences.ts';

export type ChunkOptions = {
  /** Size that a chunk grows towards, characters. */
  targetChars?: number;
  /** Size that no chunk passes, a repeated table header and the overlap included. */
  maxChars?: number;
  /** Sentences of the chunk before that open the next one when a running text is split. */
  overlapSentences?: number;
};

export type Chunk = {
  /** 0-based, through the whole document. */
  ordinal: number;
  page: number;
  /** The page on which it ends, where that is another. */
  lastPage?: number | undefined;
  heading: string | null;
  /** From the widest heading to `heading`. */
  headingPath: string[];
  text: string;
};

/** `title`: what stands around a title; it is of what that is of, and is read by itself. */
type Section = { path: string[]; blocks: Block[]; headed: boolean; title?: boolean };
/** `repeated`: the header row that a later part of a table opens with. */
type Piece = {
  text: string;
  kind: Block['kind'];
  joiner: string;
  repeated?: string;
  page: number;
  lastPage: number;
};
type Packed = { text: string; page: number; lastPage: number };

/** Pieces of at most `max` characters, cut at spaces where there are any. */
function hardSplit(text: string, max: number): string[] {
  const out: string[] = [];
  let rest = text;
  while (rest.length > max) {
    const space = rest.lastIndexOf(' ', max);
    let cut = space > max / 2 ? space : max;
    // Never between the halves of a surrogate pair.
    if (cut === max && isHighSurrogate(rest, cut - 1)) cut -= 1;
    out.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  if (rest) out.push(rest);
  return out;
}

/** A form's name and value; what stands right below it says one thing with it: who, where and when. */
const FORM_CHARS = 240;
const FIELD = /^\p{L}[^:|.!?]{0,23}:\s\S/u;

function toBlocks(lines: string[], page: number, marks: PageMarks): Block[] {
  const blocks: Block[] = [];
  const [asides, notes, heads] = [new Set(marks.asides), new Set(marks.notes), new Set(marks.heads)];
  let blank = true;
  for (const line of lines) {
    if (!line.trim() || asides.has(line.trim())) {
      blank = true;
      continue;
    }
    const kind: Block['kind'] = isTableRow(line) ? 'table' : isListItem(line) ? 'item' : 'prose';
    const last = blocks.at(-1);
    const field = last?.kind === 'prose' && kind === 'prose' && !blank && last.lines.length === 1 && last.lines[0];
    if (last && last.kind === kind && kind === 'table' && !blank) last.lines.push(line);
    else if (last && field && FIELD.test(field) && FIELD.test(line) && field.length + line.length < FORM_CHARS)
      last.lines = [`${field}; ${line.trim()}`];
    else
      blocks.push({
        kind,
        lines: [line],
        page,
        lastPage: page,
        note: notes.has(line.trim()),
        headed: heads.has(line.trim()),
      });
    blank = false;
  }
  return blocks;
}

/** One block as pieces of at most `max` characters, each a unit that is not cut further. */
function toPieces(block: Block, target: number, max: number): Piece[] {
  const { page, lastPage } = block;
  if (block.kind !== 'table') {
    const text = wholeText(block);
    const joiner = block.kind === 'item' ? '\n' : '\n\n';
    if (text.length <= target) return [{ text, kind: block.kind, joiner, page, lastPage }];
    // Where the text of the next page begins in the whole, but for a hyphen that was joined.
    const cut = block.rest && block.lines.join('\n').length;
    let at = 0;
    return splitSentences(text)
      .flatMap((sentence) => hardSplit(sentence, max))
      .map((sentence, i) => {
        at += sentence.length + Number(i > 0);
        const over = cut === undefined || at > cut;
        const own = { kind: block.kind, joiner: i === 0 ? joiner : ' ' };
        return { text: sentence, ...own, page, lastPage: over ? lastPage : page };
      });
  }
  const whole = block.lines.join('\n');
  if (whole.length <= max) return [{ text: whole, kind: 'table', joiner: '\n\n', page, lastPage }];
  const heads = headRowsOf(block.lines);
  const rows = block.lines.slice(heads.length);
  const header = heads.join('\n');
  const head = header.length <= max / 3 ? header : '';
  const pieces: Piece[] = [];
  // Its last row alone may go on overleaf.
  const add = (text: string, ends: number) =>
    pieces.push({
      text,
      kind: 'table',
      joiner: pieces.length === 0 ? '\n\n' : '\n',
      page,
      lastPage: ends,
      ...(pieces.length > 0 ? { repeated: head } : {}),
    });
  let current = head;
  for (const row of (head ? rows : block.lines).flatMap((line) => hardSplit(line, max - head.length - 1))) {
    if (current !== head && current.length + 1 + row.length > target) {
      add(current, page);
      current = head;
    }
    current = current ? `${current}\n${row}` : row;
  }
  if (current) add(current, lastPage);
  return pieces;
}

function packSection(section: Section, target: number, max: number, overlap: number): Packed[] {
  // A third of the room may go to the overlap; a piece must fit beside it.
  const overlapRoom = overlap > 0 ? Math.floor(max / 4) : 0;
  const pieces = section.blocks.flatMap((block) => toPieces(block, target, max - overlapRoom - 1));
  const out: Packed[] = [];
  let current = '';
  let [page, lastPage] = [0, 0];
  let fresh = 0; // characters of `current` that are not overlap
  for (const [i, piece] of pieces.entries()) {
    // Beside its own beginning a table goes on without a second header.
    const bare = piece.repeated ? piece.text.slice(piece.repeated.length + 1) : piece.text;
    const next = current ? current + piece.joiner + bare : piece.text;
    // A short rest is taken along rather than left as a fragment of its own.
    const rest = pieces.slice(i, i + 8).reduce((sum, p) => sum + p.joiner.length + p.text.length, 0);
    const fits = next.length <= target || (i + 8 >= pieces.length && current.length + rest <= max);
    const near = piece.lastPage <= page + 1;
    // A question stays with what answers it.
    const answers = (pieces[i - 1]?.text.endsWith('?') ?? false) && next.length <= max;
    if (!current || (near && (fits || answers || (fresh < target / 4 && next.length <= max)))) {
      if (!current) page = piece.page;
      lastPage = current ? Math.max(lastPage, piece.lastPage) : piece.lastPage;
      current = next;
      fresh += piece.text.length;
      continue;
    }
    out.push({ text: current, page, lastPage });
    const before = pieces[i - 1];
    const tail =
      before && before.kind === 'prose' && piece.kind === 'prose' && overlap > 0
        ? splitSentences(before.text).slice(-overlap).join(' ')
        : '';
    const carries = near && tail.length > 0 && tail.length <= overlapRoom && tail !== current;
    current = carries ? tail + (piece.joiner === ' ' ? ' ' : '\n\n') + piece.text : piece.text;
    fresh = piece.text.length;
    page = carries ? (before?.page ?? piece.page) : piece.page;
    lastPage = piece.lastPage;
  }
  if (current) out.push({ text: current, page, lastPage });
  return out;
}

type SourcePage = Pick<ExtractedPage, 'number' | 'text' | 'headings' | 'headingLevels' | 'role' | 'confidence'> & {
  marks?: PageMarks | undefined;
};

/**
 * Takes over to the page before what it does not end: the rest of a sentence, then what goes on with a list; a table's
 * head is carried on.
 */
function joinSections(before: Section | undefined, sections: Section[]): void {
  const [first] = sections;
  if (!before || !first || first.headed || first.blocks[0]?.page !== (before.blocks.at(-1)?.lastPage ?? 0) + 1) return;
  const { blocks } = first;
  // Notes stand behind what they belong to.
  const at = before.blocks.findLastIndex((block) => !block.note);
  let last = before.blocks[at];
  const next = blocks[0];
  if (!last || !next) return;
  const row = wholeRow(last, next);
  if (row !== null) {
    before.blocks[at] = last = { ...last, lines: [...last.lines.slice(0, -1), row], lastPage: next.page };
    next.lines.shift();
    if (next.lines.length === 0) blocks.shift();
  }
  // A row that was cut says by itself that the table goes on.
  const head = next.lines.length === 0 ? null : row === null ? headOf(last, next) : headRowsOf(last.lines);
  if (head) next.lines.unshift(...head);
  if (row === null && goesOn(last, next) === 'text') {
    const { joined, rest } = joinOver(last, next);
    before.blocks[at] = last = joined;
    blocks.splice(0, 1, ...(rest ? [rest] : []));
    if (rest) return;
  }
  let taken = 0;
  for (let item = blocks[taken]; item && goesOn(last, item) === 'list'; item = blocks[taken]) {
    before.blocks.push(item);
    last = item;
    taken += 1;
  }
  blocks.splice(0, taken);
  if (blocks.length === 0) sections.shift();
}

/**
 * The levels of a scanned page's headings, whose sizes are rough: what stands at its head is a title, and nothing else
 * on the page is as wide.
 */
function levelsOfForm({ text, headings, headingLevels }: SourcePage): number[] {
  const [title = 6] = headingLevels;
  if (headings.length === 0 || !text.startsWith(headings[0] ?? '')) return headingLevels;
  const top = title === 3 ? 2 : title;
  return headingLevels.map((level, at) => (at === 0 ? top : Math.max(level, Math.min(6, top + 1))));
}

/**
 * What a form says at its foot below the last of its parts (who signed it, and when) is said of the whole form.
 * `title`: the headings down to the form's own.
 */
function takeOutFoot(sections: Section[], title: string[]): void {
  const last = sections.at(-1);
  if (!last || last.path.length <= title.length) return;
  let from = last.blocks.length;
  const isEntry = (block: Block | undefined) => block?.kind === 'prose' && FIELD.test(block.lines[0] ?? '');
  while (isEntry(last.blocks[from - 1])) from -= 1;
  if (from === 0 || from === last.blocks.length) return;
  sections.push({ path: title, blocks: last.blocks.splice(from), headed: true });
}

/**
 * Cuts pages into passages for retrieval (C1). A passage is of one page, since a citation names one, unless a sentence
 * or a list goes on overleaf; a heading carries over to the pages after it; a table keeps its rows whole and repeats
 * its header row, overleaf too; short neighbours of one page and section are merged. Headings are in `heading` and
 * `headingPath`, not in `text`, except on a page that holds nothing else. Covers, contents and captions are in no
 * passage, unless there is nothing else. Deterministic.
 */
export function chunkPages(pages: SourcePage[], options: ChunkOptions = {}): Chunk[] {
  const content = pages.filter((page) => !page.role);
  const chunks = cutPages(content, options);
  if (chunks.length > 0) return chunks;
  return cutPages(
    pages.map((page) => ({ ...page, marks: undefined })),
    options,
  );
}

function cutPages(pages: SourcePage[], options: ChunkOptions): Chunk[] {
  const { targetChars = 900, maxChars = 1400, overlapSentences = 1 } = options;
  const chunks: Chunk[] = [];
  let path: { title: string; level: number }[] = [];
  const push = (headingPath: string[], { text, page, lastPage }: Packed, title = false) =>
    chunks.push({
      ordinal: chunks.length,
      page,
      ...(lastPage > page ? { lastPage } : {}),
      heading: title ? null : (headingPath.at(-1) ?? null),
      headingPath,
      text,
    });
  const pack = (section: Section) => {
    for (const packed of packSection(section, targetChars, maxChars, overlapSentences))
      push(section.path, packed, section.title);
  };

  /** The last section of the page before: it may go on. */
  let open: Section | undefined;
  /** The headings of the pages of text, while scanned ones come between them. */
  let ofText: typeof path | undefined;
  for (const source of pages) {
    const scanned = source.confidence !== undefined;
    const page = scanned ? { ...source, headingLevels: levelsOfForm(source) } : source;
    if (scanned) ofText ??= path;
    else if (ofText) [path, ofText] = [ofText, undefined];
    const sections: Section[] = [];
    let lines: string[] = [];
    let headed = false;
    let formTitle: string[] | undefined;
    const titles = () => path.map((entry) => entry.title);
    const band = new Set(page.marks?.band);
    const close = () => {
      const around = lines.filter((line) => band.has(line.trim()));
      for (const [own, title] of [
        [around, true],
        [around.length > 0 ? lines.filter((line) => !band.has(line.trim())) : lines, false],
      ] as const) {
        const blocks = toBlocks(own, page.number, page.marks ?? {});
        if (blocks.length > 0) sections.push({ path: titles(), blocks, headed, ...(title ? { title } : {}) });
      }
      lines = [];
    };
    let next = 0;
    for (const line of page.text.split('\n')) {
      if (page.headings[next] !== undefined && line.trim() === page.headings[next]) {
        close();
        headed = true;
        const level = page.headingLevels[next] ?? 6;
        path = [...path.filter((entry) => entry.level < level), { title: line.trim(), level }];
        if (next === 0 && page.text.startsWith(line)) formTitle = titles();
        next += 1;
      } else {
        lines.push(line);
      }
    }
    close();
    if (scanned && formTitle) takeOutFoot(sections, formTitle);
    const bare = sections.length === 0 && page.headings.length > 0;
    joinSections(open, sections);
    if (open && (sections.length > 0 || bare)) {
      pack(open);
      open = undefined;
    }
    for (const section of sections.slice(0, -1)) pack(section);
    open = sections.at(-1) ?? open;
    if (bare)
      for (const text of hardSplit(page.headings.join('\n'), maxChars))
        push(titles(), { text, page: page.number, lastPage: page.number });
  }
  if (open) pack(open);
  return chunks;
}

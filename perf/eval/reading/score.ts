import { commonWords, standsIn, tokensOf, wordsInOrder } from './tokens.ts';
import type { Block, Truth, TruthCell, TruthPage } from './truth.ts';

/** A page as a reader gives it. What a reader does not tell is absent, and not scored. */
export type ReadPage = {
  text: string;
  headings?: string[] | undefined;
  /** Rows of cells, of all tables on the page from top to bottom. */
  rows: string[][];
  role?: string | undefined;
  label?: string | undefined;
};
type ReadPassage = { page: number; lastPage?: number | undefined; text: string };
export type ReadDocument = { pages: ReadPage[]; passages?: ReadPassage[] };

const NOTHING: ReadPage = { text: '', rows: [], headings: [] };

/** Right ones of so many. */
export type Share = { right: number; of: number };
export const MEASURES = ['words', 'order', 'cells', 'headings', 'running', 'roles', 'labels', 'overleaf'] as const;
export type Score = Partial<Record<(typeof MEASURES)[number], Share>> & {
  /** Words that nobody sees, and words that stand nowhere on the page or the ones beside it. */
  invisible: string[];
  invented: string[];
  misses: string[];
};

/** Scores a page. `beside`: the pages before and after, whose words may be carried over. */
export function scorePage(truth: TruthPage, read: ReadPage, beside: readonly TruthPage[] = []): Score {
  const given = tokensOf(read.text);
  const misses: string[] = [];
  const flows = flowsOf(truth.blocks);
  const wanted = flows.flat();
  const words = commonWords(wanted, given);
  if (words < wanted.length) misses.push(`words: ${missing(wanted, given).slice(0, 12).join(' ')}`);

  let found = 0;
  let ordered = 0;
  for (const flow of flows) {
    const common = commonWords(flow, given);
    // A block that is not there has no order; the few words of it that stand elsewhere are not its own.
    if (common * 2 < flow.length) continue;
    found += common;
    ordered += wordsInOrder(flow, given);
  }
  if (ordered < found) misses.push(`order: ${found - ordered} of ${found} words stand elsewhere`);

  const cells = scoreCells(truth.blocks, read.rows, misses);
  const { invisible, invented } = strayWords(truth, given, beside);
  if (invisible.length > 0) misses.push(`invisible: ${invisible.slice(0, 12).join(' ')}`);
  if (invented.length > 0) misses.push(`invented: ${invented.slice(0, 12).join(' ')}`);
  return {
    words: { right: words, of: wanted.length },
    order: { right: ordered, of: found },
    ...(cells.of > 0 ? { cells } : {}),
    ...(read.headings ? { headings: scoreHeadings(truth.blocks, read.headings, misses) } : {}),
    ...(truth.running ? { running: scoreRunning(truth.running, read.text, given, misses) } : {}),
    ...scoreMarks(truth, read, misses),
    invisible,
    invented,
    misses,
  };
}

/** The words of the page's own flow, and of each block that is a whole by itself. */
function flowsOf(blocks: readonly Block[]): string[][] {
  const main: string[] = [];
  const apart: string[][] = [];
  for (const block of blocks) {
    const words = tokensOf(
      block.kind === 'table' ? block.rows.flatMap((row) => row.map(ownText)).join(' ') : block.text,
    );
    if (block.anywhere) apart.push(words);
    else main.push(...words);
  }
  return [main, ...apart];
}

/** What is printed in a cell; a merged one's text is printed in the first of the cells it covers alone. */
const ownText = (cell: TruthCell) => (typeof cell === 'string' ? cell : '');

function missing(wanted: readonly string[], given: readonly string[]): string[] {
  const left = [...given];
  return wanted.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const same = (a: string, b: string) => tokensOf(a).join(' ') === tokensOf(b).join(' ');
const cellIsRight = (cell: TruthCell, given: string) =>
  typeof cell === 'string' ? same(cell, given) : cell.some((text) => same(text, given));
const counts = (cell: TruthCell) => typeof cell !== 'string' || tokensOf(cell).length > 0;

/** Cells that stand in their right column of one row, the rows in their order. */
function scoreCells(blocks: readonly Block[], given: readonly (readonly string[])[], misses: string[]): Share {
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  const of = rows.flat().filter(counts).length;
  if (of === 0) return { right: 0, of };
  const right = (row: readonly TruthCell[], read: readonly string[]) =>
    row.filter((cell, column) => counts(cell) && cellIsRight(cell, read[column] ?? '')).length;
  const best = Array.from({ length: rows.length + 1 }, () => new Uint32Array(given.length + 1));
  for (let row = 1; row <= rows.length; row += 1)
    for (let at = 1; at <= given.length; at += 1)
      best[row]![at] = Math.max(
        best[row - 1]![at]!,
        best[row]![at - 1]!,
        best[row - 1]![at - 1]! + right(rows[row - 1]!, given[at - 1]!),
      );
  const total = best[rows.length]![given.length]!;
  const wrong = rows.find((row) => !given.some((read) => right(row, read) === row.filter(counts).length));
  if (total < of)
    misses.push(
      `cells: ${total} of ${of}; first: ${wrong?.map((cell) => [cell].flat()[0]).join(' | ') ?? 'out of order'}`,
    );
  return { right: total, of };
}

/** Right headings of those that stand there and those that are given: twice the right ones over the sum of both. */
function scoreHeadings(blocks: readonly Block[], given: readonly string[], misses: string[]): Share {
  const key = (text: string) => tokensOf(text.toLowerCase()).join(' ');
  const all = blocks.filter((block) => block.kind === 'heading');
  const soft = all.filter((block) => block.soft).map((block) => key(block.text));
  const wanted = all.filter((block) => !block.soft).map((block) => key(block.text));
  const read = given.map(key).filter((heading) => !soft.includes(heading));
  const right = commonWords(wanted, read);
  const lost = missing(wanted, read);
  const wrong = missing(read, wanted);
  if (lost.length > 0) misses.push(`headings lost: ${lost.join(' / ')}`);
  if (wrong.length > 0) misses.push(`no headings: ${wrong.slice(0, 5).join(' / ')}`);
  return { right: 2 * right, of: wanted.length + read.length };
}

/** Running lines that do not stand in the text. */
function scoreRunning(running: readonly string[], text: string, given: readonly string[], misses: string[]): Share {
  const lines = text.split('\n').map((line) => tokensOf(line).join(' '));
  const left = running.filter((line) => {
    const words = tokensOf(line);
    return words.length > 1 ? standsIn(words, given) : lines.includes(words.join(' '));
  });
  if (left.length > 0) misses.push(`running lines left: ${left.join(' / ')}`);
  return { right: running.length - left.length, of: running.length };
}

function scoreMarks(truth: TruthPage, read: ReadPage, misses: string[]): Partial<Score> {
  const marks: Partial<Score> = {};
  if ('role' in read && (truth.role || read.role)) {
    marks.roles = { right: truth.role === read.role ? 1 : 0, of: 1 };
    if (truth.role !== read.role) misses.push(`role: ${read.role ?? 'none'}, not ${truth.role ?? 'none'}`);
  }
  if ('label' in read && truth.label) {
    marks.labels = { right: truth.label === read.label ? 1 : 0, of: 1 };
    if (truth.label !== read.label) misses.push(`label: ${read.label ?? 'none'}, not ${truth.label}`);
  }
  return marks;
}

function strayWords(truth: TruthPage, given: readonly string[], beside: readonly TruthPage[]) {
  const wordsOf = (page: TruthPage) =>
    page.blocks.flatMap((block) => tokensOf(block.kind === 'table' ? block.rows.flat(2).join(' ') : block.text));
  const known = new Set([truth, ...beside].flatMap(wordsOf));
  for (const line of [...(truth.running ?? []), ...(truth.loose ?? [])])
    for (const word of tokensOf(line)) known.add(word);
  const unseen = new Set((truth.absent ?? []).flatMap(tokensOf).filter((word) => !known.has(word)));
  return {
    invisible: given.filter((word) => unseen.has(word)),
    invented: given.filter((word) => !known.has(word) && !unseen.has(word)),
  };
}

/** The scores of a document's pages, scans left out, and of what goes on overleaf. */
export function scoreDocument(truth: Truth, read: ReadDocument): { page: number; score: Score }[] {
  const scores = truth.pages.flatMap((page, index): { page: number; score: Score }[] => {
    if (page.scan) return [];
    const beside = [truth.pages[index - 1], truth.pages[index + 1]].filter((each) => each !== undefined);
    return [{ page: index + 1, score: scorePage(page, read.pages[index] ?? NOTHING, beside) }];
  });
  for (const overleaf of truth.overleaf ?? []) {
    if (!read.passages) continue;
    const whole = read.passages.some(
      ({ page, lastPage, text }) =>
        page === overleaf.page && lastPage === overleaf.lastPage && standsIn(tokensOf(overleaf.text), tokensOf(text)),
    );
    const misses = whole ? [] : [`not joined overleaf: ${overleaf.text}`];
    const score = { overleaf: { right: whole ? 1 : 0, of: 1 }, invisible: [], invented: [], misses };
    scores.push({ page: overleaf.page, score });
  }
  return scores;
}

/** The sum of several pages' shares; stray words are put together. */
export function addScores(scores: readonly Score[]): Score {
  const sum: Score = { invisible: [], invented: [], misses: [] };
  for (const score of scores) {
    sum.invisible.push(...score.invisible);
    sum.invented.push(...score.invented);
    sum.misses.push(...score.misses);
    for (const measure of MEASURES) {
      const share = score[measure];
      if (!share) continue;
      const before = sum[measure] ?? { right: 0, of: 0 };
      sum[measure] = { right: before.right + share.right, of: before.of + share.of };
    }
  }
  return sum;
}

import { cellsOf, isTableRow, rowOf } from '#app/features/documents/pages/table-row.ts';

/** Columns that a table made with spaces or tabs may have. */
const MAX_COLUMNS = 40;
/** Longest line whose columns are told by where they stand, characters. */
const MAX_WIDE = 1_000;
const TAB_STOP = 8;
/** Lines of a table that hold no text: "----  ----", "+----+----+", "|---|:-:|". */
const RULE_SIGNS = /^[\s|+:=_-]+$/;
const isRule = (line: string) => RULE_SIGNS.test(line) && /--|==|__/.test(line);
const FRAMED = /^\s*[│║\u250C-\u253C\u2552-\u256C]/;
/** A line with the frame of its table in the signs that people type. */
export const withPlainFrame = (line: string): string =>
  FRAMED.test(line)
    ? line
        .split(/[│║]/)
        .map((cell) => cell.trim())
        .join(' | ')
        .trim()
        .replaceAll(/[─═]/g, '-')
        .replaceAll(/[\u250C-\u253C\u2552-\u256C]/g, '+')
    : line;
/** A gap that parts cells. */
const hasGap = (line: string) => /\t| {3}/.test(line.trim());

const isEdged = (line: string) => line.length > 1 && line.startsWith('|') && line.endsWith('|');
const withoutEdges = (line: string) => line.slice(1, -1).trim();

/**
 * The rows of a table among the lines of a paragraph, from `from` on, as they stand in a page's text, and how many
 * lines they take; null where no table begins. Columns are parted by bars, by tabs, or by gaps that stand below one
 * another; an empty cell stays one. Rules are no rows. Linear in the lines. Pure.
 */
export function rowsFrom(lines: readonly string[], from: number): { rows: string[]; taken: number } | null {
  const barred = barredRows(lines, from);
  if (barred) return barred;
  if (!hasGap(lines[from] ?? '')) return null;
  let to = from;
  let held = 0;
  for (; to < lines.length; to += 1) {
    const line = lines[to] ?? '';
    if (isRule(line)) continue;
    if (!hasGap(line) || isTableRow(line)) break;
    held = to + 1 - from;
  }
  const run = lines.slice(from, from + held).filter((line) => !isRule(line));
  if (run.length === 0) return null;
  return { rows: (tabbed(run) ?? aligned(run) ?? run.map(loose)).map((cells) => rowOf(cells).trim()), taken: held };
}

/** Rows parted by bars, with or without edges. One line of two cells alone is a sentence with a bar in it. */
function barredRows(lines: readonly string[], from: number): { rows: string[]; taken: number } | null {
  const rows: string[] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (isEdged(line) && isTableRow(withoutEdges(line)) && !isRule(line)) rows.push(withoutEdges(line));
    else if (isTableRow(line) && !isRule(line)) rows.push(line);
    // One rule may stand above the first row.
    else if (!isRule(line) || !/[|+]/.test(line) || (rows.length === 0 && at > from)) break;
  }
  const [row = ''] = rows;
  return rows.length > 1 || (rows.length === 1 && (cellsOf(row).length > 2 || at - from > 1))
    ? { rows, taken: at - from }
    : null;
}

/** Cells of lines with a tab between any two, where every line has as many of them; null where tabs only align. */
function tabbed(lines: readonly string[]): string[][] | null {
  if (!lines.every((line) => line.includes('\t'))) return null;
  const rows = lines.map((line) => line.split('\t').map((cell) => cell.trim()));
  const width = rows[0]?.length ?? 0;
  const even = rows.every((row) => row.length === width || (row.length < width && lines.length > 2));
  const whole = rows[0]?.every((cell) => cell !== '') ?? false;
  return even && whole && width <= MAX_COLUMNS ? rows.map((row) => filled(row, width)) : null;
}

const filled = (row: readonly string[], width: number) => Array.from({ length: width }, (_, at) => row[at] ?? '');

/** Cells by the gaps that stand below one another in all lines; null where they make less columns than a line has. */
function aligned(given: readonly string[]): string[][] | null {
  if (given.length < 2) return null;
  const lines = given.map(withoutTabs);
  const width = Math.max(...lines.map((line) => line.length));
  if (width > MAX_WIDE) return null;
  const used = new Uint8Array(width);
  for (const line of lines) for (let at = 0; at < line.length; at += 1) if (line[at] !== ' ') used[at] = 1;
  const columns: [from: number, to: number][] = [];
  for (let at = 0; at < width;) {
    if (used[at] === 0) {
      at += 1;
      continue;
    }
    let end = at;
    // One space within a column is one between words.
    while (end < width && (used[end] === 1 || used[end + 1] === 1)) end += 1;
    columns.push([at, end]);
    at = end;
  }
  const most = Math.max(...given.map((line) => loose(line).length));
  if (columns.length < most || columns.length > MAX_COLUMNS) return null;
  return lines.map((line) => columns.map(([from, to]) => line.slice(from, to).trim()));
}

/** A line with spaces to the next stop for each tab. */
function withoutTabs(line: string): string {
  let out = '';
  for (const part of line.trimEnd().split(/(\t)/))
    out += part === '\t' ? ' '.repeat(TAB_STOP - (out.length % TAB_STOP)) : part;
  return out;
}

/** Cells by the gaps of this line alone. */
const loose = (line: string): string[] =>
  line
    .trim()
    .split(/\t+| {3,}/)
    .map((cell) => cell.trim());

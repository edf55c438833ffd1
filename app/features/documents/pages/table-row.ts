/**
 * A table row as it stands in a page's text: its cells joined by ` | `. An empty cell leaves its bar, at the beginning
 * and at the end too; a bar within a word is text.
 */
const BETWEEN_CELLS = /(?:^|\s)\|(?=\s|$)/;
const BARS = /(^|\s)\|(?=\s|$)/g;

export const isTableRow = (line: string): boolean => BETWEEN_CELLS.test(line);

export const cellsOf = (row: string): string[] => row.split(BETWEEN_CELLS).map((cell) => cell.trim());

/** A text whose own bars between words are no bars of a row: what is no row must not read as one. */
export const withoutBars = (text: string): string => (text.includes('|') ? text.replace(BARS, '$1·') : text);

/** A row of these cells, whatever bars stand in them. */
export const rowOf = (cells: readonly string[]): string => cells.map(withoutBars).join(' | ');

/**
 * The head of a table whose second row tells apart what cells of the first cover ("Summer" over "Peak" and "Off"): a
 * cell for each column. A cell covers the next columns where it is repeated in them, or they are empty in the first row
 * and not in the second. Null where the second row is one of the body. Rows are cells as `cellsOf` gives them.
 */
export function headOfTwoRows(rows: readonly (readonly string[])[]): string[] | null {
  const [first = [], second = [], ...body] = rows;
  if (body.length === 0) return null;
  const width = Math.max(first.length, second.length);
  const over: string[] = [];
  let [covers, divides, alone] = [false, true, 0];
  for (let at = 0; at < width; at += 1) {
    const [own = '', below = ''] = [first[at], second[at]];
    const before = over[at - 1] ?? '';
    const goesOn = before !== '' && (own === before || (own === '' && below !== '' && second[at - 1] !== before));
    over.push(goesOn ? before : own);
    if (goesOn) covers = true;
    const covered = goesOn || (own !== '' && coversNext(first, second, at));
    if (!covered) alone += 1;
    if (covered ? below === '' || below === over[at] : at > 0 && below !== '' && below !== own) divides = false;
    // Under an empty corner the second row names itself: it must not be made like the rows below.
    if (!covered && at === 0 && below !== '' && below !== own && (own !== '' || !differs(second, body)))
      divides = false;
  }
  if (!covers || !divides) return null;
  // A cell over the whole table may be a title above its rows.
  if (alone === 0 && !differs(second, body)) return null;
  return over.map((cell, at) => {
    const below = second[at] ?? '';
    return below !== '' && below !== cell ? `${cell} ${below}`.trim() : cell;
  });
}

function coversNext(first: readonly string[], second: readonly string[], at: number): boolean {
  const [own = '', next = ''] = [first[at], first[at + 1]];
  if (next === own) return true;
  return next === '' && (second[at + 1] ?? '') !== '' && (second[at] ?? '') !== '' && second[at] !== own;
}

/** Whether a row has words where those below have figures. */
function differs(row: readonly string[], body: readonly (readonly string[])[]): boolean {
  const figured = row.flatMap((_, at) => (at > 0 && body.some((cells) => /\d/.test(cells[at] ?? '')) ? [at] : []));
  return figured.length > 0 && figured.every((at) => row[at] !== '' && !/\d/.test(row[at] ?? ''));
}

/**
 * Whether the first row of a table is one like those below it, no header: it has a code or number in a column that has
 * one of its form in every row ("PR-1", "PR-2").
 */
export function isLikeTheRest([first = [], ...others]: readonly (readonly string[])[]): boolean {
  return first.some((cell, at) => {
    const form = formOf(cell);
    const telling = (form.includes('9') && form.includes('a')) || cell.replace(/\D/g, '').length >= 6;
    return telling && others.every((row) => formOf(row[at] ?? '') === form);
  });
}

/** The form of a cell: a for letters, 9 for figures. */
const formOf = (cell: string): string =>
  cell
    .slice(0, 60)
    .replace(/\p{L}+/gu, 'a')
    .replace(/\d+/g, '9');

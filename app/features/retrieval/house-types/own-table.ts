import { cellsOf } from '#app/features/documents/pages/table-row.ts';
import { weigh, type Listener } from './listener.ts';
import { ownSentences } from './speaks-for.ts';

/** A longer cell is text and heads no column; characters. */
const MAX_HEAD = 60;
const OF_HOMES = /\b(?:types?|houses?|homes?|flats?|apartments?|blocks?|buildings?)\b/i;

/**
 * The rows of a table that speak for the listener's house, each without the columns of other types; lines of cells as
 * they stand in a page's text. A row that names a type alone, across the table, governs those under it.
 */
export function ownTable(lines: readonly string[], listener: Listener, governed: boolean): string[] {
  const { names, houseType } = listener;
  const rows = lines.map(cellsOf);
  const [head = []] = rows;
  const below = rows.slice(1);
  const firsts = below.map(([first = '']) => first).filter((cell) => cell !== '');
  const keyed = OF_HOMES.test(head[0] ?? '') || (head[0] ?? '') === '';
  const isKey = (cell: string) => names.inKeys(cell).size > 0;
  const rowCodes = firsts.length > 0 && firsts.every(isKey) && (keyed || firsts.length > 1);
  const headCodes = head.filter(isKey).length > 1 || head.some((cell) => OF_HOMES.test(cell));
  const label = (cell: string, keys: boolean) => {
    if (cell.length > MAX_HEAD || /[.!?](?:\s|$)/.test(cell)) return new Set<string>();
    const said = names.inLabel(cell);
    return said.size === 0 && keys ? names.inKeys(cell) : said;
  };

  const columns = head.map((cell, at) => (at === 0 ? 'all' : weigh(label(cell, headCodes), houseType)));
  const columned = columns.some((said) => said !== 'all') && rows.length > 1;
  const [corner = ''] = head;
  const namesRows = firsts.some((cell) => label(cell, rowCodes).size > 0);
  if (!columned && !namesRows && weigh(label(corner, rowCodes), houseType) === 'others' && rows.length > 1) return [];
  if (columned && columns.slice(1).every((said) => said === 'others')) return [];
  const own = (cells: string[]) => (columned ? cells.filter((_, at) => columns[at] !== 'others') : cells);

  const kept: string[] = [];
  let band: 'all' | 'own' | 'others' = 'all';
  for (const [at, cells] of rows.entries()) {
    const heads = at === 0 && columned;
    const said = [...new Set(cells.filter((cell) => cell !== ''))];
    if (!heads && cells.length > 1 && said.length === 1) {
      band = weigh(label(said[0]!, false), houseType);
      if (band !== 'others') kept.push(lines[at]!);
      continue;
    }
    if (heads) {
      kept.push(line(own(cells), lines[at]!));
      continue;
    }
    if (band === 'others' || isForOthers(cells)) continue;
    const left = own(cells).map((cell, place) =>
      place === 0 ? cell : ownSentences(cell, listener, governed || columned),
    );
    if (left.slice(1).every((cell) => cell === '') && cells.slice(1).some((cell) => cell !== '')) continue;
    kept.push(line(left, lines[at]!));
  }
  return kept.length === 1 && columned ? [] : kept;

  function isForOthers(cells: readonly string[]): boolean {
    return cells.some((cell, at) => {
      if (at > 0 && !names.isLabel(cell)) return false;
      return weigh(label(cell, at === 0 ? rowCodes : OF_HOMES.test(head[at] ?? '')), houseType) === 'others';
    });
  }
}

function line(cells: readonly string[], before: string): string {
  const own = cellsOf(before);
  const isWhole = cells.length === own.length && cells.every((cell, at) => cell === own[at]);
  return isWhole ? before : cells.join(' | ').trim();
}

import { isTableRow } from '#app/features/documents/pages/table-row.ts';
import { splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';
import type { RankedPassage } from './rank-passages.ts';

/** Longest merged text; characters. */
const MAX_CHARS = 3_000;

/**
 * Joins passages that were cut out of one section: neighbours on the same page under the same heading become one, in
 * the place of the better of them, so that a long procedure is whole again. Best first, as given.
 */
export function mergeNeighbours(passages: readonly RankedPassage[]): RankedPassage[] {
  const merged: RankedPassage[] = [];
  const lastOrdinal = new Map<RankedPassage, number>();
  for (const passage of passages) {
    const target = merged.find(
      (one) =>
        isSameSection(one, passage) &&
        (passage.ordinal === endOf(one) + 1 || passage.ordinal === one.ordinal - 1) &&
        one.text.length + passage.text.length <= MAX_CHARS,
    );
    if (!target) {
      merged.push({ ...passage });
      continue;
    }
    keepOverleaf(target, passage);
    if (passage.recognised) target.recognised = true;
    if (passage.ordinal > target.ordinal) {
      lastOrdinal.set(target, passage.ordinal);
      target.text = joinTexts(target.text, passage.text);
    } else {
      lastOrdinal.set(target, endOf(target));
      target.ordinal = passage.ordinal;
      target.text = joinTexts(passage.text, target.text);
    }
  }
  return merged;

  function endOf(one: RankedPassage): number {
    return lastOrdinal.get(one) ?? one.ordinal;
  }
}

/** Of a text that begins on one page, only what stands in the part that goes on overleaf may be on the next. */
function keepOverleaf(target: RankedPassage, passage: RankedPassage): void {
  const part = [target, passage].find((one) => one.lastPage);
  if (!part || target.overleaf) return;
  const other = part === target ? passage : target;
  target.overleaf = { text: part.text, lastPage: part.lastPage, pageLabel: part.pageLabel };
  target.lastPage = null;
  target.pageLabel = other.pageLabel;
}

const isSameSection = (a: RankedPassage, b: RankedPassage) =>
  a.versionId === b.versionId && a.page === b.page && a.heading === b.heading;

/** Joins two texts without what the second repeats of the first: its last sentence, or its table's header. */
export function joinTexts(first: string, second: string): string {
  const lines = second.split('\n');
  const before = first.split('\n');
  const head = isTableRow(lines[0] ?? '') ? before.indexOf(lines[0] ?? '') : -1;
  if (head >= 0) {
    // A head may have two rows.
    const rows = before[head + 1] === lines[1] && lines.length > 2 ? 2 : 1;
    return `${first}\n${lines.slice(rows).join('\n')}`;
  }
  const last = splitSentences(first).at(-1) ?? '';
  const rest = last && second.startsWith(last) ? second.slice(last.length).trimStart() : second;
  const continues = /^[(•▪●–-]|^\d{1,3}[.)]\s/.test(rest) && /(^|\n)([(•▪●–-]|\d{1,3}[.)])\s?[^\n]*$/.test(first);
  return `${first}${continues ? '\n' : '\n\n'}${rest}`;
}

import { LIST_MARKER } from '#app/features/documents/pages/list-marker.ts';
import { isTableRow } from '#app/features/documents/pages/table-row.ts';

/** Sentences for quotes, overlap and splitting. Pure. */

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

// Ends in one of these and more follows: not the end of a sentence.
const ABBREVIATED = [
  String.raw`e\.g|i\.e|cf|vs|viz|approx|max|min|no|nos|fig|figs|ref|refs|tel|ext|incl|excl|dept|est|temp|qty`,
  'para|sec|ch|vol|pp?|art|st|rd|ave|mr|mrs|ms|dr|prof|jr|sr|co|ltd|inc|plc|dia|ca|al',
  'mon|tues?|wed|thurs?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec',
  '[A-Za-z]',
].join('|');
const ABBREVIATION = new RegExp(String.raw`(?:^|[\s(["'“‘])(?:${ABBREVIATED})\.["'”’)]?$`, 'i');
/** How much of a sentence's end is looked at, characters: longer than any abbreviation with what stands around it. */
const TAIL = 120;
// "etc." and the like end a sentence when a capital follows, and do not otherwise.
const CONTINUES = /^["'“‘(]?\p{Ll}/u;
/** A list item longer than this is split like a paragraph. */
const LONG_ITEM = 320;

export const isListItem = (line: string): boolean => LIST_MARKER.test(line);

/** A line's segments; the mark that ends struck text stays with that. */
function segmentsOf(line: string): string[] {
  const out: string[] = [];
  let struck = false;
  for (const { segment } of segmenter.segment(line)) {
    const end = struck && out.length > 0 ? (/^~~\s*/.exec(segment)?.[0] ?? '') : '';
    if (end) out.push(`${out.pop()}${end}`);
    const rest = segment.slice(end.length);
    if (rest) out.push(rest);
    if ((segment.split('~~').length - 1) % 2 === 1) struck = !struck;
  }
  return out;
}

function splitLine(line: string): string[] {
  if (isTableRow(line)) return [line];
  const marker = LIST_MARKER.exec(line)?.[0] ?? '';
  if (marker && line.length <= LONG_ITEM) return [line];
  const out: string[] = [];
  let current = marker;
  // Only the end of what stands so far is looked at, or a line of abbreviations would be read anew for each of them.
  let end = marker;
  let segment: string | undefined;
  for (const next of segmentsOf(line.slice(marker.length))) {
    if (segment !== undefined) {
      current += segment;
      end = (end + segment.slice(-TAIL)).slice(-TAIL);
      const last = end.trimEnd();
      const open = !/[.!?…:]["'”’)\]~]*$/.test(last); // a break without a full stop is none
      // "No. 7" is an abbreviation, "the answer is no. Then …" is not.
      const abbreviated = ABBREVIATION.test(last) && !(/\bno\.$/i.test(last) && !/^\d/.test(next));
      if (!open && !abbreviated && !CONTINUES.test(next)) {
        out.push(current.trim());
        current = '';
        end = '';
      }
    }
    segment = next;
  }
  current += segment ?? '';
  if (current.trim()) out.push(current.trim());
  return out;
}

/**
 * The sentences of a text, trimmed, in order. A line break always ends one; a table row is
 * one sentence, and so is a list item of ordinary length, marker included. "e.g.",
 * "approx.", "No. 7" and "1.5 bar" do not end a sentence.
 */
export function splitSentences(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.trim() ? splitLine(line.trim()) : []));
}

/** Sentences for quotes, overlap and splitting. Pure. */

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

// Ends in one of these and more follows: not the end of a sentence.
const ABBREVIATION =
  /(?:^|[\s(["'“‘])(?:e\.g|i\.e|cf|vs|viz|approx|max|min|no|nos|fig|figs|ref|refs|tel|ext|incl|excl|dept|est|temp|qty|para|sec|ch|vol|pp?|art|st|rd|ave|mr|mrs|ms|dr|prof|jr|sr|co|ltd|inc|plc|dia|ca|al|mon|tues?|wed|thurs?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[A-Za-z])\.["'”’)]?\s*$/i;
// "etc." and the like end a sentence when a capital follows, and do not otherwise.
const CONTINUES = /^["'“‘(]?\p{Ll}/u;
const LIST_MARKER = /^(?:[•●▪◦‣·✓✗*\-–—]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s+/u;
/** A list item longer than this is split like a paragraph. */
const LONG_ITEM = 320;

export const isTableRow = (line: string): boolean => / \| /.test(line) || /^\| |\s\|$/.test(line);
export const isListItem = (line: string): boolean => LIST_MARKER.test(line);

function splitLine(line: string): string[] {
  if (isTableRow(line)) return [line];
  const marker = LIST_MARKER.exec(line)?.[0] ?? '';
  if (marker && line.length <= LONG_ITEM) return [line];
  const out: string[] = [];
  let current = marker;
  const segments = [...segmenter.segment(line.slice(marker.length))].map((part) => part.segment);
  for (const [i, segment] of segments.entries()) {
    current += segment;
    const next = segments[i + 1];
    if (next === undefined) break;
    const open = !/[.!?…:]["'”’)\]]*\s*$/.test(current); // a break without a full stop is none
    // "No. 7" is an abbreviation, "the answer is no. Then …" is not.
    const abbreviated = ABBREVIATION.test(current) && !(/\bno\.\s*$/i.test(current) && !/^\d/.test(next));
    if (open || abbreviated || CONTINUES.test(next)) continue;
    out.push(current.trim());
    current = '';
  }
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

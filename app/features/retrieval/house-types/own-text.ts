import { isTableRow } from '#app/features/documents/pages/table-row.ts';
import { isListItem, splitSentences } from '#app/features/ingestion/extraction/language/split-sentences.ts';
import { ownTable } from './own-table.ts';
import { weigh, type Listener, type SpeaksFor } from './listener.ts';
import { ownSentences, placeSpeaksFor, type Place } from './speaks-for.ts';

/** What a sentence has that says for whom the rest is: "The following applies to type B only." */
const REST = new RegExp(
  String.raw`\b(?:the following|what follows|everything below|` +
    String.raw`this (?:section|chapter|page|part|paragraph|booklet|sheet|leaflet|guide|table))\b`,
  'i',
);

/**
 * What of a passage's text speaks for the listener's house (Q5): without the sentences, list items, rows and columns
 * that name other types and not its own; null when nothing is left, or when the place speaks for other types. Verbatim
 * but for what is left out.
 */
export function ownText(text: string, place: Place, reader: Listener): string | null {
  const stands = placeSpeaksFor(place, reader);
  if (stands === 'others') return null;
  const listener = reader.names.isKeyed(text) ? { ...reader, names: reader.names.keyed } : reader;
  const { names, houseType } = listener;
  const kept: string[] = [];
  /** Of the last line that is a type's name and heads what follows, and of the last that leads to a list or table. */
  let headed: SpeaksFor = stands;
  let led: SpeaksFor = 'all';
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line.trim() === '') {
      kept.push(line);
      continue;
    }
    const [isRow, isItem] = [isTableRow(line), isListItem(line)];
    const governed = headed === 'own' || led === 'own';
    if (isRow) {
      const rows = [line];
      while (at + 1 < lines.length && isTableRow(lines[at + 1]!)) rows.push(lines[(at += 1)]!);
      if (headed !== 'others' && led !== 'others') kept.push(...ownTable(rows, listener, governed));
      continue;
    }
    if (isItem) {
      const own = headed === 'others' || led === 'others' ? '' : ownSentences(line, listener, governed);
      if (own !== '') kept.push(own);
      continue;
    }
    led = 'all';
    const label = line.trim().replace(/:$/, '');
    if (names.isLabel(label)) {
      const named = names.inLabel(label);
      headed = weigh(named.size > 0 ? named : names.inKeys(label), houseType);
      if (headed !== 'others') kept.push(line);
      continue;
    }
    if (headed === 'others') continue;
    if (/[:?]$/.test(label) || label !== line.trim())
      led = weigh(names.inText(splitSentences(line).at(-1)!), houseType);
    const [before, scope] = partAtScope(line, listener);
    if (scope === 'others') {
      const own = ownSentences(before, listener, headed === 'own');
      if (own !== '') kept.push(own);
      headed = 'others';
      continue;
    }
    if (scope === 'own') headed = 'own';
    const own = ownSentences(line, listener, headed === 'own');
    if (own !== '') kept.push(own);
  }
  const left = kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return left === '' ? null : left === text.trim() ? text : left;
}

/** A line before the sentence that says for whom it and all that follows is, and for whom. */
function partAtScope(line: string, { names, houseType }: Listener): [before: string, scope: SpeaksFor] {
  if (!REST.test(line)) return [line, 'all'];
  const sentences = splitSentences(line);
  const at = sentences.findIndex((sentence) => REST.test(sentence) && names.inText(sentence).size > 0);
  if (at < 0) return [line, 'all'];
  return [sentences.slice(0, at).join(' '), weigh(names.inText(sentences[at]!), houseType)];
}

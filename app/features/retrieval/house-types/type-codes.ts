import { isStopWord } from '../words.ts';
import { escaped, isShort } from './spoken-names.ts';

/** Codes that mean something else in most texts (`A`, `2B`, `10`), and where they mean house types. */
export type TypeCodes = {
  /** "type C", "House types A, B and C", "House B", "the B houses", "(C and D)", with their places. */
  typed(text: string): { at: number; length: number; codes: string[] }[];
  /** Text without what `typed` finds. */
  withoutTyped(text: string): string;
  /** Of a text that is nothing but codes, all of them: "B and C", "A–D". */
  listedAlone(text: string): string[];
};

const JOINT = String.raw`(?:\s*(?:,|;|&|/)\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+|\s*[–-]\s*)`;
const TOGETHER = '(?: ?, ?(?:and |or )?| (?:and|or) | & )';

export function typeCodes(codes: readonly string[]): TypeCodes {
  const short = codes.filter(isShort).toSorted((a, b) => b.length - a.length);
  const one = short.length > 0 ? short.map(escaped).join('|') : '(?!)';
  const code = String.raw`(?:${one})(?![\p{L}\d])`;
  const homes = String.raw`(?:([Hh]ouse|[Hh]ome|[Uu]nit|[Ff]lat|[Aa]partment)[\s-]+)?`;
  const listOfCodes = String.raw`${code}(?:${JOINT}(?:(?:[Tt]ypes?|TYPES?)\s+)?${code})*`;
  const typed = new RegExp(String.raw`(?<![\p{L}\d])${homes}(?:[Tt]ypes?|TYPES?)\s+(${listOfCodes})`, 'gu');
  // By its letter alone: "House B", not "house 2", which is another's number; "the B houses", not "a house".
  const letters = codes.filter((one) => /^\p{Lu}{1,2}$/u.test(one)).map(escaped);
  const letter = `(?:${letters.length > 0 ? letters.join('|') : '(?!)'})`;
  const listOfLetters = String.raw`${letter}(?:${JOINT}${letter})*`;
  const byLetter =
    String.raw`(?<![\p{L}\d])(?:[Hh]ouses?|HOUSES?|[Hh]omes?|HOMES?)\s+(${listOfLetters})(?![\p{L}\d'’-])` +
    String.raw`|(?<![\p{L}\d])(${listOfLetters})(?:[\s-]type)?\s+(?:houses|homes)\b` +
    String.raw`|(?<![\p{L}\d])(${letter})-type\b`;
  const lettered = new RegExp(byLetter, 'gu');
  // "(C and D)", "In A, B and C": several letters that no noun stands before, as "vitamins C and D" has one.
  const several = String.raw`(?<![\p{L}\d'’/&-])${letter}(?:${TOGETHER}${letter})+(?![\p{L}\d'’/&-])`;
  const together = new RegExp(several, 'gu');
  const each = new RegExp(String.raw`(?<![\p{L}\d])(?:${one})(?![\p{L}\d])`, 'gu');
  const further = new RegExp(String.raw`(?<=[,;]\s|\band\s)(${one})(?=\s+\d)`, 'gu');
  const codesOnly = new RegExp(String.raw`^(?:${one})(?:${JOINT}(?:${one}))*$`, 'u');

  function listed(list: string): string[] {
    const named = [...list.matchAll(each)].map(([code]) => code);
    const range = /^([\p{L}\d]{1,12}) ?(?:–|-|to) ?([\p{L}\d]{1,12})$/u.exec(list.trim());
    const [from, to] = [codes.indexOf(range?.[1] ?? ''), codes.indexOf(range?.[2] ?? '')];
    return range && from >= 0 && to > from ? codes.slice(from, to + 1) : named;
  }

  return {
    typed(text) {
      if (short.length === 0) return [];
      const found: { at: number; length: number; codes: string[] }[] = [];
      for (const match of text.matchAll(typed)) {
        const [whole, home, list = ''] = match;
        const rest = text.slice(match.index + whole.length);
        // "Type 2 socket": a number behind the word says more things than houses.
        if (!home && /^\d+$/.test(list) && /^\s+(?!houses?\b|homes?\b|flats?\b|and\b|or\b)\p{Ll}/u.test(rest)) continue;
        found.push({ at: match.index, length: whole.length, codes: listed(list) });
      }
      const isFound = (index: number, whole: string) =>
        found.some(({ at, length }) => index < at + length && at < index + whole.length);
      for (const match of text.matchAll(lettered)) {
        if (isFound(match.index, match[0])) continue;
        found.push({
          at: match.index,
          length: match[0].length,
          codes: listed(match[1] ?? match[2] ?? match[3] ?? ''),
        });
      }
      for (const match of text.matchAll(together)) {
        const before = text.slice(Math.max(0, match.index - 40), match.index).trimEnd();
        const noun = before.split(/[^\p{L}\d]/u).at(-1) ?? '';
        if (isFound(match.index, match[0]) || (noun !== '' && !isStopWord(noun.toLowerCase()))) continue;
        found.push({ at: match.index, length: match[0].length, codes: listed(match[0]) });
      }
      // "type A 82 m², B 108 m²"
      if (found.length > 0)
        for (const match of text.matchAll(further))
          found.push({ at: match.index, length: match[0].length, codes: [match[1]!] });
      return found;
    },
    withoutTyped: (text) => text.replace(typed, ' ').replace(lettered, ' '),
    listedAlone: (text) => (codesOnly.test(text.trim()) ? listed(text.trim()) : []),
  };
}

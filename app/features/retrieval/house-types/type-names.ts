import { COMMON, plain, spokenNames, type HouseType } from './spoken-names.ts';
import { typeCodes } from './type-codes.ts';

/** Finds the house types that a text names, by their codes. */
export type TypeNames = {
  readonly codes: readonly string[];
  /** Those that running text names. A letter or number alone is none: "type C", not "C". */
  inText(text: string): ReadonlySet<string>;
  /** Those that a heading, a table's cell or another short label names: "Mews, upstairs" counts too. */
  inLabel(text: string): ReadonlySet<string>;
  /**
   * Those that a text lists which is nothing but codes, or names that are ordinary words: "A", "B and C", "Cherry".
   * Among others of its kind it names types; by itself it may be a key, or a tree.
   */
  inKeys(text: string): ReadonlySet<string>;
  /** Does the text name house types and nothing else? */
  isLabel(text: string): boolean;
};

/** What comes before a name that says for whom something is not. */
const EXCEPT = /\b(?:except|excepting|excluding|but not|other than|apart from|not)\s+(?:for\s+|in\s+|of\s+|the\s+)*$/i;
/** What comes before a name that something is only compared with. */
const BESIDE =
  /\b(?:unlike|than|compared (?:with|to)|opposed to|different from)\s+(?:for\s+|in\s+|of\s+|the\s+|a\s+)*$/i;

/** How the types of a development are named; `isWord` as for spokenNames. */
export function typeNames(types: readonly HouseType[], isWord: (word: string) => boolean): TypeNames {
  const codes = types.map(({ code }) => code);
  const { labels, keys, patterns } = spokenNames(types, isWord);
  const short = typeCodes(codes);

  function inText(text: string): Set<string> {
    const found = new Set<string>();
    const excluded = new Set<string>();
    const note = (at: number, named: readonly string[]) => {
      const before = text.slice(Math.max(0, at - 40), at);
      if (BESIDE.test(before)) return;
      for (const code of named) (EXCEPT.test(before) ? excluded : found).add(code);
    };
    for (const { at, codes: listed } of short.typed(text)) note(at, listed);
    for (const { 1: aside = '', index } of text.matchAll(/\(([^()]{1,80})\)/g))
      note(
        index,
        partsOf(aside).flatMap((part) => labels.get(part) ?? []),
      );
    for (const { code, pattern } of patterns) for (const match of text.matchAll(pattern)) note(match.index, [code]);
    if (excluded.size > 0 && found.size === 0) for (const code of codes) if (!excluded.has(code)) found.add(code);
    return found;
  }

  function inLabel(text: string): Set<string> {
    const found = inText(text);
    for (const part of partsOf(text)) {
      const code = labels.get(part);
      if (code !== undefined) found.add(code);
    }
    return found;
  }

  function inKeys(text: string): Set<string> {
    const listed = short.listedAlone(text);
    if (listed.length > 0) return new Set(listed);
    const named = partsOf(text).map((part) => keys.get(part));
    return new Set(named.includes(undefined) ? [] : (named as string[]));
  }

  function isLabel(text: string): boolean {
    if (text.length > MAX_LABEL) return false;
    if (inKeys(text).size > 0) return true;
    if (inLabel(text).size === 0) return false;
    const rest = patterns.reduce((left, { pattern }) => left.replace(pattern, ' '), short.withoutTyped(text));
    return rest
      .split(/[^\p{L}\d]+/u)
      .every((word) => word === '' || COMMON.has(word.toLowerCase()) || keys.has(word.toLowerCase()));
  }

  return { codes, inText, inLabel, inKeys, isLabel };
}

function partsOf(text: string): string[] {
  if (text.length > MAX_LABEL) return [];
  return text
    .split(/[,;:()/|]|\s[–—-]\s|\s(?:and|or|&|only)\b/)
    .map(plain)
    .filter((part) => part !== '');
}

/** Longer is no label; characters. */
const MAX_LABEL = 160;

import { COMMON, plain, spokenNames, type HouseType } from './spoken-names.ts';
import { typeCodes } from './type-codes.ts';

/** Finds the house types that a text names, by their codes. */
export type TypeNames = {
  readonly codes: readonly string[];
  /** Where running text names types, in its order; without what is only compared with, or excepted. */
  mentions(text: string): Mention[];
  /** Those that running text names. A letter or number alone is none: "type C", not "C". */
  inText(text: string): ReadonlySet<string>;
  /** Those that a heading, a table's cell or another short label names: "Mews, upstairs" counts too. */
  inLabel(text: string): ReadonlySet<string>;
  /**
   * Those that a text lists which is nothing but codes, or names that are ordinary words: "A", "B and C", "Cherry".
   * Among others of its kind it names types; by itself it may be a key, or a tree.
   */
  inKeys(text: string): ReadonlySet<string>;
  /** Does the text part itself by keys: "A: in the shed", "B: in the attic"? */
  isKeyed(text: string): boolean;
  /** The same names for a part of such a text, where one key alone names a type. */
  readonly keyed: TypeNames;
  /** Does the text name house types and nothing else? */
  isLabel(text: string): boolean;
};

export type Mention = { at: number; end: number; codes: readonly string[] };

/** What comes before a name that says for whom something is not. */
const EXCEPT = new RegExp(
  String.raw`\b(?:except|excepting|excluding|but not|other than|apart from` +
    String.raw`|not(?:\s+(?:apply|applicable|concern|meant|intended|valid|true))?` +
    String.raw`|(?:does|do|is|are)n['’]t(?:\s+apply)?)` +
    String.raw`\s+(?:for\s+|in\s+|of\s+|to\s+|the\s+)*$`,
  'i',
);
/** What comes before a name that something is only compared with. */
const BESIDE =
  /\b(?:unlike|than|compared (?:with|to)|opposed to|different from)\s+(?:for\s+|in\s+|of\s+|the\s+|a\s+)*$/i;

/** A few words or a letter that begin a text or a part of it, and a colon or dash. */
const KEYED = /(?:^|[.;:!?,]\s+|^[•▪●–*-]\s+)([\p{L}\d][\p{L}\d -]{0,30}?)(?::\s|\s[–—-]\s)/gmu;

/** How the types of a development are named; `isWord` as for spokenNames. */
export function typeNames(types: readonly HouseType[], isWord: (word: string) => boolean): TypeNames {
  return namesWith(types, isWord, 2);
}

/** `leastKeys`: so many keys of different types make them keys. */
function namesWith(types: readonly HouseType[], isWord: (word: string) => boolean, leastKeys: number): TypeNames {
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
    for (const { codes: keyed } of keysIn(text)) note(0, keyed);
    for (const { 1: aside = '', index } of text.matchAll(/\(([^()]{1,80})\)/g))
      note(
        index,
        partsOf(aside).flatMap((part) => labels.get(part) ?? []),
      );
    for (const { code, pattern } of patterns) for (const match of text.matchAll(pattern)) note(match.index, [code]);
    if (excluded.size > 0 && found.size === 0) for (const code of codes) if (!excluded.has(code)) found.add(code);
    return found;
  }

  function mentions(text: string): Mention[] {
    const all = [
      ...short.typed(text).map(({ at, length, codes }): Mention => ({ at, end: at + length, codes })),
      ...patterns.flatMap(({ code, pattern }) =>
        [...text.matchAll(pattern)].map((match): Mention => ({
          at: match.index,
          end: match.index + match[0].length,
          codes: [code],
        })),
      ),
      ...keysIn(text),
    ].toSorted((a, b) => a.at - b.at || b.end - a.end);
    return standing(all, text);
  }

  const keysIn = (text: string): Mention[] => {
    const found = keyedParts(text, inKeys);
    return new Set(found.flatMap((one) => one.codes)).size >= leastKeys ? found : [];
  };

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
    const parts = partsOf(text);
    if (parts.length > 0 && parts.every((part) => labels.has(part))) return true;
    if (inLabel(text).size === 0) return false;
    const rest = patterns.reduce((left, { pattern }) => left.replace(pattern, ' '), short.withoutTyped(text));
    return rest
      .split(/[^\p{L}\d]+/u)
      .every((word) => word === '' || COMMON.has(word.toLowerCase()) || keys.has(word.toLowerCase()));
  }

  let keyed: TypeNames | undefined;
  return {
    codes,
    mentions,
    inText,
    inLabel,
    inKeys,
    isLabel,
    isKeyed: (text) => keysIn(text).length > 0,
    get keyed() {
      return (keyed ??= namesWith(types, isWord, 1));
    },
  };
}

/** "A: under the sink. B: in the hall": keys that begin a text and its parts; none when a letter is no type's. */
function keyedParts(text: string, inKeys: (text: string) => ReadonlySet<string>): Mention[] {
  const found: Mention[] = [];
  for (const match of text.matchAll(KEYED)) {
    const named = [...inKeys(match[1] ?? '')];
    if (named.length === 0) {
      if (/^\p{Lu}$/u.test(match[1] ?? '')) return [];
      continue;
    }
    const at = match.index + match[0].indexOf(match[1]!);
    found.push({ at, end: match.index + match[0].length, codes: named });
  }
  return found;
}

/** Of mentions in their order those that count: each place once, and none that another word turns away. */
function standing(mentions: readonly Mention[], text: string): Mention[] {
  const kept: Mention[] = [];
  for (const one of mentions) {
    const before = text.slice(Math.max(0, one.at - 40), one.at);
    if (one.at < (kept.at(-1)?.end ?? 0) || BESIDE.test(before) || EXCEPT.test(before)) continue;
    kept.push(one);
  }
  return kept;
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

/** A development's own word for a kind of home, as its staff gave it. */
export type HouseType = { code: string; name: string };

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

/** Words that a name shares with what is no house type: alone they name nothing. */
const COMMON = new Set(
  (
    'house houses home homes flat flats apartment apartments type types block blocks building phase unit plot court ' +
    'tower place road street avenue lane row close green park hill view garden gardens lodge hall yard wharf quay ' +
    'square north south east west upper lower new old the and of bed bedroom bedrooms storey detached semi terrace ' +
    'terraced end mid for in only'
  ).split(' '),
);
const HOMES = '(?:houses?|homes?|flats?|apartments?|dwellings?|type)';
const JOINT = String.raw`(?:\s*(?:,|;|&|/)\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+|\s*[–-]\s*)`;
/** What comes before a name that says for whom something is not. */
const EXCEPT = /\b(?:except|excepting|excluding|but not|other than|apart from|not)\s+(?:for\s+|in\s+|of\s+|the\s+)*$/i;
/** What comes before a name that something is only compared with. */
const BESIDE =
  /\b(?:unlike|than|compared (?:with|to)|opposed to|different from)\s+(?:for\s+|in\s+|of\s+|the\s+|a\s+)*$/i;

const escaped = (text: string) =>
  text
    .trim()
    .replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
    .replace(/\s+/g, String.raw`\s+`);
const plain = (text: string) =>
  text
    .trim()
    .replace(/^the\s+/i, '')
    .toLowerCase();
/** A code such as `A`, `2B` or `10`, which means something else in most texts. */
const isShort = (code: string) => code.length < 4 || !/^\p{L}+$/u.test(code);

/**
 * How the types of a development are named. `isWord`: whether a word in lower case is an ordinary one, "cherry": such a
 * name counts with its article ("the Cherry"), before a word for homes ("Cherry houses") and as a label.
 */
export function typeNames(types: readonly HouseType[], isWord: (word: string) => boolean): TypeNames {
  const codes = types.map(({ code }) => code);
  /** What names a type as a part of a label, and what does so only among others of its kind. */
  const labels = new Map<string, string>();
  const keys = new Map<string, string>();
  const patterns: { code: string; pattern: RegExp }[] = [];
  const words = (type: HouseType) =>
    plain(type.name)
      .split(/[^\p{L}\d]+/u)
      .filter(Boolean);
  for (const type of types) {
    const { code } = type;
    const add = (source: string, flags = 'gu') =>
      patterns.push({ code, pattern: new RegExp(String.raw`(?<![\p{L}\d])(?:${source})(?![\p{L}\d])`, flags) });
    const addWord = (word: string) => {
      const first = word.charAt(0);
      const said = `(?:${first.toUpperCase()}${escaped(word.slice(1))}|${escaped(word.toUpperCase())})`;
      if (isWord(word)) add(String.raw`[Tt]he\s+${said}|${said}\s+${HOMES}`);
      else add(said);
    };
    keys.set(plain(code), code);
    if (!isShort(code)) {
      addWord(code.toLowerCase());
      if (!isWord(code.toLowerCase())) labels.set(plain(code), code);
    }
    const own = words(type).filter((word) => !COMMON.has(word) && !isShort(word));
    if (own.length === 0) continue;
    keys.set(plain(type.name), code);
    const whole = escaped(plain(type.name));
    if (/\s/.test(plain(type.name))) {
      add(whole, 'giu');
      labels.set(plain(type.name), code);
    }
    if (own.length === 1) {
      keys.set(own[0]!, code);
      if (!isWord(own[0]!)) labels.set(own[0]!, code);
      addWord(own[0]!);
      continue;
    }
    const others = new Set(types.filter((other) => other !== type).flatMap(words));
    for (const word of own) {
      if (others.has(word)) continue;
      keys.set(word, code);
      if (!isWord(word) || word === own.at(-1)) labels.set(word, code);
      // A kind of home goes by the last word of its name: "the mews".
      if (word === own.at(-1)) add(String.raw`[Tt]he\s+${escaped(word)}`, 'giu');
      if (!isWord(word) || word !== own.at(-1)) addWord(word);
    }
  }
  const short = codes.filter(isShort).toSorted((a, b) => b.length - a.length);
  const one = short.length > 0 ? short.map(escaped).join('|') : '(?!)';
  const code = String.raw`(?:${one})(?![\p{L}\d])`;
  const homes = String.raw`(?:([Hh]ouse|[Hh]ome|[Uu]nit|[Ff]lat|[Aa]partment)[\s-]+)?`;
  const listOfCodes = String.raw`${code}(?:${JOINT}(?:[Tt]ypes?\s+)?${code})*`;
  const typed = new RegExp(String.raw`(?<![\p{L}\d])${homes}[Tt]ypes?\s+(${listOfCodes})`, 'gu');
  const each = new RegExp(String.raw`(?<![\p{L}\d])(?:${one})(?![\p{L}\d])`, 'gu');
  const further = new RegExp(String.raw`(?<=[,;]\s|\band\s)(${one})(?=\s+\d)`, 'gu');
  const codesOnly = new RegExp(String.raw`^(?:${one})(?:${JOINT}(?:${one}))*$`, 'u');

  function listed(list: string): string[] {
    const named = [...list.matchAll(each)].map(([code]) => code);
    const range = /^\s*(\S+?)\s*(?:–|-|\bto\b)\s*(\S+)\s*$/u.exec(list);
    const [from, to] = [codes.indexOf(range?.[1] ?? ''), codes.indexOf(range?.[2] ?? '')];
    return range && from >= 0 && to > from ? codes.slice(from, to + 1) : named;
  }

  function inText(text: string): Set<string> {
    const found = new Set<string>();
    const excluded = new Set<string>();
    const note = (at: number, named: readonly string[]) => {
      const before = text.slice(Math.max(0, at - 40), at);
      if (BESIDE.test(before)) return;
      for (const code of named) (EXCEPT.test(before) ? excluded : found).add(code);
    };
    if (short.length > 0) {
      let anyTyped = false;
      for (const match of text.matchAll(typed)) {
        const [whole, home, list = ''] = match;
        const rest = text.slice(match.index + whole.length);
        // "Type 2 socket": a number behind the word says more things than houses.
        if (!home && /^\d+$/.test(list) && /^\s+(?!houses?\b|homes?\b|flats?\b|and\b|or\b)\p{Ll}/u.test(rest)) continue;
        anyTyped = true;
        note(match.index, listed(list));
      }
      if (anyTyped) for (const match of text.matchAll(further)) note(match.index, [match[1]!]);
    }
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
    if (short.length > 0 && codesOnly.test(text.trim())) return new Set(listed(text.trim()));
    const named = partsOf(text).map((part) => keys.get(part));
    return new Set(named.includes(undefined) ? [] : (named as string[]));
  }

  function isLabel(text: string): boolean {
    if (text.length > MAX_LABEL) return false;
    if (inKeys(text).size > 0) return true;
    if (inLabel(text).size === 0) return false;
    const rest = [typed, ...patterns.map(({ pattern }) => pattern)].reduce(
      (left, pattern) => left.replace(pattern, ' '),
      text,
    );
    return rest
      .split(/[^\p{L}\d]+/u)
      .every((word) => word === '' || COMMON.has(word.toLowerCase()) || keys.has(word.toLowerCase()));
  }

  return { codes, inText, inLabel, inKeys, isLabel };
}

function partsOf(text: string): string[] {
  if (text.length > MAX_LABEL) return [];
  return text
    .split(/[,;:()/|]|\s[–—-]\s|\s+(?:and|or|&|only)\b\s*/)
    .map(plain)
    .filter((part) => part !== '');
}

/** Longer is no label; characters. */
const MAX_LABEL = 160;

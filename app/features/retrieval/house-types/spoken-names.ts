/** A development's own word for a kind of home, as its staff gave it. */
export type HouseType = { code: string; name: string; description?: string };

/** How the names of types are said, without the codes that need the word "type" before them. */
export type SpokenNames = {
  /** What names a type as a part of a label, in lower case, by code. */
  labels: Map<string, string>;
  /** What does so only among others of its kind: a letter, or a name that is an ordinary word. */
  keys: Map<string, string>;
  /** What names a type in running text. */
  patterns: { code: string; pattern: RegExp }[];
};

/** Words that a name shares with what is no house type: alone they name nothing. */
export const COMMON = new Set(
  (
    'house houses home homes flat flats apartment apartments type types block blocks building phase unit plot court ' +
    'tower place road street avenue lane row close green park hill view garden gardens lodge hall yard wharf quay ' +
    'square north south east west upper lower new old the and of bed bedroom bedrooms storey detached semi terrace ' +
    'terraced end mid for in only'
  ).split(' '),
);
/** Kinds of home, by which people call a type that alone is of it: "the barns". */
const KINDS =
  /\b(apartment|barn|bungalow|chalet|cottage|duplex|flat|maisonette|penthouse|studio|townhouse|villa)s?\b/gi;
/** Where a description says that the homes stand: "in the stable yard". */
const STANDS = /\b(?:in|on|at|along|around)\s+(?:the\s+)?(\p{L}+(?:[ -]\p{L}+){1,2})(?=[,.;]|$)/giu;
/** What a place may speak for a kind of home after: a thing "at the top of the lane" is there for all. */
const CLAUSE_BEGINS = String.raw`(?<=^|[.;:]\s+)(?:in|at|for|on)\s+(?:the\s+)?`;

/** What may come after "the barn" where that is a home, and not a barn door. */
const AFTER_HOME = String.raw`(?=[.,;:)]|\s+(?:is|are|has|have|had|does|do|can|and|or|only|needs?|itself)\b|$)`;
/** Words for homes that say nothing of their kind. */
const HOME_ALONE = new Set('house houses home homes type types unit plot the of'.split(' '));
const COUNTED = '(?:houses?|homes?|units?|propert(?:y|ies)|dwellings?|flats?|apartments?|ones?|types?)';
const HOMES = '(?:houses?|homes?|flats?|apartments?|dwellings?|type)';
/** As a part of a pattern with the flag `u`, which takes no escape that is not needed ("\-" is a fault there). */
export const escaped = (text: string) =>
  text
    .trim()
    .replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
    .replace(/\s+/g, String.raw`\s+`);
export const plain = (text: string) =>
  text
    .trim()
    .replace(/^the\s+/i, '')
    .toLowerCase();
/** A code such as `A`, `2B` or `10`, which means something else in most texts. */
export const isShort = (code: string) => code.length < 4 || !/^\p{L}+$/u.test(code);

/**
 * The names of `types`. `isWord`: whether a word in lower case is an ordinary one, "cherry": such a name counts with
 * its article ("the Cherry"), before a word for homes ("Cherry houses") and among other keys.
 */
export function spokenNames(types: readonly HouseType[], isWord: (word: string) => boolean): SpokenNames {
  const labels: SpokenNames['labels'] = new Map<string, string>();
  const keys: SpokenNames['keys'] = new Map<string, string>();
  const patterns: SpokenNames['patterns'] = [];
  const kinds = types.map(
    ({ name, description = '' }) =>
      new Set([...`${name} ${description}`.matchAll(KINDS)].map(([, kind]) => kind!.toLowerCase())),
  );
  const places = types.map(
    ({ description = '' }) => new Set([...description.matchAll(STANDS)].map(([, where]) => plain(where!))),
  );
  const words = (type: HouseType) =>
    plain(type.name)
      .split(/[^\p{L}\d]+/u)
      .filter(Boolean);
  for (const [place, type] of types.entries()) {
    const { code } = type;
    const add = (source: string, flags = 'gu') =>
      patterns.push({ code, pattern: new RegExp(String.raw`(?<![\p{L}\d])(?:${source})(?![\p{L}\d])`, flags) });
    const addWord = (word: string) => {
      const first = word.charAt(0);
      const said = `(?:${first.toUpperCase()}${escaped(word.slice(1))}|${escaped(word.toUpperCase())})`;
      if (isWord(word)) add(String.raw`[Tt]he\s+${said}|${said}\s+${HOMES}`);
      else add(said);
    };
    for (const kind of kinds[place]!) {
      if (kinds.some((others, at) => at !== place && others.has(kind))) continue;
      for (const said of [kind, `${kind}s`]) labels.set(said, code);
      add(String.raw`${kind}s|the\s+${kind}${AFTER_HOME}`, 'giu');
    }
    for (const where of places[place]!) {
      if (places.some((others, at) => at !== place && others.has(where))) continue;
      labels.set(where, code);
      add(CLAUSE_BEGINS + escaped(where), 'giu');
    }
    keys.set(plain(code), code);
    if (!isShort(code)) {
      addWord(code.toLowerCase());
      if (!isWord(code.toLowerCase())) labels.set(plain(code), code);
    }
    const own = words(type).filter((word) => !COMMON.has(word) && /^\p{L}{3,}$/u.test(word));
    keys.set(plain(type.name), code);
    if (own.length === 0) {
      // "Semi-detached", "Detached": of words for homes alone, so whole, and with a word for homes after it.
      if (words(type).every((word) => HOME_ALONE.has(word))) continue;
      labels.set(plain(type.name), code);
      const whole = words(type)
        .map(escaped)
        .join(String.raw`[\s-]+`);
      // No part of a longer name: "detached" is none of "semi-detached".
      add(String.raw`(?<!-|\bsemi\s)${whole}(?:\s+type)?[\s-]+${COUNTED}`, 'giu');
      continue;
    }
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
  return { labels, keys, patterns };
}

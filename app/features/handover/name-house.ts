import type { IdentityLine } from '#db/schema/handover-words.ts';

/** A house as papers name it. */
export type NamedHouse = { id: string; label: string; address: string; eircode: string | null };

/** Whom lines of a page name. */
export type Named = {
  /** Houses of the development. */
  houses: ReadonlySet<string>;
  /** Its parts do not belong together: the address of one house, the code of another. */
  conflict: boolean;
  /** The line that names what is no house of the development, or that does not fit the rest. */
  stranger: string | null;
};

const SHORT: Record<string, string> = {
  ave: 'avenue',
  av: 'avenue',
  rd: 'road',
  st: 'street',
  dr: 'drive',
  cl: 'close',
  ct: 'court',
  cres: 'crescent',
  gdns: 'gardens',
  ln: 'lane',
  pk: 'park',
  pl: 'place',
  sq: 'square',
  tce: 'terrace',
  ter: 'terrace',
  hts: 'heights',
  gr: 'green',
  grn: 'green',
  vw: 'view',
};
const CODES = /\b[A-Z]\d[\dWO] ?[A-Z0-9]{4}\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/gi;
const BY_NUMBER =
  /\b(?:house|home|unit|apartment|flat|dwelling)\b\.?(?: (?:no|number)\b)?\.?[ :|#]{0,4}(\d{1,4}[a-z]?)\b(?![./-]\d)/i;

const STREETS = new Set([...Object.values(SHORT), 'way', 'estate', 'business', 'industrial', 'works', 'centre']);
/** What a house's number goes on with that names no place. */
const PART = /^(?:type|block|phase|plot|floor|level)\b/i;

export type HouseNames = {
  /** Houses whose label begins with a word, with the words after it. */
  byFirst: Map<string, { id: string; words: string[] }[]>;
  /** Words of streets, without the number before them. */
  streets: string[][];
  byCode: Map<string, string[]>;
  codeOf: Map<string, string>;
  byNumber: Map<string, { id: string; street: string[] }[]>;
  /** Words of their addresses. */
  places: ReadonlySet<string>;
};

/** What the houses of a development are told by; made once for all pages that are held against it. */
export function nameHouses(houses: readonly NamedHouse[]): HouseNames {
  const byFirst: HouseNames['byFirst'] = new Map();
  const byCode: HouseNames['byCode'] = new Map();
  const byNumber: HouseNames['byNumber'] = new Map();
  const codeOf = new Map<string, string>();
  const streets = new Map<string, string[]>();
  const places = new Set<string>();
  for (const { id, label, address, eircode } of houses) {
    const words = wordsOf(label);
    for (const word of [...words, ...wordsOf(address)]) if (!STREETS.has(word)) places.add(word);
    const [first = '', ...street] = words;
    push(byFirst, first, { id, words });
    if (/^\d+[a-z]?$/.test(first)) {
      if (street.length > 0) {
        streets.set(street.join(' '), street);
        push(byFirst, street[0] ?? '', { id, words: [...street, first] });
      }
      push(byNumber, first, { id, street });
    }
    const code = eircode ? foldCode(eircode) : '';
    if (code) {
      push(byCode, code, id);
      codeOf.set(id, code);
    }
  }
  return { byFirst, byCode, codeOf, byNumber, streets: [...streets.values()], places };
}

/** Whom these lines name; `blurred`: letters may have been misread. */
export function readNames(names: HouseNames, lines: readonly IdentityLine[], blurred: boolean): Named {
  const about = lines.filter(({ of }) => of !== 'party');
  const first = look(names, about, blurred);
  if (first.houses.size > 0 || first.stranger !== null) return first;
  const second = look(names, lines, blurred);
  return second.houses.size > 0 ? second : first;
}

function look(names: HouseNames, lines: readonly IdentityLine[], blurred: boolean): Named {
  const addressed = new Set<string>();
  const numbered = new Set<string>();
  const byCode = new Set<string>();
  const unknown: string[] = [];
  const strangers: string[] = [];
  const said = lines.map(({ text }) => wordsOf(text, blurred));
  for (const [at, { text, of }] of lines.entries()) {
    const words = said[at] ?? [];
    const here = housesIn(names, words);
    for (const id of here) addressed.add(id);
    const number = here.length === 0 ? numberOn(names, text) : undefined;
    for (const id of number ? ofNumber(names, number, said, of === 'dwelling') : []) numbered.add(id);
    if (here.length === 0 && namesKnownStreet(names, words)) strangers.push(text);
    for (const [code] of text.matchAll(CODES)) {
      const folded = foldCode(code);
      // Beside an address a code that is nearly its house's was misread.
      const own = blurred ? here.filter((id) => differences(names.codeOf.get(id) ?? '', folded) <= 2) : [];
      const houses = own.length > 0 ? own : housesOfCode(names, folded, blurred);
      if (houses.length === 1) byCode.add(houses[0] ?? '');
      else if (houses.length === 0 && (of === 'dwelling' || here.length > 0)) unknown.push(text);
    }
  }
  // A number alone says less than an address.
  const byAddress = addressed.size > 0 ? addressed : numbered;
  const houses = new Set([...byAddress, ...byCode]);
  const [stranger = null] = [...strangers, ...unknown];
  const apart = byAddress.size === 1 && byCode.size > 0 && ![...byAddress].some((id) => byCode.has(id));
  const wrongCode =
    !blurred && byAddress.size === 1 && byCode.size === 0 && unknown.length > 0 && hasCode(names, byAddress);
  const wrongStreet = houses.size > 0 && strangers.length > 0 && byAddress.size === 0;
  if (apart || wrongCode || wrongStreet) return { houses, conflict: true, stranger: stranger ?? labelLine(lines) };
  return { houses, conflict: false, stranger: houses.size > 0 ? null : stranger };
}

const labelLine = (lines: readonly IdentityLine[]) =>
  lines
    .map(({ text }) => text)
    .join(', ')
    .slice(0, 160);
const hasCode = (names: HouseNames, houses: ReadonlySet<string>) => [...houses].every((id) => names.codeOf.has(id));

function housesIn({ byFirst }: HouseNames, words: readonly string[]): string[] {
  const found = new Map<string, number>();
  const taken: { from: number; to: number; id: string }[] = [];
  for (const [at, word] of words.entries())
    for (const { id, words: wanted } of byFirst.get(word) ?? [])
      if (wanted.every((one, i) => words[at + i] === one)) taken.push({ from: at, to: at + wanted.length, id });
  // "1 Longview Avenue, 2 Longview Avenue" holds no "Longview Avenue 2": what begins first and is whole counts.
  let end = 0;
  for (const { from, to, id } of taken.toSorted((a, b) => a.from - b.from || b.to - a.to)) {
    if (from < end) continue;
    found.set(id, from);
    end = to;
  }
  return [...found.keys()];
}

/** A number before a street of the development that is none of its houses'. */
function namesKnownStreet({ streets }: HouseNames, words: readonly string[]): boolean {
  return words.some(
    (word, at) =>
      /^\d{1,4}[a-z]?$/.test(word) && streets.some((street) => street.every((one, i) => words[at + 1 + i] === one)),
  );
}

/** The number that a line gives a house, without the street; none where it goes on with another place. */
function numberOn({ places }: HouseNames, text: string): string | undefined {
  const match = BY_NUMBER.exec(text);
  if (!match) return undefined;
  const [, comma = '', next = ''] = /^ *(,?) *([^,|]*)/.exec(text.slice(match.index + match[0].length)) ?? [];
  const words = wordsOf(next).filter((word) => word.length > 2 && /^\p{L}+$/u.test(word));
  const isPlace = words.length > 0 && !PART.test(next) && (comma !== '' || words.some((word) => STREETS.has(word)));
  return isPlace && !words.some((word) => places.has(word)) ? undefined : match[1]?.toLowerCase();
}

/**
 * Houses of this number; of several streets, and where its line is not about the house (`labelled`), those of a street
 * that the page names.
 */
function ofNumber(
  { byNumber }: HouseNames,
  number: string,
  said: readonly (readonly string[])[],
  labelled: boolean,
): string[] {
  const all = byNumber.get(number) ?? [];
  if (all.length === 1 && labelled) return all.map(({ id }) => id);
  return all
    .filter(({ street }) => street.length > 0 && said.some((words) => words.join(' ').includes(street.join(' '))))
    .map(({ id }) => id)
    .slice(0, 1);
}

function housesOfCode({ byCode }: HouseNames, code: string, blurred: boolean): string[] {
  const exact = byCode.get(code);
  if (exact || !blurred) return exact ?? [];
  const near = [...byCode].filter(([known]) => differences(known, code) === 1);
  return near.length === 1 ? (near[0]?.[1] ?? []) : [];
}

const differences = (a: string, b: string) =>
  a.length === b.length ? [...a].filter((letter, at) => letter !== b[at]).length : 99;

/** Letters and figures that are taken for each other are one. */
const foldCode = (code: string) =>
  code
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('S', '5')
    .replaceAll('B', '8')
    .replaceAll('Z', '2');

/** Words in small letters; a number that recognition has read as letters is one again. */
function wordsOf(text: string, blurred = false): string[] {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’'.]/g, '')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).map((word) => {
    if (blurred && word.length <= 3 && /\d/.test(word) && /^[\dlios]+$/.test(word))
      return word.replaceAll(/[li]/g, '1').replaceAll('o', '0').replaceAll('s', '5');
    return SHORT[word] ?? word;
  });
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

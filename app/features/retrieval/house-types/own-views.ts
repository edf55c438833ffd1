import { ownText } from './own-text.ts';
import type { Place } from './speaks-for.ts';
import type { TypeNames } from './type-names.ts';

/** Most views of a text that are told; types beyond them see another when it is asked. */
const MOST = 40;

/** Type names that read each text once, and what they `found` in it so far. */
function remembering(
  names: TypeNames,
  found: Set<ReadonlySet<string>> = new Set(),
): { names: TypeNames; found: Set<ReadonlySet<string>> } {
  const once = <Value>(read: (text: string) => Value, note: (value: Value) => void = () => {}) => {
    const known = new Map<string, Value>();
    return (text: string): Value => {
      if (known.has(text)) return known.get(text)!;
      const value = read(text);
      known.set(text, value);
      note(value);
      return value;
    };
  };
  const note = (set: ReadonlySet<string>) => {
    if (set.size > 0) found.add(set);
  };
  const { codes, mentions, inText, inLabel, inKeys, isLabel, isKeyed } = names;
  let keyed: TypeNames | undefined;
  return {
    names: {
      codes,
      inText: once(inText, note),
      inLabel: once(inLabel, note),
      inKeys: once(inKeys, note),
      isLabel: once(isLabel),
      mentions: once(mentions, (told) => {
        for (const one of told) note(new Set(one.codes));
      }),
      isKeyed: once(isKeyed),
      get keyed() {
        return (keyed ??= remembering(names.keyed, found).names);
      },
    },
    found,
  };
}

/**
 * What of a text each house type sees (`ownText`), each view once, at most MOST. Types that the text names alike see
 * the same, so that the work grows with the types that a text tells apart, not with those of the development: what
 * `ownText` does with a type depends on which of the found sets hold it, and on nothing else.
 */
export function* ownViews(text: string, place: Place, all: TypeNames): Generator<string> {
  const { names, found } = remembering(all);
  const seen = new Set<string>();
  let left = names.codes;
  for (let views = 0; views < MOST && left.length > 0; views += 1) {
    const [houseType = ''] = left;
    const own = ownText(text, place, { houseType, names });
    const sets = [...found];
    left = left.filter((code) => sets.some((set) => set.has(code) !== set.has(houseType)));
    if (own === null || seen.has(own)) continue;
    seen.add(own);
    yield own;
  }
}

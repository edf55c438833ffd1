/** `type D`, `types B and C`, `House types A, B`: the codes after the word. */
const MENTION = /\b[Tt]ypes?\s+((?:[A-Z0-9]{1,3}\b(?:\s*(?:,|and|or|&|\/|to|–|-)\s*)?)+)/g;
const CODE = /[A-Z0-9]{1,3}/g;
/** A table's cell that is nothing but codes: `A`, `A, B`, `C and D`. */
const CODES_ONLY = /^[A-Z](?:\s*(?:,|and|or|&|\/)\s*[A-Z])*$/;

/** Does the text name house types, and not this one? Then it speaks of other houses. */
export function speaksOfOtherTypes(text: string, houseType: string): boolean {
  const named = [...text.matchAll(MENTION)].map(([, list]) => list ?? '');
  return named.length > 0 && !named.some((list) => namesType(list, houseType));
}

/** Is this table row for other house types: does its first cell hold their codes and not this one's? */
export function rowIsForOtherTypes(cells: readonly string[], houseType: string): boolean {
  const named = cells.slice(0, 1).filter((cell) => CODES_ONLY.test(cell));
  return named.length > 0 && !named.some((cell) => namesType(cell, houseType));
}

function namesType(list: string, houseType: string): boolean {
  if ([...list.matchAll(CODE)].some(([code]) => code === houseType)) return true;
  const range = /^\s*([A-Z])\s*(?:to|–|-)\s*([A-Z])/.exec(list);
  return (
    houseType.length === 1 &&
    range?.[1] !== undefined &&
    range[2] !== undefined &&
    range[1] <= houseType &&
    houseType <= range[2]
  );
}

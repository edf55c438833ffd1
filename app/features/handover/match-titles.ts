import type { RuleSet, Slot } from './rules/rule-set.ts';

/** How much nearness in meaning counts beside shared words. */
const MEANING = 0.45;
/** Least score of a title that names a slot, and how far it must be ahead of the next one. */
const ENOUGH = 0.52;
const AHEAD = 0.03;
const SMALL = new Set([
  'the',
  'of',
  'and',
  'for',
  'an',
  'a',
  'to',
  'in',
  'your',
  'on',
  'by',
  'with',
  'this',
  'is',
  'at',
]);

export type TitleMatch = { slot: string; title: string; score: number };

/** Embeds texts, one unit vector each. */
export type Embed = (texts: string[]) => Promise<number[][]>;

/** The names of a rule set's slots with what is needed to hold titles against them. */
export type Titles = {
  weights: Map<string, number>;
  names: { slot: Slot; stems: string[]; vector: number[] }[];
};

/** Makes what titles are held against; two of them may be asked at the same time. */
export async function openTitles({ slots }: RuleSet, embed: Embed): Promise<Titles> {
  const names = slots.flatMap((slot) => [slot.name, ...slot.titles].map((name) => ({ slot, name })));
  const vectors = await embed(names.map(({ name }) => name));
  const listed = names.map(({ slot, name }, at) => ({ slot, stems: stemsOf(name), vector: vectors[at] ?? [] }));
  // A word that many slots use says little.
  const slotsOf = new Map<string, Set<string>>();
  for (const { slot, stems } of listed)
    for (const stem of stems) slotsOf.set(stem, (slotsOf.get(stem) ?? new Set()).add(slot.id));
  const weights = new Map([...slotsOf].map(([stem, of]) => [stem, Math.log((slots.length + 1) / of.size) + 0.1]));
  return { weights, names: listed };
}

/**
 * The slot that each title names, with its score; titles that name none are left out. Words are compared, and meanings;
 * `blurred`: letters may have been misread.
 */
export async function matchTitles(
  { weights, names }: Titles,
  titles: readonly string[],
  embed: Embed,
  { blurred = false }: { blurred?: boolean } = {},
): Promise<TitleMatch[]> {
  if (titles.length === 0) return [];
  const vectors = await embed([...titles]);
  return titles.flatMap((title, at) => {
    const stems = stemsOf(title).map((stem) => (blurred ? nearest(stem, weights) : stem));
    const best = new Map<string, number>();
    for (const { slot, stems: wanted, vector } of names) {
      const words = overlap(wanted, stems, weights);
      const meaning = Math.max(0, dot(vector, vectors[at] ?? []));
      const score = words === 0 ? MEANING * meaning : (1 - MEANING) * words + MEANING * meaning;
      best.set(slot.id, Math.max(best.get(slot.id) ?? 0, score));
    }
    const [first, second] = [...best].toSorted(([, a], [, b]) => b - a);
    if (!first || first[1] < ENOUGH || first[1] - (second?.[1] ?? 0) < AHEAD) return [];
    return [{ slot: first[0], title, score: Math.min(1, first[1]) }];
  });
}

/** How much of a name's weight the title holds, and how much of the title is the name. */
function overlap(name: readonly string[], title: readonly string[], weights: Map<string, number>): number {
  const held = new Set(title);
  const of = (stem: string) => weights.get(stem) ?? 1;
  const sum = (stems: readonly string[]) => stems.reduce((total, stem) => total + of(stem), 0);
  const shared = sum([...new Set(name)].filter((stem) => held.has(stem)));
  if (shared === 0) return 0;
  const [recall, precision] = [shared / sum([...new Set(name)]), shared / sum([...held])];
  return (1.5 * recall * precision) / (0.5 * precision + recall);
}

/** Words without their usual endings, small ones left out. */
export function stemsOf(text: string): string[] {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).filter((word) => !SMALL.has(word) && /\p{L}/u.test(word)).map(stemOf);
}

const ENDINGS = ['ations', 'ation', 'ments', 'ment', 'ings', 'ing', 'ions', 'ion', 'ies', 'ed', 'es', 's', 'e', 'y'];

function stemOf(word: string): string {
  const ending = ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 4);
  return ending ? word.slice(0, -ending.length) : word;
}

/** The known word that differs by one letter, where the word itself is not known. */
function nearest(stem: string, weights: Map<string, number>): string {
  if (weights.has(stem) || stem.length < 5) return stem;
  for (const known of weights.keys()) if (known.length >= 5 && differsByOne(stem, known)) return known;
  return stem;
}

function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

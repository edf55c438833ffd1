import { DANGER_RULES } from './danger-words.ts';
import { sentencesOf, spotIdeas, type Spot } from './spot-ideas.ts';

export type Hazard = (typeof DANGER_RULES)[number]['hazard'];

/**
 * `life`: people are in danger; `property`: the home is. `now`: it is happening; else somebody asks what to do if it
 * did, which only a danger to life is told for.
 */
export type Danger = { tier: 'life' | 'property'; hazard: Hazard; now: boolean };

/** A message of so few words is read as one sentence too: "Gas! Help!" */
const SHORT = 5;
const LIFE: ReadonlySet<Hazard> = new Set(['gas', 'co', 'fire', 'electric']);
/** Words that may stand between "no" and what is not there. */
const BETWEEN = new Set(
  'a an any the sign signs of is there smell real actual more it that much feel been on'.split(' '),
);

/**
 * Does a message tell of danger (F9)? By its words alone, in about a millisecond: what the danger is of, what of it is
 * happening, and how it is said (not there, only asked about, long ago). Each sentence, and each part of it between
 * commas, is judged by itself; danger to life outweighs danger to property, what happens outweighs what is asked about.
 */
export function classifyDanger(message: string): Danger | undefined {
  const sentences = sentencesOf(message);
  const found = sentences.flatMap((parts) => {
    const clauses = parts.length > 1 ? parts.flatMap((part) => judge(part, true) ?? []) : [];
    return [...clauses, ...(judge(parts.flat(), false) ?? [])];
  });
  const all = sentences.flat(2);
  if (found.length === 0 && sentences.length > 1 && all.length <= SHORT) found.push(...(judge(all, false) ?? []));
  return found.toSorted((a, b) => rank(b) - rank(a))[0];
}

const rank = ({ tier, now }: Danger) => (tier === 'life' ? 2 : 0) + (now ? 1 : 0);

/** `clause`: only a part of a sentence, so that its "when …" may go on to ask. */
function judge(words: readonly string[], clause: boolean): Danger[] | undefined {
  const spots = spotIdeas(words);
  const standing = spots.filter((spot) => !isDenied(spot, spots, words));
  if (has(standing, 'past') && !has(standing, 'now')) return judgePresent(words);
  const fitting = DANGER_RULES.filter(({ all, unless }) => fits(all, standing) && !(unless && has(standing, unless)));
  const isMild = (mild?: string) => mild !== undefined && has(standing, mild);
  const rule = fitting.find(({ mild }) => !isMild(mild)) ?? fitting[0];
  if (!rule) return undefined;
  const first = standing.find((spot) => carries(spot, rule.all.join(' ')))?.at ?? 0;
  const before = (idea: string) => standing.some((spot) => carries(spot, idea) && spot.at < first);
  const asked =
    before('if') ||
    isMild(rule.mild) ||
    has(standing, 'about') ||
    (has(standing, 'likeness') && (before('kind') || endsIn('likeness', standing, words))) ||
    (before('when') && (clause || has(standing, 'ask'))) ||
    (rule.askable === true && before('ask'));
  const { hazard } = rule;
  if (LIFE.has(hazard)) return [{ tier: 'life', hazard, now: !asked }];
  return asked ? undefined : [{ tier: 'property', hazard, now: true }];
}

/** Of a sentence that tells of long ago, the parts that do not: "last year there was a leak and I smell gas". */
function judgePresent(words: readonly string[]): Danger[] | undefined {
  const parts = splitAt(words, new Set(['and', 'but']));
  return parts.length < 2 ? undefined : parts.flatMap((part) => judge(part, true) ?? []);
}

function splitAt(words: readonly string[], breaks: ReadonlySet<string>): string[][] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (breaks.has(word)) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function endsIn(idea: string, spots: readonly Spot[], words: readonly string[]): boolean {
  return spots.some((spot) => carries(spot, idea) && spot.at + spot.words === words.length);
}

const carries = (spot: Spot, ideas: string) => spot.ideas.some((idea) => ideas.split(' ').includes(idea));
const has = (spots: readonly Spot[], ideas: string) => spots.some((spot) => carries(spot, ideas));

/** Each group of ideas is in a phrase of its own, unless one phrase says it all (`gasleak`). */
function fits(all: readonly string[], spots: readonly Spot[]): boolean {
  const used = new Set<Spot>();
  return all.every((group) => {
    const spot =
      spots.find((one) => !used.has(one) && carries(one, group)) ??
      spots.find((one) => one.ideas.length > 1 && carries(one, group));
    if (spot) used.add(spot);
    return spot !== undefined;
  });
}

/** "no fire", "not a smell of gas": a denial stands right before it. */
function isDenied(spot: Spot, spots: readonly Spot[], words: readonly string[]): boolean {
  if (carries(spot, 'not dead heat')) return false;
  const denial = spots.findLast((one) => carries(one, 'not') && one.at < spot.at);
  if (!denial) return false;
  return words.slice(denial.at + denial.words, spot.at).every((word) => BETWEEN.has(word));
}

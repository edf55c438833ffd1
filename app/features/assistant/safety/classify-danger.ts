import { DANGER_RULES } from './danger-words.ts';
import { sentencesOf, spotIdeas, type Spot } from './spot-ideas.ts';

export type Hazard = (typeof DANGER_RULES)[number]['hazard'];

/**
 * `life`: people are in danger; `property`: the home is. `now`: it is happening; else somebody asks what to do if it
 * did, which only a danger to life is told for.
 */
export type Danger = { tier: 'life' | 'property'; hazard: Hazard; now: boolean };

/** The name of what cannot be seen, cried out. */
const CRY = /^\s*(?:help\W{1,3})?(?:(gas)|carbon monoxide)\s*!/i;
/** A message of so few words is read as one sentence too: "Gas! Help!" */
const SHORT = 5;
const LIFE: ReadonlySet<Hazard> = new Set(['gas', 'co', 'fire', 'electric']);
/** Words that may stand between "no" and what is not there. */
const BETWEEN = new Set(
  'a an any the sign signs of is there smell real actual more it that much feel been on have'.split(' '),
);
/** A sentence with one of these may go on with what the sentence before it began: "It is sparking." */
const REFERS = new Set('it its they theyre maybe possibly perhaps probably think'.split(' '));
/** Ideas too common to be put together with those of another sentence: "We have gas. It is pouring outside." */
const WEAK = 'come fill melt wet touch keys past';
/** Stands between two sentences that are judged as one, so that no phrase reaches over. */
const GAP = '';
/** Words that may stand between a danger and a paper of it: "insured against the flood". */
const OF = new Set(
  'a an the my our any of by from for against to is are in cover covers covering caused says'.split(' '),
);
const QUESTION = new Set('is are am does do did will would what whats who which how'.split(' '));
/** "The boiler installed in 2023 is leaking": long ago is what was made then, not what it does. */
const MADE = new Set(
  'installed fitted built bought got replaced serviced added wired changed supplied made'.split(' '),
);
const PRESENT = new Set('is are has keeps smells leaks sparks'.split(' '));

/**
 * Does a message tell of danger (F9)? By its words alone, in milliseconds: what the danger is of, what of it is
 * happening, and how it is said (not there, only asked about, long ago). Each sentence, and each part of it between
 * commas, is judged by itself, then each two neighbours together where the second refers to the first; danger to life
 * outweighs danger to property, what happens outweighs what is asked about.
 */
export function classifyDanger(message: string): Danger | undefined {
  const cry = CRY.exec(message);
  if (cry) return { tier: 'life', hazard: cry[1] ? 'gas' : 'co', now: true };
  const sentences = sentencesOf(message);
  const found = sentences.flatMap((parts) => {
    const clauses = parts.length > 1 ? parts.flatMap((part) => judge(part, true) ?? []) : [];
    return [...clauses, ...(judge(parts.flat(), false) ?? [])];
  });
  found.push(...judgeNeighbours(sentences.map((parts) => parts.flat())));
  const all = sentences.flat(2);
  if (found.length === 0 && sentences.length > 1 && all.length <= SHORT) found.push(...(judge(all, false) ?? []));
  return found.toSorted((a, b) => rank(b) - rank(a))[0];
}

const rank = ({ tier, now }: Danger) => (tier === 'life' ? 2 : 0) + (now ? 1 : 0);

/** What two neighbouring sentences tell together and neither tells alone. */
function judgeNeighbours(sentences: readonly string[][]): Danger[] {
  const silent = sentences.map((words) => !judge(words, false)?.length && !tellsOfPast(words));
  return sentences.flatMap((words, index) => {
    const before = sentences[index - 1];
    if (!before || !silent[index] || !silent[index - 1] || !refersBack(words)) return [];
    return judge([...before, GAP, ...words], false, WEAK) ?? [];
  });
}

const refersBack = (words: readonly string[]) => words.some((word) => REFERS.has(word)) && !words.includes('was');

/** `clause`: only a part of a sentence, so that its "when …" may go on to ask. */
function judge(words: readonly string[], clause: boolean, weak?: string): Danger[] | undefined {
  const spots = spotIdeas(words).filter((spot) => !(weak && carries(spot, weak)));
  const standing = standingOf(spots, words);
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

function carries(spot: Spot, ideas: string): boolean {
  const listed = IDEAS.get(ideas) ?? new Set(ideas.split(' '));
  IDEAS.set(ideas, listed);
  return spot.ideas.some((idea) => listed.has(idea));
}

/** The lists of ideas that are asked for in this file and in the rules, parted once. */
const IDEAS = new Map<string, ReadonlySet<string>>();
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

/** Without what is denied ("no fire", "not a smell of gas": a denial stands right before it) or beside the point. */
function standingOf(spots: readonly Spot[], words: readonly string[]): Spot[] {
  const asksCover = QUESTION.has(words[0] ?? '') || has(spots, 'ask if unsure');
  let denial: Spot | undefined;
  return spots.filter((spot, index) => {
    const denied = denial && !carries(spot, 'not dead heat') && areNear(denial, spot, words, BETWEEN);
    if (carries(spot, 'not')) denial = spot;
    if (denied || isIdle(spot, words)) return false;
    if (!carries(spot, 'paper harm') || (asksCover && carries(spot, 'paper'))) return true;
    // A paper or a harm far from the danger makes no matter of cover.
    return areNear(spots[index - 1], spot, words, OF) || areNear(spot, spots[index + 1], words, OF);
  });
}

const isMade = ({ ideas, at }: Spot, words: readonly string[]) =>
  ideas.includes('past') && MADE.has(words[at - 1] ?? '');
const isIdle = (spot: Spot, words: readonly string[]) =>
  isMade(spot, words) && PRESENT.has(words[spot.at + spot.words] ?? '');
const tellsOfPast = (words: readonly string[]) =>
  spotIdeas(words).some((spot) => carries(spot, 'past') && !isMade(spot, words));

/** Nothing but words of `link` stands between the two. */
function areNear(one: Spot | undefined, next: Spot | undefined, words: readonly string[], link: ReadonlySet<string>) {
  return one !== undefined && next !== undefined && words.slice(one.at + one.words, next.at).every((w) => link.has(w));
}

import { DANGER_RULES, DANGER_WORDS } from './danger-words.ts';
import { PEOPLE_RULES, PEOPLE_WORDS } from './people-words.ts';
import { SAID_WORDS } from './said-words.ts';
import { sentencesOf, spotterOf, type Spot } from './spot-ideas.ts';

type Rule = (typeof DANGER_RULES)[number] | (typeof PEOPLE_RULES)[number];
export type Hazard = Rule['hazard'];

/** Ideas too common to be put together with those of another sentence: "We have gas. It is pouring outside." */
const WEAK = 'come fill melt wet touch keys past';

/**
 * Words read for what they tell of, and what of it is a danger; each reads the message by itself. `weak`: ideas too
 * common to be put together with those of another sentence.
 */
type Rulebook = { spot: (words: readonly string[]) => Spot[]; rules: readonly Rule[]; weak: string };

const HOUSE: Rulebook = { spot: spotterOf([...DANGER_WORDS, ...SAID_WORDS]), rules: DANGER_RULES, weak: WEAK };
const PEOPLE: Rulebook = { spot: spotterOf([...PEOPLE_WORDS, ...SAID_WORDS]), rules: PEOPLE_RULES, weak: 'kin self' };

/**
 * `life`: people are in danger; `property`: the home is. `now`: it is happening; else somebody asks what to do if it
 * did, which only a danger to life is told for.
 */
export type Danger = {
  tier: 'life' | 'property';
  hazard: Hazard;
  now: boolean;
  /** Water runs too: its stop valve belongs beside the main switch. */
  water?: true;
};

/** The name of what cannot be seen, cried out. */
const CRY = /^\s*(?:help\W{1,3})?(?:(gas)|carbon monoxide)\s*!/i;
/** A message of so few words is read as one sentence too: "Gas! Help!" */
const SHORT = 5;
const LIFE: ReadonlySet<Hazard> = new Set(['gas', 'co', 'fire', 'electric', 'poison', 'hurt']);
/** Words that may stand between "no" and what is not there. */
const BETWEEN = new Set(
  'a an any the sign signs of is there smell real actual more it that much feel been on have'.split(' '),
);
/** A sentence with one of these may go on with what the sentence before it began: "It is sparking." */
const REFERS = new Set('it its they theyre maybe possibly perhaps probably think'.split(' '));
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
  const found = [HOUSE, PEOPLE].flatMap((rulebook) => judgeAll(rulebook, sentences));
  const [danger] = found.toSorted((a, b) => rank(b) - rank(a));
  return danger?.hazard === 'electric' && runs(sentences) ? { ...danger, water: true } : danger;
}

/** Water that runs where it should not, as the rules have it, or where they speak of electricity alone. */
const RUNS: readonly Pick<Rule, 'all' | 'unless'>[] = [
  { all: ['water', 'come leak'] },
  ...DANGER_RULES.filter(({ hazard }) => hazard === 'water'),
];
const runs = (sentences: readonly string[][][]) =>
  sentences.some((parts) => {
    const standing = standingOf(HOUSE.spot(parts.flat()), parts.flat());
    return RUNS.some(({ all, unless }) => fits(all, standing) && !(unless && has(standing, unless)));
  });

/** What may go on hurting comes first; a poison before fire, as what it does is called burning and fumes. */
const FIRST: readonly Hazard[] = ['hurt', 'fire', 'poison', 'co', 'electric', 'gas'];
const rank = ({ tier, now, hazard }: Danger) =>
  (tier === 'life' ? 20 : 0) + (now ? 10 : 0) + (tier === 'life' ? FIRST.indexOf(hazard) : 0);

function judgeAll(rulebook: Rulebook, sentences: readonly string[][][]): Danger[] {
  const found = sentences.flatMap((parts) => {
    const clauses = parts.length > 1 ? parts.flatMap((part) => judge(rulebook, part, true) ?? []) : [];
    return [...clauses, ...(judge(rulebook, parts.flat(), false) ?? [])];
  });
  found.push(
    ...judgeNeighbours(
      rulebook,
      sentences.map((parts) => parts.flat()),
    ),
  );
  const all = sentences.flat(2);
  if (found.length === 0 && sentences.length > 1 && all.length <= SHORT)
    found.push(...(judge(rulebook, all, false) ?? []));
  return found;
}

/** What two neighbouring sentences tell together and neither tells alone. */
function judgeNeighbours(rulebook: Rulebook, sentences: readonly string[][]): Danger[] {
  const silent = sentences.map((words) => !judge(rulebook, words, false)?.length && !tellsOfPast(rulebook, words));
  return sentences.flatMap((words, index) => {
    const before = sentences[index - 1];
    if (!before || !silent[index] || !silent[index - 1] || !refersBack(words)) return [];
    return judge(rulebook, [...before, GAP, ...words], false, rulebook.weak) ?? [];
  });
}

const refersBack = (words: readonly string[]) => words.some((word) => REFERS.has(word)) && !words.includes('was');

/** `clause`: only a part of a sentence, so that its "when …" may go on to ask. */
function judge(rulebook: Rulebook, words: readonly string[], clause: boolean, weak?: string): Danger[] | undefined {
  const spots = rulebook.spot(words).filter((spot) => !(weak && carries(spot, weak)));
  const standing = standingOf(spots, words);
  if (has(standing, 'past') && !has(standing, 'now')) return judgePresent(rulebook, words);
  const fitting = rulebook.rules.filter(
    ({ all, unless, inOrder }) =>
      fits(all, standing) && !(unless && has(standing, unless)) && !(inOrder && !followOn(all, standing)),
  );
  const isMild = (mild?: string) => mild !== undefined && has(standing, mild);
  const rule = fitting.find(({ mild }) => !isMild(mild)) ?? fitting[0];
  if (!rule) return undefined;
  // Who asks ("what do I do if") is not where what happens begins.
  const first = standing.find((spot) => carries(spot, rule.all.join(' ')) && !carries(spot, 'self'))?.at ?? 0;
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
function judgePresent(rulebook: Rulebook, words: readonly string[]): Danger[] | undefined {
  const parts = splitAt(words, new Set(['and', 'but']));
  return parts.length < 2 ? undefined : parts.flatMap((part) => judge(rulebook, part, true) ?? []);
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

/** The last of the groups of ideas stands after the first. */
const followOn = (all: readonly string[], spots: readonly Spot[]): boolean =>
  spots.findIndex((spot) => carries(spot, all[0] ?? '')) <
  spots.findLastIndex((spot) => carries(spot, all.at(-1) ?? ''));

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
const tellsOfPast = ({ spot: read }: Rulebook, words: readonly string[]) =>
  read(words).some((spot) => carries(spot, 'past') && !isMade(spot, words));

/** Nothing but words of `link` stands between the two. */
function areNear(one: Spot | undefined, next: Spot | undefined, words: readonly string[], link: ReadonlySet<string>) {
  return one !== undefined && next !== undefined && words.slice(one.at + one.words, next.at).every((w) => link.has(w));
}

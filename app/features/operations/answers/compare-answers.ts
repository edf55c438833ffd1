import type { WhyAnswer, WhyPassage, WhySearch } from '#app/features/assistant/answer-traces/why-answer.ts';

type Made = {
  text: string;
  mode: string | null;
  citations: readonly { title: string; page: number }[];
  why: WhyAnswer | null;
};

/** `gone`: it was there and is not any more. */
export type Change = 'same' | 'gone' | 'new';

export type Comparison = {
  same: boolean;
  /** Lines of both answers in their order. */
  lines: { text: string; change: Change }[];
  sources: { title: string; page: number; change: Change }[];
  /** Of the search that each answer is made of; ranks from 1, null where it is not among those. */
  passages: {
    title: string;
    page: number;
    heading: string | null;
    was: { rank: number; score: number } | null;
    now: { rank: number; score: number } | null;
  }[];
  /** What is not the same any more, as words. */
  facts: { name: string; was: string; now: string }[];
};

/** Lines of an answer that are compared. */
const LINES = 200;

/** What is different in an answer that was made again. */
export function compareAnswers(was: Made, now: Made): Comparison {
  const searches = [chosenOf(was.why), chosenOf(now.why)] as const;
  const facts = [factsOf(was, searches[0]), factsOf(now, searches[1])] as const;
  const names = [...new Set(facts.flatMap((one) => [...one.keys()]))];
  const lines = align(linesOf(was.text), linesOf(now.text), (line) => line);
  return {
    same: lines.every(({ change }) => change === 'same'),
    lines: lines.map(({ item, change }) => ({ text: item, change })),
    sources: align([...was.citations], [...now.citations], ({ title, page }) => `${page} ${title}`).map(
      ({ item, change }) => ({ title: item.title, page: item.page, change }),
    ),
    passages: comparePassages(searches[0]?.passages ?? [], searches[1]?.passages ?? []),
    facts: names.flatMap((name) => {
      const [before, after] = [facts[0].get(name) ?? '–', facts[1].get(name) ?? '–'];
      return before === after ? [] : [{ name, was: before, now: after }];
    }),
  };
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, LINES);

const chosenOf = (why: WhyAnswer | null) => why?.searches.findLast(({ chosen }) => chosen) ?? why?.searches.at(-1);

function factsOf({ mode, why }: Made, search: WhySearch | undefined): Map<string, string> {
  const decision = search?.decision;
  return new Map([
    ['How it was made', mode ?? '–'],
    ['Version of the library', why?.library_version ?? '–'],
    ['Vectors of', why?.embedding_model ?? '–'],
    ['Words of', why?.model ? `${why.model.name}, ${why.model.outcome}` : '–'],
    ['Looked for', search?.text ?? '–'],
    ['Verdict', decision?.verdict ?? '–'],
    ['Decided beforehand by', decision?.blocked_by ?? '–'],
    ['Sum of being sure', decision?.sure?.sum.toFixed(3) ?? '–'],
    ['Sum of the decision', decision?.confidence?.toFixed(3) ?? '–'],
    ...(decision?.parts ?? []).map(
      ({ name, value, weight }) => [`Part: ${name}`, `${value.toFixed(3)} × ${weight.toFixed(3)}`] as const,
    ),
  ]);
}

/** A reading gives passages new ids: they are told by where they stand. */
const placeOf = ({ document_id, page, heading }: WhyPassage) => `${document_id} ${page} ${heading ?? ''}`;

function comparePassages(was: readonly WhyPassage[], now: readonly WhyPassage[]): Comparison['passages'] {
  const ranked = (passages: readonly WhyPassage[]) =>
    new Map(
      passages.map((passage, at) => [placeOf(passage), { rank: at + 1, score: passage.score }] as const).toReversed(),
    );
  const [before, after] = [ranked(was), ranked(now)];
  const places = new Map([...now, ...was].map((passage) => [placeOf(passage), passage]));
  return [...places].map(([place, { title, page, heading }]) => ({
    title,
    page,
    heading,
    was: before.get(place) ?? null,
    now: after.get(place) ?? null,
  }));
}

/** Both lists in one, in the order of both: by their longest common part. */
function align<T>(was: readonly T[], now: readonly T[], keyOf: (item: T) => string): { item: T; change: Change }[] {
  const common = was.map(() => now.map(() => 0));
  const length = (at: number, to: number) => common[at]?.[to] ?? 0;
  const isSame = (at: number, to: number) => keyOf(was[at] as T) === keyOf(now[to] as T);
  for (let at = was.length - 1; at >= 0; at -= 1)
    for (let to = now.length - 1; to >= 0; to -= 1)
      (common[at] as number[])[to] = isSame(at, to)
        ? length(at + 1, to + 1) + 1
        : Math.max(length(at + 1, to), length(at, to + 1));
  const aligned: { item: T; change: Change }[] = [];
  let [at, to] = [0, 0];
  while (at < was.length || to < now.length) {
    if (at < was.length && to < now.length && isSame(at, to)) {
      aligned.push({ item: now[to] as T, change: 'same' });
      at += 1;
      to += 1;
    } else if (to >= now.length || (at < was.length && length(at + 1, to) >= length(at, to + 1))) {
      aligned.push({ item: was[at] as T, change: 'gone' });
      at += 1;
    } else {
      aligned.push({ item: now[to] as T, change: 'new' });
      to += 1;
    }
  }
  return aligned;
}

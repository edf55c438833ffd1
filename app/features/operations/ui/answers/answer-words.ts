import type { Tone } from '#app/ui/badge.tsx';
import type { AnswerItem } from '../../answers/list-answers.server.ts';

/* What the log of answers calls things. */

export const MODE_NAMES: Record<NonNullable<AnswerItem['mode']>, string> = {
  model: 'Written by the model',
  extractive: 'Quoted',
  record: 'House record',
  safety: 'Danger',
  refusal: 'Not in the documents',
  question: 'Asked back',
  courtesy: 'Courtesy',
};

export const OUTCOME_NAMES: Record<string, string> = {
  answered: 'Answered',
  refused: 'Declined',
  courtesy: 'Courtesy',
  stopped: 'Stopped',
  failed: 'Failed',
};

/** What became of an answer, with the colour that repeats it. */
export function outcomeOf({ state, mode }: Pick<AnswerItem, 'state' | 'mode'>): { tone: Tone; label: string } {
  if (state === 'failed') return { tone: 'negative', label: 'Failed' };
  if (state === 'stopped') return { tone: 'caution', label: 'Stopped' };
  if (mode === null) return { tone: 'neutral', label: 'Not known' };
  const tone =
    mode === 'refusal'
      ? 'caution'
      : mode === 'safety'
        ? 'info'
        : mode === 'courtesy' || mode === 'question'
          ? 'neutral'
          : 'positive';
  return { tone, label: MODE_NAMES[mode] };
}

const PART_NAMES: Record<string, string> = {
  unit: 'The sentence is near in meaning',
  found: 'The passage’s own score',
  subject: 'Its subject stands there',
  held: 'Things asked about that stand there, of four',
  unknown: 'Of the subject stands nowhere in the documents',
  absent: 'A thing asked for by name stands nowhere',
  kindMissed: 'The kind of thing asked for is not there',
  elsewhere: 'Nearer to what no document answers',
  cosine: 'Near in meaning',
  passage: 'The passage’s own score',
  own: 'Holds the subject itself',
  context: 'Holds it with heading and title',
  heading: 'Stands in the heading',
  title: 'Stands in the title',
  kind: 'Holds the kind of thing asked for',
  identifiers: 'Holds the codes asked for',
  negated: 'Says what is not so',
  fragment: 'Is no sentence',
  margin: 'Stands ahead of the next passage',
  pair: 'The sentence answers, read with the question',
  pairHere: 'A sentence of the passage does',
  pairTop: 'Any sentence found does',
  pairMean: 'The three likeliest do, on average',
};

export const partNamed = (name: string): string => PART_NAMES[name] ?? name;

export const BLOCKER_NAMES = {
  'nothing-found': 'Nothing was found that may be quoted.',
  'nothing-named': 'The question names nothing to look for.',
  'of-others': 'It is asked of another kind of home by name.',
  'identifier-missing': 'A code or number of the question does not stand there.',
  'nothing-known': 'Nothing that the question names stands anywhere in the house’s documents.',
} as const;

export const STAGE_NAMES: Record<string, string> = {
  language: 'Telling the language',
  translate: 'Translating the question',
  search: 'Searching, in all',
  vocabulary: '– words of the library',
  embed: '– the question’s vector',
  find: '– passages',
  weigh: 'Weighing sentences',
  decide: 'Deciding',
  write: 'The model’s writing',
  first_text: 'Until the first words',
  answer: 'Until it was made',
};

/** Three digits, as they are compared. */
export const score = (value: number | null): string => (value === null ? '–' : value.toFixed(3));

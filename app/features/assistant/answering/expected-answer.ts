import type { Block } from '#app/features/retrieval/passage-units.ts';

/** What kind of answer a question asks for; `any` when its words do not tell. */
export type ExpectedAnswer = 'steps' | 'place' | 'time' | 'amount' | 'contact' | 'any';

const ASKS: readonly [pattern: RegExp, kind: ExpectedAnswer][] = [
  [/\bhow (much|many|big|large|long a|high|far|hot|heavy|thick|wide|deep)\b/i, 'amount'],
  [/\b(cost|price)s?\b|\bwhat (size|temperature|pressure|rating)\b/i, 'amount'],
  [/\b(when|how often|how long|how soon|what (day|days|time)|which (day|days|night))\b/i, 'time'],
  [/^\s*(and )?where\b|\bwhere (is|are|do|does|can|would|will|did)\b/i, 'place'],
  [/\bwho (do|should|can|must|would|is|are|to)\b|\b(telephone|phone) number\b|\bnumber (of|for)\b/i, 'contact'],
  [/\bhow (do|can|should|would|could|must) (i|we|you)\b|\bhow to\b/i, 'steps'],
  [/\bwhat (do|should|can|must) (i|we) do\b|\bwhat now\b/i, 'steps'],
];

export function expectedAnswer(question: string): ExpectedAnswer {
  return ASKS.find(([pattern]) => pattern.test(question))?.[1] ?? 'any';
}

const BESIDE = 'in|under|behind|beside|above|below|inside|on|at|next to|left of|right of|off|opposite|near';
const TIMES = [
  String.raw`every|each|yearly|monthly|weekly|daily|fortnight\w*|minutes?|hours?|days?|weeks?|months?|years?`,
  '(mon|tues|wednes|thurs|fri|satur|sun)days?',
  'january|february|march|april|may|june|july|august|september|october|november|december',
  'once|twice|until|before',
  String.raw`\d{1,2}[:.]\d\d|\d{1,2} ?[ap]m`,
].join('|');

const LOOKS_LIKE: Record<Exclude<ExpectedAnswer, 'steps' | 'any'>, RegExp> = {
  place: new RegExp(String.raw`\b(${BESIDE}) (the|your|a|an|each|its)\b`, 'i'),
  time: new RegExp(String.raw`\b(${TIMES})\b`, 'i'),
  amount: /\d/,
  contact: /\b(ring|call|contact|report|e-?mail|write to|tell)\b|\d{3}[ -]?\d{3}|@/i,
};

/** Does a unit of a passage look like the kind of answer that is asked for? */
export function looksLike(kind: ExpectedAnswer, unit: string, block: Pick<Block, 'ordered'>): boolean {
  if (kind === 'any') return false;
  return kind === 'steps' ? block.ordered : LOOKS_LIKE[kind].test(unit);
}

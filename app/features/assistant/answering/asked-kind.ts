import { isStopWord, wordsOf } from '#app/features/retrieval/words.ts';

/** What kind of thing a question asks for, by its question words; `any` when these do not tell. */
export type AskedKind =
  | 'money'
  | 'contact'
  | 'clock'
  | 'often'
  | 'duration'
  | 'year'
  | 'heat'
  | 'length'
  | 'weight'
  | 'amount'
  | 'code'
  | 'place'
  | 'who'
  | 'steps'
  | 'rule'
  | 'trouble'
  | 'any';

const AUX = 'is|are|do|does|did|can|could|should|shall|will|would|must|may|was|were|am|has|have';
const UNIT_OF_LENGTH = 'high|tall|wide|deep|thick|far|big|large';

/** In this order: the first that fits decides. */
const ASKS: readonly [pattern: RegExp, kind: AskedKind][] = [
  [/\b(phone|telephone|mobile|cell|emergency|help ?line|contact)s? (number|line|details)s?\b/, 'contact'],
  [/\b(who|whom|whose number)\b.{0,30}\b(ring|call|phone|contact|report|tell|write|e-?mail|ask)\b/, 'contact'],
  [
    /\bhow (do|can|could|would|should|will) (i|we|you) (ring|call|phone|contact|reach|get hold of|e-?mail)\b/,
    'contact',
  ],
  [/\b(serial|model|part|reference|order|article|colour|paint|warrant|policy) (code|number|no)\b|\bcode\b/, 'code'],
  [/\bwhat('s| is|s) the( \w+){1,3} number\b/, 'contact'],
  [/\bnumber (for|of) (?!(years|months|days|weeks|hours|people|steps)\b)/, 'contact'],
  [
    /\bhow much\b.{0,40}\b(cost|costs|pay|charge|charged|price|fee|money|to (replace|get|buy|have|charge|park))\b/,
    'money',
  ],
  [/\b(cost|costs|price|prices|excess)\b/, 'money'],
  [/\bwhat('s| is| are|s)( the)?( \w+){0,3} (fee|fees|charge|charges|deposit|rent)\b/, 'money'],
  [/\bwhat (do|does|did|will|would)\b.{0,40}\b(cost|charge|pay)\b/, 'money'],
  [/\bhow much (is|are|was|were) (?!.*\b(left|pressure|water|light|power|space)\b)/, 'money'],
  [/\bwhat year\b|\bwhich year\b/, 'year'],
  [/\bhow (often|frequently|regularly|many times)\b|\bevery how\b/, 'often'],
  [/\bhow (long|soon|fast|quick|quickly|late|early)\b/, 'duration'],
  [/(^|\band |[,.?;] *)(by )?when\b/, 'clock'],
  [/\b(what|which) (times?|days?|hours|date|night|evening|morning|week)\b/, 'clock'],
  [/\bhow (hot|cold|warm)\b|\b(what|which|at what) temp(erature)?s?\b/, 'heat'],
  [
    new RegExp(String.raw`\bhow (${UNIT_OF_LENGTH})\b|\b(what|max|maximum|min|minimum) (height|width|depth|length)\b`),
    'length',
  ],
  [/\bhow heavy\b|\bhow many (kilos?|kilograms?|kg)\b|\b(what|how much) weight\b/, 'weight'],
  [
    /\bhow (much|many|hard|strong|loud|bright|leaky)\b|\b(what|which) (pressure|rating|setting|humidity|capacity)\b/,
    'amount',
  ],
  [new RegExp(String.raw`^\W*(and |so |but )?where\b|\bwhere('?s| (${AUX}|in|on|to|i|we|you))\b`), 'place'],
  [/\b(which|what) (floor|room|press|cupboard)\b/, 'place'],
  [/^\W*(and |so |but )?(who|whose|whom)\b|\bname of\b|\bwhat (company|firm)\b/, 'who'],
  [/\bhow (do|(can|should|would|could|must|does|did) (i|we|you|one|ye))\b|\bhow to\b/, 'steps'],
  [/\binstructions\b|\bstep by step\b/, 'steps'],
  [/\bwhat (do|should|can|must|am|have) (i|we)( to)? do\b|\bwhat now\b|\bwhat is it i have to do\b/, 'steps'],
  // Key words alone: "hedge height".
  [/^\W*(\w+ ){0,4}(height|width|depth|length|size|dimensions?)\b(?!.*\?)/, 'length'],
  [/^\W*(\w+ ){0,4}(temperature|temp)\b(?!.*\?)/, 'heat'],
  [/^\W*(\w+ ){0,4}(opening hours|opening times|hours)\b(?!.*\?)/, 'clock'],
  [/^\W*(and |so |but |ok |or )?(can|could|may|am|are|is|must|should|shall|do|does|will|would|have|has) /, 'rule'],
  [/\b(can|may|could|should|must) (i|we|you|my|our|the|it)\b|\bdo (i|we) (need|have)\b/, 'rule'],
  [/\b(allowed|permitted|ok(ay)?|possible)\b/, 'rule'],
  // "Which bin goes out this week?"
  [/\b(this|next) (week(end)?|month)\b|\b(tomorrow|tonight)\b/, 'clock'],
  // What does not do what it should, told or asked about: grammar of failing, whatever fails.
  [
    /\b(not|never|stopped|stops|keeps?|still|gone|went|won|wont|isn|isnt|doesn|doesnt|can|cant|too|only|no)\b/,
    'trouble',
  ],
];

export function askedKind(question: string): AskedKind {
  const plain = question.toLowerCase().replaceAll('’', "'");
  return ASKS.find(([pattern]) => pattern.test(plain))?.[1] ?? 'any';
}

/** A week that is told by its place to today says when, and nothing of what is asked about. */
const WHEN = /\b(?:this|next|the coming) (?:week(?:end)?|month)\b/i;

/** Does a word of the question only say when: "this week"? */
export const saysWhen = (word: string, question: string): boolean =>
  (WHEN.exec(question)?.[0] ?? '').toLowerCase().endsWith(` ${word}`);

/** No noun, or one that says nothing of what is chosen from; a make is told by its name alone. */
const NO_NOUN = new Set(
  `${AUX.replaceAll('|', ' ')} one ones kind kinds sort sorts type types thing things else other others about
   make brand model`.split(/\s+/),
);
const WHICH = new RegExp(
  String.raw`(?:^|[.,;:?!] )\W{0,3}(?:and |so |but )?` +
    String.raw`(?:which ([a-z]{3,20})\b|what (?!way\b)([a-z]{3,20}) (?:${AUX})\b)`,
  'i',
);

/** Of what a question wants one named ("which way" of a fuse board); undefined where its kind says what it asks for. */
export function askedWhich(question: string): string | undefined {
  const kind = askedKind(question);
  const found = WHICH.exec(question);
  const noun = (found?.[1] ?? found?.[2])?.toLowerCase();
  return noun === undefined || NO_NOUN.has(noun) || (kind !== 'any' && kind !== 'rule') ? undefined : noun;
}

/** Words that say which kind is asked for, and nothing of what is asked about. */
const SAYS_KIND: Partial<Record<AskedKind, string>> = {
  money: 'cost costs price prices fee charge charges charged pay paid expensive money much buy',
  contact: 'phone telephone mobile number numbers ring call contact details email line report',
  clock: 'time times day days hour hours date when',
  often: 'often frequently regularly times',
  duration: 'long take takes last lasts soon fast quickly time',
  year: 'year',
  heat: 'temperature temperatures temp hot cold warm',
  length: 'dimension dimensions high tall wide deep thick far big large size height width depth length max maximum',
  weight: 'heavy weight kilos kg weigh',
  amount: 'many much number',
  code: 'code number',
  place: 'where located find',
  who: 'name called company firm',
  steps: 'step steps instructions',
  rule: 'allowed permitted possible',
};

/** Is a term only there to say which kind of thing is asked for? */
export function saysKind(kind: AskedKind, term: string): boolean {
  const own = SAYS_KIND[kind]?.split(' ') ?? [];
  return wordsOf(term).every((word) => own.includes(word) || isStopWord(word));
}

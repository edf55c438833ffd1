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
  [/\bnumber (for|of) (?!(years|months|days|weeks|hours|people|steps)\b)/, 'contact'],
  [
    /\bhow much\b.{0,40}\b(cost|costs|pay|charge|charged|price|fee|money|to (replace|get|buy|have|charge|park))\b/,
    'money',
  ],
  [/\b(cost|costs|price|prices|fee|fees|excess|deposit|dear|dearer|cheap|cheaper)\b/, 'money'],
  [/\bwhat (do|does|did|will|would)\b.{0,40}\b(cost|charge|pay)\b/, 'money'],
  [/\bhow much (is|are|was|were) (?!.*\b(left|pressure|water|light|power|space)\b)/, 'money'],
  [/\bwhat year\b|\bwhich year\b/, 'year'],
  [/\bhow (often|frequently|regularly|many times)\b|\bevery how\b/, 'often'],
  [/\bhow (long|soon|fast|quick|quickly|late|early)\b/, 'duration'],
  [
    /(^|\band |[,.?;] *)\b(when|by when|what times?|which times?|what days?|which (day|days|night|evening|morning|week)|what (hours|date))\b/,
    'clock',
  ],
  [/\bhow (hot|cold|warm)\b|\b(what|which|at what) temp(erature)?s?\b/, 'heat'],
  [
    new RegExp(
      String.raw`\bhow (${UNIT_OF_LENGTH})\b|\b(what|max|maximum|min|minimum) (size|height|width|depth|length)\b`,
    ),
    'length',
  ],
  [/\bhow heavy\b|\bhow many (kilos?|kilograms?|kg)\b|\b(what|how much) weight\b/, 'weight'],
  [
    /\bhow (much|many|hard|strong|loud|bright|leaky)\b|\b(what|which) (pressure|rating|setting|humidity|capacity)\b/,
    'amount',
  ],
  [/\b(serial|model|part|reference|order|article|colour|paint|warrant|policy) (code|number|no)\b|\bcode\b/, 'code'],
  [
    new RegExp(
      String.raw`^\W*(and |so |but )?where\b|\bwhere( i|'?s| (${AUX}|in|on|to|i|we|you))\b|\b(which|what) (floor|room|press|cupboard)\b`,
    ),
    'place',
  ],
  [/^\W*(and |so |but )?(who|whose|whom)\b|\bname of\b|\bwhat (company|firm)\b/, 'who'],
  [
    /\bhow (do|can|should|would|could|must|does|did) (i|we|you|one|ye)\b|\bhow to\b|\bhow do\b|\binstructions\b|\bstep by step\b/,
    'steps',
  ],
  [/\bwhat (do|should|can|must|am|have) (i|we)( to)? do\b|\bwhat now\b|\bwhat is it i have to do\b/, 'steps'],
  [/^\W*(and |so |but |ok |or )?(can|could|may|am|are|is|must|should|shall|do|does|will|would|have|has) /, 'rule'],
  [
    /\b(can|may|could|should|must) (i|we|you|my|our|the|it)\b|\b(allowed|permitted|ok(ay)?|possible)\b|\bdo (i|we) (need|have)\b/,
    'rule',
  ],
];

export function askedKind(question: string): AskedKind {
  const plain = question.toLowerCase().replaceAll('’', "'");
  return ASKS.find(([pattern]) => pattern.test(plain))?.[1] ?? 'any';
}

const NUMBER_WORDS = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half|quarter';
const N = String.raw`(\d[\d.,]*|\b(${NUMBER_WORDS}))`;
const BESIDE =
  'in|under|behind|beside|above|below|inside|on|at|next to|left of|right of|off|opposite|near|outside|over|between';
const DAYS = String.raw`(mon|tues|wednes|thurs|fri|satur|sun)days?`;
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
const SPAN = 'seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|fortnights?|months?|years?';

const HOLDS: Record<Exclude<AskedKind, 'steps' | 'any'>, RegExp> = {
  money: /[£€$]\s?\d|\d\s?(p|cent|cents|euros?|pounds?)\b|\bfree\b|\bno (charge|fee|cost)\b|\bnothing\b/i,
  contact:
    /\+?\d[\d ()-]{4,}\d|[\w.]@\w|\bwww\.|\b999\b|\b112\b|\b(ring|call|phone|contact|report|write|e-?mail|tell|ask)\b/i,
  clock: new RegExp(
    String.raw`\b(${DAYS}|${MONTHS}|every|each|daily|weekly|monthly|yearly|once|twice|until|before|after|morning|evening|night|noon)\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|${N} ?(${SPAN})\b`,
    'i',
  ),
  often: new RegExp(
    String.raw`\b(every|each|daily|weekly|monthly|yearly|annually|quarterly|fortnightly|once|twice|times a|per (day|week|month|year)|never|always|${DAYS})\b|\ba (day|week|month|year)\b|${N} ?(${SPAN})\b`,
    'i',
  ),
  duration: new RegExp(
    String.raw`${N}(\s+|-)?(\w+ )?(${SPAN}|h|min|s|m|mm|cm)\b|\b(immediately|at once|same day|next day|until|overnight|for ever|forever)\b|\b(a|an) (${SPAN})\b|(year|month|day|week|hour|minute)s`,
    'i',
  ),
  year: /\b(1[6-9]|20)\d\d\b/,
  heat: /\d\s?(°|degrees|C\b)/i,
  length: /\d\s?(mm|cm|m|km|metres?|m²|m2|square|inch|inches|feet|ft)(?![\p{L}])/iu,
  weight: /\d\s?(kg|kilos?|kilograms?|g|grams?|tonnes?|t|lb|stone)\b/i,
  amount: new RegExp(String.raw`${N}|\b(none|no)\b`, 'i'),
  code: /\b(?=[\w/-]*\d)[\w/-]{2,}/,
  place: new RegExp(
    String.raw`\b(${BESIDE}|hall|stairs?|landing|attic|loft|kitchen|garage|utility|press|cupboard|garden|bathroom|room|floor|wall)\b`,
    'i',
  ),
  who: /(?<!^)(?<![.!?:] )\b\p{Lu}[\p{L}'’&]+|\b(we|you|your|owner|owners|builder|factor|council|company|manager|agent|electrician|plumber|engineer|installer|technician|owns?|maker|caretaker|solicitor)\b/u,
  rule: /\b(yes|no|not|never|must|may|can|cannot|only|need|needs|should|allowed|forbidden|permission|without|nothing|nobody|none|provided|always|do not|don't|unless|free to|consent|agree|normal|fault)\b/i,
};

/** Does a unit of a passage look like the kind of thing that is asked for? Undefined where no kind is. */
export function holdsKind(kind: AskedKind, unit: string, block: { ordered: boolean }): boolean | undefined {
  if (kind === 'any') return undefined;
  if (kind === 'steps') return block.ordered || IMPERATIVE.test(unit);
  return HOLDS[kind].test(unit);
}

/** A step in running text begins with its verb, or tells "you". */
const IMPERATIVE =
  /\b(then|until|press|turn|hold|push|pull|switch|open|close|lift|set|take|put|remove|ring|choose|wipe|use|fill|keep|check|leave|unplug|clean|ask|write|do)\b/i;

/** Words that say which kind is asked for, and nothing of what is asked about. */
const SAYS_KIND: Partial<Record<AskedKind, string>> = {
  money: 'cost costs price prices fee charge charges charged pay paid expensive money much buy',
  contact: 'phone telephone mobile number numbers ring call contact details email line report',
  clock: 'time times day days hour hours date when',
  often: 'often frequently regularly times',
  duration: 'long take takes last lasts soon fast quickly time',
  year: 'year',
  heat: 'temperature temperatures temp hot cold warm',
  length: 'high tall wide deep thick far big large size height width depth length max maximum',
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

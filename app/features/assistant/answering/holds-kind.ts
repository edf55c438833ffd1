import type { AskedKind } from './asked-kind.ts';

const NUMBER_WORDS = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half|quarter';
const N = String.raw`(\d|\b(${NUMBER_WORDS}))`;
const DAYS = String.raw`(mon|tues|wednes|thurs|fri|satur|sun)days?`;
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
const SPAN = 'seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|fortnights?|months?|years?';
const RETURNS = 'daily|weekly|monthly|yearly|annually|quarterly|fortnightly|once|twice|always|never';

const IMPERATIVES =
  'then|until|press|turn|hold|push|pull|switch|open|close|lift|set|take|put|remove|ring|choose|wipe|use|fill|keep|' +
  'check|leave|unplug|clean|ask|write|do';
const BEGINS = String.raw`(?:^|[.,:;|(•–-]\s*|\d[.)]\s|\b(?:and|then|or|to|not|never|first|please)\s+)`;
const PERIODS = `${SPAN}|${DAYS}|${MONTHS}|springs?|summers?|autumns?|winters?|seasons?|mornings?|evenings?|times?`;
const RULES =
  'yes|no|not|never|must|may|can|cannot|only|need|needs|should|allowed|forbidden|permission|without|nothing|nobody|' +
  "none|provided|always|don't|unless|free to|consent|agree|normal|fault";
const TROUBLE =
  'if|when|not|no|nothing|fault|faults|faulty|wrong|trouble|problem|problems|broken|blocked|dead|fails?|failed|' +
  'stuck|sign|signs|symptom|cause|causes|normal|reset|stops?|stopped|still';
const BESIDE =
  'in|under|behind|beside|above|below|inside|on|at|next to|left of|right of|off|opposite|near|outside|over|between';
const ROOMS = 'hall|stairs?|landing|attic|loft|kitchen|garage|utility|press|cupboard|garden|room|floor|wall';
const PEOPLE =
  'we|you|owners?|builder|factor|council|company|manager|agent|electrician|plumber|engineer|installer|' +
  'technician|owns?|maker|caretaker|solicitor';

const EACH_TIME = new RegExp(String.raw`\b(every|each) (\w+ ){0,2}(${PERIODS})\b`, 'i');

/** A unit holds a kind of thing when one of its patterns fits. */
const HOLDS: Record<Exclude<AskedKind, 'any'>, readonly RegExp[]> = {
  money: [/[£€$]\s?\d|\d\s?(p|cent|cents|euros?|pounds?)\b/i, /\b(free|no (charge|fee|cost)|nothing)\b/i],
  contact: [
    /(?<![\p{L}\d-])(\+\d|\(?0\d|1[358]\d\d)[\d ()-]{3,20}\d|\w@\w|\bwww\.|\b(999|112)\b/iu,
    // Told to ring, not "some call it the fuse box", "the ring of light" or "alarm contacts".
    new RegExp(String.raw`${BEGINS}(?:please )?(?:ring|call|phone|contact|text)\b(?! (?:of|it|this|that)\b)`, 'i'),
    /\b(?:you|must|may|can|should|will|please|to|or) (?:ring|call|phone|contact) (?!of\b|it\b|this\b|that\b)\p{L}/iu,
  ],
  clock: [
    new RegExp(String.raw`\b(${DAYS}|${MONTHS}|${RETURNS})\b`, 'i'),
    EACH_TIME,
    /\b(until|before|after|morning|evening|night|noon)\b/i,
    /\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b/i,
    new RegExp(String.raw`${N} ?(${SPAN})\b`, 'i'),
  ],
  often: [
    new RegExp(String.raw`\b(${RETURNS}|${DAYS}|times a|(a|per) (day|week|month|year))\b`, 'i'),
    EACH_TIME,
    new RegExp(String.raw`(?<!\bwithin )${N} ?(${SPAN})\b`, 'i'),
  ],
  duration: [
    new RegExp(String.raw`${N}[ -]?(${SPAN}|h|min|s|m|mm|cm)\b`, 'i'),
    new RegExp(String.raw`\b(a|an) (${SPAN})\b`, 'i'),
    /\b(years|months|days|weeks|hours|minutes)\b/i,
    /\b(immediately|at once|(same|next) day|until|overnight|forever|for ever)\b/i,
  ],
  year: [/\b(1[6-9]|20)\d\d\b/],
  heat: [/\d\s?(°|degrees|C\b)/i],
  length: [/\d\s?(mm|cm|m|km|metres?|m²|m2|m³|square|inch|inches|feet|ft|l|litres?|tog|kwp?|kva|amps?)(?!\p{L})/iu],
  weight: [/\d\s?(kg|kilos?|kilograms?|g|grams?|tonnes?|t|lb|stone)\b/i],
  amount: [/\d/, new RegExp(String.raw`\b(${NUMBER_WORDS}|none|no)\b`, 'i')],
  code: [/\d/],
  place: [new RegExp(String.raw`\b(${BESIDE}|${ROOMS})\b`, 'i')],
  // A name: a capital inside a sentence, though not of a scheme ("certified under Safe Electric"), or after initials.
  who: [
    /(?<!^)(?<![.!?:] )(?<!\bunder (?:the )?(?:\p{Lu}\p{L}{0,20} ){0,3})\b\p{Lu}\p{L}/u,
    /\b\p{Lu}\. ?\p{Lu}\p{L}/u,
    new RegExp(String.raw`\b(${PEOPLE})\b(?!['’]s\b)`, 'i'),
  ],
  // A step in running text has its verb, or tells when it is done.
  steps: [new RegExp(String.raw`${BEGINS}(?:${IMPERATIVES})\b`, 'i')],
  rule: [new RegExp(String.raw`\b(${RULES})\b`, 'i')],
  trouble: [new RegExp(String.raw`\b(${TROUBLE})\b`, 'i')],
};

const TIMES = `${SPAN}|mornings?|evenings?|dates?|times?|first|last|same`;
const PLACE = new RegExp(
  [
    String.raw`\b(under|behind|beside|above|below|beneath|opposite|next to|left of|right of|inside|outside|upstairs)\b`,
    String.raw`\b(in|on|at|near|over|between|off|to) (the|your|its|each|every|an?|both|one|my|our) (?!(${TIMES})\b)`,
    String.raw`\b(${ROOMS})s?\b`,
  ].join('|'),
  'i',
);

/** Does a unit tell a place by itself? "In daylight" does not, though it may stand beside one that does. */
export const tellsPlace = (unit: string): boolean => PLACE.test(unit);

/** A part or a kind of something is nobody's name: "TGD Part L", "Type 2". */
const PART = /\b(?:\p{Lu}{2,5} )?\p{Lu}\p{Ll}{1,20} (?:\p{Lu}|\d{1,4})\b/gu;

/** Nor is a unit of measure behind its number: "50 Pa". */
const MEASURE = /\d ?\p{Lu}\p{L}{0,2}\b/gu;

/** Does a unit of a passage look like the kind of thing that is asked for? Undefined where no kind is. */
export function holdsKind(kind: AskedKind, unit: string, block: { ordered: boolean }): boolean | undefined {
  if (kind === 'any') return undefined;
  const text = kind === 'who' ? unit.replace(PART, ' ').replace(MEASURE, ' ') : unit;
  return (kind === 'steps' && block.ordered) || HOLDS[kind].some((pattern) => pattern.test(text));
}

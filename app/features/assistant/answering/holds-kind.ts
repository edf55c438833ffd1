import type { AskedKind } from './asked-kind.ts';

const NUMBER_WORDS = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half|quarter';
const N = String.raw`(\d[\d.,]*|\b(${NUMBER_WORDS}))`;
const DAYS = String.raw`(mon|tues|wednes|thurs|fri|satur|sun)days?`;
const MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
const SPAN = 'seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|fortnights?|months?|years?';
const RETURNS = 'every|each|daily|weekly|monthly|yearly|annually|quarterly|fortnightly|once|twice|always|never';

const words = (...lists: string[]) => String.raw`\b(${lists.join('|')})\b`;
const some = (...patterns: string[]) => new RegExp(patterns.join('|'), 'i');

const HOLDS: Record<Exclude<AskedKind, 'any' | 'who'>, RegExp> = {
  money: /[£€$]\s?\d|\d\s?(p|cent|cents|euros?|pounds?)\b|\bfree\b|\bno (charge|fee|cost)\b|\bnothing\b/i,
  contact: some(
    String.raw`\+?\d[\d ()-]{4,}\d|[\w.]@\w|\bwww\.|\b(999|112)\b`,
    words('ring|call|phone|contact|report|write|e-?mail|tell|ask'),
  ),
  clock: some(
    words(DAYS, MONTHS, RETURNS, 'until|before|after|morning|evening|night|noon'),
    String.raw`\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b|${N} ?(${SPAN})\b`,
  ),
  often: some(words(RETURNS, DAYS, 'times a|(a|per) (day|week|month|year)'), String.raw`${N} ?(${SPAN})\b`),
  duration: some(
    String.raw`${N}(\s+|-)?(\w+ )?(${SPAN}|h|min|s|m|mm|cm)\b|(year|month|day|week|hour|minute)s\b`,
    words('immediately|at once|(same|next) day|until|overnight|forever|for ever', `(a|an) (${SPAN})`),
  ),
  year: /\b(1[6-9]|20)\d\d\b/,
  heat: /\d\s?(°|degrees|C\b)/i,
  length: /\d\s?(mm|cm|m|km|metres?|m²|m2|m³|square|inch|inches|feet|ft|l|litres?|tog)(?!\p{L})/iu,
  weight: /\d\s?(kg|kilos?|kilograms?|g|grams?|tonnes?|t|lb|stone)\b/i,
  amount: some(N, words('none|no')),
  code: /\d/,
  place: some(
    words('in|under|behind|beside|above|below|inside|on|at|next to|left of|right of|off|opposite|near|outside'),
    words('over|between|hall|stairs?|landing|attic|loft|kitchen|garage|utility|press|cupboard|garden|room|floor|wall'),
  ),
  // A step in running text has its verb, or tells when it is done.
  steps: some(
    words('then|until|press|turn|hold|push|pull|switch|open|close|lift|set|take|put|remove|ring|choose|wipe|use'),
    words('fill|keep|check|leave|unplug|clean|ask|write|do'),
  ),
  rule: some(
    words('yes|no|not|never|must|may|can|cannot|only|need|needs|should|allowed|forbidden|permission|without|nothing'),
    words("nobody|none|provided|always|don't|unless|free to|consent|agree|normal|fault"),
  ),
};

const WHO = [
  // A name: a capital inside a sentence.
  /(?<!^)(?<![.!?:] )\b\p{Lu}[\p{L}'’&]+/u,
  some(
    words('we|you|your|owners?|builder|factor|council|company|manager|agent|electrician|plumber|engineer|installer'),
    words('technician|owns?|maker|caretaker|solicitor'),
  ),
];

/** Does a unit of a passage look like the kind of thing that is asked for? Undefined where no kind is. */
export function holdsKind(kind: AskedKind, unit: string, block: { ordered: boolean }): boolean | undefined {
  if (kind === 'any') return undefined;
  if (kind === 'who') return WHO.some((pattern) => pattern.test(unit));
  return (kind === 'steps' && block.ordered) || HOLDS[kind].test(unit);
}

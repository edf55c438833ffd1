const AUX = 'is|are|do|does|did|can|could|should|shall|will|would|must|may|was|were|am|has|have';
const WH = 'how|what|when|where|who|whom|whose|which|why';
const JOINED = new RegExp(String.raw`(?:\band\b,?|[,;?.!])\s+(?=(?:and\s+)?(?:${WH}|${AUX})\b)`, 'gi');

/**
 * How a question begins: "Where is", "How long may", "What happens", "May I". Not "When it rains": behind when and
 * where an auxiliary verb comes at once.
 */
const ASKS = new RegExp(
  [
    String.raw`^\W*(?:(?:when|where|why)(?:['’]?s\b|\s+(?:${AUX})\b)`,
    String.raw`(?:who|whom|whose|what|which)\b`,
    String.raw`how(?:\s+[\w-]+){0,3}?\s+(?:${AUX})\b`,
    String.raw`(?:${AUX})\b)`,
  ].join('|'),
  'i',
);
/** With fewer words a question says too little by itself: "and how often?" */
const SHORTEST = 3;
const MOST = 3;

/**
 * The questions in one message, at most three ("How long may I park, and what does it cost?"); the whole alone where it
 * is one, or where it tells something besides.
 */
export function questionParts(message: string): [first: string, ...others: string[]] {
  const [first = '', ...others] = message
    .split(JOINED)
    .map((part) => part.trim().replace(/^and\s+/i, ''))
    .filter((part) => part !== '');
  const all = [first, ...others].every((part) => ASKS.test(part) && part.split(/\s+/).length >= SHORTEST);
  return others.length > 0 && others.length < MOST && all ? [first, ...others] : [message];
}

const BEGINS = 'how|what|when|where|who|which|can|do|does|is|are|may|must|should';
const JOINS = new RegExp(String.raw`(?:\band\b,?|[,;?.!])\s+(?=(?:${BEGINS})\b)`, 'gi');
const HAS_ONE = new RegExp(String.raw`\b(?:${BEGINS})\b`, 'i');

/** The last question of a message, where another may stand before it: "Is there a meter, and where is it?" */
export function lastQuestion(message: string): string {
  const parts = message.split(JOINS).map((part) => part.trim());
  return parts.findLast((part) => HAS_ONE.test(part)) ?? message;
}

/** What tells which kind of thing a message asks for first: up to where another question may begin. */
export function firstQuestion(message: string): string {
  const parts = message.split(JOINS).map((part) => part.trim());
  const first = parts.slice(0, -1).find((part) => HAS_ONE.test(part));
  return first !== undefined && (parts.at(-1) ?? '').split(/\s+/).length > 2 ? first : message;
}

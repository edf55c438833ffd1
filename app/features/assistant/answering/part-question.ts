const BEGINS = 'how|what|when|where|who|which|can|do|does|is|are|may|must|should';
const JOINED = new RegExp(String.raw`(?:\band\b,?|[,;?.!])\s+(?=(?:${BEGINS})\b)`, 'gi');

const ASKS = new RegExp(String.raw`\b(?:${BEGINS})\b`, 'i');

/**
 * The first and the last of several questions in one ("How long may I park, and what does it cost?"); the whole as the
 * first where it is one.
 */
export function partQuestion(question: string): [first: string, last?: string] {
  const parts = question.split(JOINED).map((part) => part.trim());
  const last = parts.at(-1);
  const first = parts.slice(0, -1).find((part) => ASKS.test(part));
  return first !== undefined && last !== undefined && last.split(/\s+/).length > 2 ? [first, last] : [question];
}

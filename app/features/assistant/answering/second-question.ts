const BEGINS = 'how|what|when|where|who|which|can|do|does|is|are|may|must|should';
const JOINED = new RegExp(String.raw`(?:\band\b,?|[,;?.!])\s+(?=(?:${BEGINS})\b)`, 'gi');

/** The last of several questions in one ("How long may I park, and what does it cost?"); undefined for a single one. */
export function secondQuestion(question: string): string | undefined {
  const parts = question.split(JOINED).map((part) => part.trim());
  const asks = (part: string) => new RegExp(String.raw`\b(?:${BEGINS})\b`, 'i').test(part);
  const last = parts.at(-1);
  return parts.length > 1 && last !== undefined && parts.slice(0, -1).some(asks) && last.split(/\s+/).length > 2
    ? last
    : undefined;
}

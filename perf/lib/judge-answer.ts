import type { LoadQuestion } from './load-input.ts';

/*
 * Whether an answer is right: pure functions, so that they are tested without k6. Each returns null, or the kind of
 * failure.
 */

type Citation = { document_id?: unknown; title?: unknown; page?: unknown; quote?: unknown; url?: unknown };

/** Lower case, one space, plain apostrophes: a phrase is found however the answer is set. */
export function normalise(text: string): string {
  return text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
}

const holds = (text: string, phrases: readonly string[]) => phrases.some((phrase) => text.includes(normalise(phrase)));

/** A4: grounded, cited, and the answer of this house type and of no other. */
export function judgeAnswer(body: unknown, question: LoadQuestion, houseType: string): string | null {
  const failure = judgeCited(body);
  if (failure !== null) return failure;
  const text = normalise((body as { answer: string }).answer);
  if (!holds(text, question.phrases[houseType] ?? [])) return 'wrong answer';
  const others = Object.entries(question.phrases).filter(([type]) => type !== houseType);
  if (question.exclusive && others.some(([, phrases]) => holds(text, phrases))) return 'answer of another house type';
  return null;
}

/** A4: grounded and cited, whatever it says. */
export function judgeCited(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return 'malformed answer';
  const { answer, grounded, citations } = body as { answer?: unknown; grounded?: unknown; citations?: unknown };
  if (typeof answer !== 'string' || !Array.isArray(citations)) return 'malformed answer';
  if (grounded !== true) return 'not grounded';
  if (citations.length === 0) return 'not cited';
  return (citations as Citation[]).every(isWholeCitation) ? null : 'broken citation';
}

/** A5: at least one passage, each with its document and page. */
export function judgeSearch(body: unknown): string | null {
  const items = (body as { items?: unknown } | null)?.items;
  if (!Array.isArray(items)) return 'malformed answer';
  if (items.length === 0) return 'nothing found';
  return (items as Citation[]).every(isWholeCitation) ? null : 'broken citation';
}

function isWholeCitation({ document_id, title, page, quote, url }: Citation): boolean {
  return (
    [document_id, title, quote, url].every((part) => typeof part === 'string' && part !== '') &&
    typeof page === 'number' &&
    page >= 1
  );
}

import { escapeMarkdown } from './escape-markdown.ts';
import type { Turn } from '#db/queries/assistant/conversations.ts';
import type { ScoredPassage } from './score-units.server.ts';

const BEGINS = 'I am not sure what you mean by that. Is it about one of these?';
const LEAST = 2;
const MOST = 4;
const MAX_HEADING = 60;

/**
 * What is asked back to a question that does not say what it is about ("Is it dangerous?"): the headings of this
 * house's own documents that come nearest, two to four. Undefined when there are fewer.
 */
export function askBack(passages: readonly ScoredPassage[]): string | undefined {
  const headings = passages
    .map(({ heading }) => (heading ?? '').replace(/^\d+(\.\d+)*\.?\s+/, '').trim())
    .filter((heading) => heading !== '' && heading.length <= MAX_HEADING && !heading.endsWith('?'));
  const things = [...new Set(headings)].slice(0, MOST);
  if (things.length < LEAST) return undefined;
  return `${BEGINS}\n\n${things.map((thing) => `- ${escapeMarkdown(thing)}`).join('\n')}`;
}

/** Was the last thing said such a question back? It is asked once. */
export function wasAskedBack(before: readonly Turn[]): boolean {
  const last = before.at(-1);
  return last?.role === 'assistant' && last.content.startsWith(BEGINS);
}

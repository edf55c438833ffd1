import type { Turn } from '#db/queries/assistant/conversations.ts';
import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';
import { BACK_BEGINS } from '../asked-back.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { missingTerms } from './decide-answerable.ts';
import type { ScoredPassage, Subject } from './score-units.server.ts';

type Asked = { asked: string; subject: Pick<Subject, 'carried'>; passages: readonly ScoredPassage[] };

const LEAST = 2;
const MOST = 4;
const MAX_NAME = 60;

/**
 * What is asked back to a question that does not say what it is about ("Is it dangerous?"): two to four things of this
 * house's own documents, from the places that come nearest, in a talk those that name what it is about. Undefined when
 * there are fewer.
 */
export function askBack({ asked: question, subject, passages }: Asked): string | undefined {
  const asked = new Set(wordsOf(question).map(stem));
  const { carried } = subject;
  const near = passages.filter((one) => carried.length === 0 || missingTerms(one, carried).length < carried.length);
  const names = near.flatMap((passage) => nameOf(passage, asked) ?? []);
  const things = [...new Map(names.map((name) => [name.toLowerCase(), name])).values()].slice(0, MOST);
  if (things.length < LEAST) return undefined;
  return `${BACK_BEGINS}\n\n${things.map((thing) => `- ${escapeMarkdown(thing)}`).join('\n')}`;
}

/**
 * What a passage is about: the outermost of its headings that tells more than its document's title and than the
 * question ("Oven", not "Cleaning it"), else the title.
 */
function nameOf({ section = [], heading, title }: ScoredPassage, asked: ReadonlySet<string>): string | undefined {
  const tells = (name: string) => wordsOf(name).some((word) => !isStopWord(word) && !asked.has(stem(word)));
  const own = [...section, heading ?? '']
    .map((name) => name.replace(/^\d+(\.\d+)*\.?\s+/, '').trim())
    .find((name) => name.length <= MAX_NAME && !/[?!.”"]$/.test(name) && name !== title && tells(name));
  return own ?? (title.length <= MAX_NAME && tells(title) ? title : undefined);
}

/** Was the last thing said such a question back? It is asked once. */
export function wasAskedBack(before: readonly Turn[]): boolean {
  const last = before.at(-1);
  return last?.role === 'assistant' && last.content.startsWith(BACK_BEGINS);
}

import { listUnreadTitles } from '#db/queries/retrieval/passages.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { analyseQuestion } from '#app/features/retrieval/analyse-question.ts';
import type { HouseVocabulary } from '#app/features/retrieval/house-vocabulary.server.ts';
import { readHouseVocabulary } from '#app/features/retrieval/house-vocabulary.server.ts';
import { currentLibraryVersion } from '#app/features/retrieval/retrieve-passages.server.ts';
import { termCoverage } from '#app/features/retrieval/term-coverage.ts';
import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';
import type { Answer } from './answer.ts';
import { escapeMarkdown } from './answering/escape-markdown.ts';

/** So much of what is asked, and so much of the title itself, names the subject (docs/decisions/0056). */
const OF_THE_QUESTION = 0.4;
const OF_THE_TITLE = 0.5;

/** Does a document's title name what is asked about? By words alone: nothing else is known of what was not read. */
export function namesSubject(question: string, title: string, vocabulary: HouseVocabulary): boolean {
  const { terms } = analyseQuestion(question, vocabulary);
  const asked = new Set(terms.flatMap(({ same }) => same.flatMap((phrase) => phrase.map(stem))));
  const own = wordsOf(title)
    .filter((word) => !isStopWord(word))
    .map(stem);
  const shared = own.filter((word) => asked.has(word)).length;
  return termCoverage(terms, title) >= OF_THE_QUESTION && own.length > 0 && shared / own.length >= OF_THE_TITLE;
}

/**
 * What an owner is to know beside an answer: that a document whose title names what is asked could not be read, so that
 * what is said, or declined, is said without it. Undefined where there is none, and where the answer quotes a document
 * of that very title.
 */
export async function missedDocument(
  scope: HouseScope,
  question: string,
  { mode, citations }: Pick<Answer, 'mode' | 'citations'>,
): Promise<string | undefined> {
  // What an approved answer is held against says nothing of other documents.
  if (scope.trial) return undefined;
  if (mode !== 'extractive' && mode !== 'model' && mode !== 'refusal') return undefined;
  const titles = await withScope(scope, (tx) => listUnreadTitles(tx, scope), { readOnly: true });
  if (titles.length === 0) return undefined;
  const vocabulary = await readHouseVocabulary(scope, await currentLibraryVersion(scope));
  const missed = titles.find(
    (title) => namesSubject(question, title, vocabulary) && !citations.some((citation) => citation.title === title),
  );
  if (missed === undefined) return undefined;
  return (
    `Your builder’s document “${escapeMarkdown(missed)}” could not be read, so nothing of it is searched: it may say ` +
    'more. You can ask your builder for it.'
  );
}

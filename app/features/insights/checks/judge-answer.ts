import type { CheckAnswer } from '#db/queries/insights/checks.ts';
import type { CheckOutcome } from '#db/schema/check-outcomes.ts';
import { isStopWord, stem, wordsOf } from '#app/features/retrieval/words.ts';

/** Share of what an approved answer says, beyond the words of its question, that the same place still says. */
const SAME_PLACE = 0.5;

/**
 * What became of an approved answer. Lost is what is declined now, what another document is quoted for, and what a
 * place of the same document is quoted for that says something else; a figure that differs is a change of the same
 * fact.
 */
export function judgeAnswer(question: string, approved: CheckAnswer | null, now: CheckAnswer): CheckOutcome {
  if (!approved) return 'new';
  if (!approved.answered) return now.answered ? 'gained' : 'same';
  if (!now.answered) return 'lost';
  if (approved.citations[0]?.document_id !== now.citations[0]?.document_id) return 'lost';
  if (plain(approved.text) === plain(now.text)) return 'same';
  return shareKept(question, quoted(approved), quoted(now)) >= SAME_PLACE ? 'changed' : 'lost';
}

/** What is quoted, without the words around it that every answer has. */
const quoted = ({ citations, text }: CheckAnswer) => citations.map(({ quote }) => quote).join('\n') || text;

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

function shareKept(question: string, approved: string, now: string): number {
  const asked = contentOf(question);
  const said = contentOf(approved);
  const beyond = [...said].filter((word) => !asked.has(word));
  const counted = beyond.length > 0 ? beyond : [...said];
  if (counted.length === 0) return 0;
  const kept = contentOf(now);
  return counted.filter((word) => kept.has(word)).length / counted.length;
}

const contentOf = (text: string) =>
  new Set(
    wordsOf(text)
      .filter((word) => !isStopWord(word))
      .map((word) => (/^\d/.test(word) ? '#' : stem(word))),
  );

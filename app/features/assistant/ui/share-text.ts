import { quoteOnOneLine } from '#app/features/documents/pages/quote-on-one-line.ts';
import { struckInWords } from '#app/features/documents/pages/struck-text.ts';
import { plainAnswer } from './answer-tokens.ts';
import { citationPlace } from './citation-path.ts';
import type { AnswerTurn } from './conversation.ts';

/** Question, answer and where it stands, as plain text for people who have no access to the documents. */
export function shareText({ question, text, citations }: Pick<AnswerTurn, 'question' | 'text' | 'citations'>): string {
  const sources = citations.map((citation) => {
    const where = [citation.title, citationPlace(citation)].filter(Boolean).join(', ');
    return `${where}${citation.quote ? `: “${struckInWords(quoteOnOneLine(citation.quote))}”` : ''}`;
  });
  const heading = sources.length === 1 ? 'Source' : 'Sources';
  return [question, plainAnswer(text), ...(sources.length > 0 ? [`${heading}:\n${sources.join('\n')}`] : [])]
    .filter(Boolean)
    .join('\n\n');
}

import { BookOpen, Bot, House, Quote, ShieldCheck, type LucideIcon } from 'lucide-react';
import { clsx } from 'clsx';
import { citationPlace } from './citation-path.ts';
import type { AnswerTurn } from './conversation.ts';

/**
 * Whose words an answer is (F10): the reader must never take a quote for advice, a guess for a quote, or what an AI
 * wrote for what a person did.
 */
export function Provenance({ turn }: { turn: Pick<AnswerTurn, 'mode' | 'citations'> }) {
  const said = wordsOf(turn);
  if (!said) return null;
  const { icon: Icon, words, quoted } = said;
  return (
    <p className={clsx('flex items-baseline gap-1.5 text-sm font-medium', quoted ? 'text-gold-ink' : 'text-ink-soft')}>
      <Icon aria-hidden className="size-4 shrink-0 translate-y-0.5" />
      {words}
    </p>
  );
}

function wordsOf({
  mode,
  citations,
}: Pick<AnswerTurn, 'mode' | 'citations'>): { icon: LucideIcon; words: string; quoted?: true } | undefined {
  switch (mode) {
    case 'extractive':
      if (citations.some(({ gone }) => gone))
        return {
          icon: Quote,
          words:
            'Quoted word for word when it was answered. Not all of it is in your documents any more. ' +
            'Not written by AI.',
          quoted: true,
        };
      if (citations.some(({ recognised }) => recognised))
        return {
          icon: Quote,
          words: 'Quoted as it was read from a scan, not written by AI. Compare names and figures with the page.',
          quoted: true,
        };
      return { icon: Quote, words: 'Quoted from your documents, word for word. Not written by AI.', quoted: true };
    case 'record':
      return { icon: House, words: 'From your house record. Not written by AI.', quoted: true };
    case 'model':
      return { icon: Bot, words: `Written by AI${fromPages(citations)}. Check what matters on the page itself.` };
    case 'safety':
      return { icon: ShieldCheck, words: 'Prepared safety advice, not written by AI.' };
    case 'refusal':
      return { icon: BookOpen, words: 'No answer from your documents. An automatic reply.' };
    case 'question':
    case 'courtesy':
      return { icon: Bot, words: 'An automatic reply.' };
    case null:
      return undefined;
  }
}

/** ` from page 4`, ` from page 4, page 7 and pages 9–10`. */
function fromPages(citations: AnswerTurn['citations']): string {
  const pages = [...new Set(citations.map((citation) => citationPlace(citation) || 'your house record'))];
  const last = pages.pop();
  if (last === undefined) return '';
  return ` from ${pages.length > 0 ? `${pages.join(', ')} and ` : ''}${last}`;
}

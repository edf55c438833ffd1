import { clsx } from 'clsx';
import { Link } from '@remix-run/react';
import type { Citation } from './chat-contract.ts';
import { citationPlace } from './citation-path.ts';
import { useSourcePath } from './use-source-path.ts';

/** A small numbered mark in the text: leads to the passage it rests on. */
export function CitationMark({ number, citation }: { number: number; citation: Citation }) {
  const pathOf = useSourcePath();
  const name = [citation.title, citationPlace(citation)].filter(Boolean).join(', ');
  return (
    <Link
      to={pathOf(citation)}
      preventScrollReset
      state={{ from: 'answer' }}
      title={name}
      aria-label={`Source ${number}: ${name}`}
      className={clsx(
        'relative mx-[0.15em] inline-grid h-[1.3em] min-w-[1.3em] -translate-y-[0.15em] place-items-center',
        'rounded-full border border-gold/60 bg-gold-wash px-1 align-baseline text-[0.7em] leading-none',
        'font-semibold text-gold-ink no-underline tabular-nums transition-colors before:absolute before:-inset-2',
        "before:content-[''] hover:border-gold hover:bg-gold hover:text-on-gold",
      )}
    >
      {number}
    </Link>
  );
}

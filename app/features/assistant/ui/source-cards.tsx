import { clsx } from 'clsx';
import { Link } from '@remix-run/react';
import { ChevronRight, FileX, ScanText } from 'lucide-react';
import { pageTitle } from '#app/features/documents/pages/page-name.ts';
import { quoteOnOneLine } from '#app/features/documents/pages/quote-on-one-line.ts';
import { StruckText } from '#app/features/documents/ui/struck-text.tsx';
import { isRecord } from '../house-record/record-citation.ts';
import type { Citation } from './chat-contract.ts';
import { useSourcePath } from './use-source-path.ts';

/** The passages that an answer rests on; each opens its document at the page with the passage marked (F4). */
export function SourceCards({ citations, builder }: { citations: Citation[]; builder: string }) {
  const pathOf = useSourcePath();
  return (
    <ol aria-label={citations.length === 1 ? 'Source' : 'Sources'} className="grid gap-2">
      {citations.map((citation, index) => (
        <li key={`${citation.document_id}:${citation.page}:${index}`}>
          <Link
            to={pathOf(citation)}
            preventScrollReset
            state={{ from: 'answer' }}
            className={clsx(
              'group grid grid-cols-[auto_1fr_auto] items-start gap-x-3 rounded-control border border-hairline',
              'bg-paper px-3.5 py-3 no-underline transition-colors hover:border-gold',
            )}
          >
            <span
              aria-hidden
              className={clsx(
                'mt-0.5 grid size-5 place-items-center rounded-full border border-gold/60 bg-gold-wash text-xs',
                'font-semibold text-gold-ink tabular-nums',
              )}
            >
              {index + 1}
            </span>
            <span className="grid min-w-0 gap-1">
              <span className="flex flex-wrap items-baseline gap-x-2 leading-snug">
                <span dir="auto" className="font-semibold">
                  {citation.title}
                </span>
                <span className="text-sm text-ink-soft">{isRecord(citation) ? null : pageTitle(citation)}</span>
              </span>
              {citation.quote ? (
                <q
                  dir="auto"
                  className="line-clamp-3 font-serif text-[0.9375rem] leading-snug text-ink-soft [quotes:'“'_'”']"
                >
                  <StruckText text={quoteOnOneLine(citation.quote)} />
                </q>
              ) : null}
              {citation.gone ? (
                <span className="flex items-baseline gap-1.5 text-sm leading-snug font-medium text-amber">
                  <FileX aria-hidden className="size-4 shrink-0 translate-y-0.5" />
                  {builder} has taken this document away since this answer.
                </span>
              ) : null}
              {citation.recognised ? (
                <span className="flex items-baseline gap-1.5 text-sm leading-snug text-ink-soft">
                  <ScanText aria-hidden className="size-4 shrink-0 translate-y-0.5" />
                  Read from a scan: letters may be misread.
                </span>
              ) : null}
            </span>
            <ChevronRight
              aria-hidden
              className={clsx(
                'mt-0.5 size-5 text-edge transition-transform group-hover:translate-x-0.5 group-hover:text-gold-ink',
              )}
            />
          </Link>
        </li>
      ))}
    </ol>
  );
}

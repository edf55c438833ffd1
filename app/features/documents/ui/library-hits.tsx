import { Link } from '@remix-run/react';
import { pageTitle } from '../pages/page-name.ts';
import { markWords } from '../pages/found-words.ts';
import { StruckText } from './struck-text.tsx';
import { quoteOnOneLine } from '../pages/quote-on-one-line.ts';
import { viewerPath } from '../pages/viewer-path.ts';

export type LibraryHit = {
  document_id: string;
  title: string;
  page: number;
  last_page?: number | undefined;
  page_label?: string | undefined;
  quote: string;
  recognised?: boolean | undefined;
};

/** Passages that hold what was searched for; each opens its document at the page, with the passage marked. */
export function LibraryHits({ hits, words }: { hits: readonly LibraryHit[]; words: readonly string[] }) {
  return (
    <section aria-labelledby="found-in-text" className="mt-9 grid gap-3">
      <h2 id="found-in-text" className="font-serif text-xl font-semibold">
        In the text
      </h2>
      <ul className="grid gap-2">
        {hits.map((hit) => (
          <li key={`${hit.document_id}:${hit.page}:${hit.quote}`}>
            <Link
              to={viewerPath(hit.document_id, hit)}
              className={
                'grid gap-1 rounded-control border border-hairline bg-paper px-4 py-3 text-ink no-underline ' +
                'shadow-card transition-colors hover:border-gold'
              }
            >
              <span className="flex flex-wrap items-baseline gap-x-2 leading-snug">
                <span className="font-semibold">{hit.title}</span>
                <span className="text-sm text-ink-soft">
                  {pageTitle(hit)}
                  {hit.recognised ? ', read from a scan' : ''}
                </span>
              </span>
              <q className="line-clamp-3 font-serif text-[0.9375rem] leading-snug text-ink-soft [quotes:'“'_'”']">
                <StruckText
                  text={quoteOnOneLine(hit.quote)}
                  show={(part) =>
                    markWords(part, words).map(({ text, marked }, index) =>
                      marked ? (
                        <mark key={`${index}:${text}`} className="rounded-sm bg-gold-wash text-ink">
                          {text}
                        </mark>
                      ) : (
                        text
                      ),
                    )
                  }
                />
              </q>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { clsx } from 'clsx';
import { Quote } from 'lucide-react';

/** The passage that an answer rests on, and whether it could be marked. */
export function QuoteBanner({
  quote,
  page,
  shown,
  marked,
}: {
  quote: string;
  page: number;
  shown: number;
  marked: boolean | null;
}) {
  return (
    <aside
      aria-label="Quoted passage"
      className={clsx(
        'mx-auto grid w-full max-w-3xl grid-cols-[auto_1fr] gap-x-3 px-4 pt-4 text-[0.9375rem] leading-snug sm:px-6',
      )}
    >
      <Quote aria-hidden className="mt-0.5 size-4 text-gold-ink" />
      <div className="grid gap-1">
        <q className="line-clamp-3 font-serif text-ink [quotes:'“'_'”']">
          {quote.replaceAll(/\s*\n\s*/g, ' / ').replaceAll(/\s*\|\s*/g, ' · ')}
        </q>
        <output className="block text-sm text-ink-soft">
          {shown !== page
            ? `The answer quotes this from page ${page}.`
            : marked === null
              ? `On page ${page}`
              : marked
                ? `Marked on page ${page}`
                : `On page ${page}; it could not be marked in the picture of the page.`}
        </output>
      </div>
    </aside>
  );
}

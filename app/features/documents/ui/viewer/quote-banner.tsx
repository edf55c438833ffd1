import { clsx } from 'clsx';
import { Quote } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { pageName } from '../../pages/page-name.ts';
import { quoteOnOneLine } from '../../pages/quote-on-one-line.ts';
import type { Quoted } from '../../pages/viewer-path.ts';
import type { QuoteFound } from './find-quote.ts';

type QuoteBannerProps = {
  quoted: Quoted;
  /** What is printed as the number of a page, where that differs. */
  labels: Record<number, string>;
  shown: number;
  /** How much of it is marked on the shown page; null while that is not known. */
  marked: QuoteFound | null;
  /** Was the shown page's text recognised in a scan? */
  scanned: boolean;
  onPage: (page: number) => void;
  onAskAgain?: (() => void) | undefined;
};

/** The passage that an answer rests on, whether it could be marked, and the way to the rest of it. */
export function QuoteBanner(props: QuoteBannerProps) {
  const { quoted, labels, shown, marked, onPage, onAskAgain } = props;
  const { text, from, to } = quoted;
  const name = (page: number) => pageName({ page, page_label: labels[page] });
  const other = shown === from && to !== from ? to : shown === from ? undefined : from;
  const away = shown < from || shown > to;
  const said = saidOf(quoted, name(shown), props);
  return (
    <aside
      aria-label="Quoted passage"
      className={clsx(
        'mx-auto grid w-full max-w-3xl grid-cols-[auto_1fr] gap-x-3 px-4 pt-4 text-[0.9375rem] leading-snug sm:px-6',
      )}
    >
      <Quote aria-hidden className="mt-0.5 size-4 text-gold-ink" />
      <div className="grid gap-1">
        <q dir="auto" className="line-clamp-3 font-serif text-ink [quotes:'“'_'”']">
          {quoteOnOneLine(text)}
        </q>
        <div className="flex flex-wrap items-center gap-x-3">
          <Settling
            said={
              away ? `The answer quotes this from ${name(from)}.` : marked === null ? `On ${name(shown)}` : said[marked]
            }
            may={away ? [] : [said.none, said.part, said.whole]}
          />
          {quoted.changed && onAskAgain && !away && (marked === 'none' || marked === 'part') ? (
            <Button size="small" onClick={onAskAgain}>
              Ask again
            </Button>
          ) : null}
          {other === undefined ? null : (
            <Button variant="quiet" size="small" onClick={() => onPage(other)}>
              Go to {name(other)}
            </Button>
          )}
        </div>
      </div>
    </aside>
  );
}

/** What is said of a quote's page, by how much of the quote is marked there. */
function saidOf(
  { from, to, cut, changed }: Quoted,
  page: string,
  { shown, scanned }: Pick<QuoteBannerProps, 'shown' | 'scanned'>,
): Record<QuoteFound, string> {
  const scan = scanned ? '. The page is a scan: letters may be misread.' : '';
  const overleaf =
    to === from ? '' : shown === from ? '; it goes on to the next page' : '; it begins on the page before';
  const whole = cut ? `Only its beginning is marked on ${page}` : `Marked on ${page}`;
  if (changed)
    return {
      none: 'This document has changed since this answer: what was quoted no longer stands in it.',
      part: `This document has changed since this answer: only a part of the quote still stands on ${page}.`,
      whole: whole + overleaf + scan,
    };
  return {
    none: `On ${page}; it could not be marked there.`,
    part: `Only a part of it could be marked on ${page}${overleaf}${scan}`,
    whole: whole + overleaf + scan,
  };
}

type OverleafProps = {
  quoted: Quoted | null;
  labels: Record<number, string>;
  shown: number;
  onPage: (page: number) => void;
};

/** The way to the rest of a passage from where the page cuts it, which is far from what is said above the page. */
export function Overleaf({ quoted, labels, shown, onPage }: OverleafProps) {
  if (!quoted || quoted.to === quoted.from || (shown !== quoted.from && shown !== quoted.to)) return null;
  const other = shown === quoted.from ? quoted.to : quoted.from;
  return (
    <p className="mt-3 flex flex-wrap items-center justify-center gap-x-2 text-sm text-ink-soft">
      {other > shown ? 'The quoted passage goes on on the next page.' : 'The quoted passage begins on the page before.'}
      <Button variant="quiet" size="small" onClick={() => onPage(other)}>
        {other > shown ? 'Go on to' : 'Go back to'} {pageName({ page: other, page_label: labels[other] })}
      </Button>
    </p>
  );
}

/** What is said once the page is drawn, in room for whatever may be said, so that the page does not move then. */
function Settling({ said, may }: { said: string; may: readonly string[] }) {
  return (
    <span className="grid text-sm text-ink-soft *:col-start-1 *:row-start-1">
      {may.map((text) => (
        <span key={text} aria-hidden className="invisible">
          {text}
        </span>
      ))}
      <output className="block">{said}</output>
    </span>
  );
}

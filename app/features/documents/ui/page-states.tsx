import { clsx } from 'clsx';
import type { TextlessRange } from '../list-textless-pages.server.ts';

/** Segments of the picture; beyond that a page is thinner than a line. */
const MOST = 400;

/** Which pages have text to search: in words for everybody, as a strip for the eye. */
export function PageStates({ pages, ranges }: { pages: number | null; ranges: TextlessRange[] }) {
  if (!pages) return null;
  const stateOf = (page: number) => ranges.find((range) => page >= range.from && page <= range.to)?.state;
  const without = ranges.reduce((sum, range) => sum + range.to - range.from + 1, 0);
  return (
    <section aria-labelledby="page-states" className="mt-5 border-t border-hairline pt-4">
      <h3 id="page-states" className="font-semibold">
        Text of its pages
      </h3>
      <p className="text-sm text-ink-soft">
        {pages - without} of {pages} {pages === 1 ? 'page has' : 'pages have'} text that owners can ask about.
      </p>
      {pages <= MOST ? (
        <div aria-hidden className="mt-3 flex flex-wrap gap-0.5">
          {Array.from({ length: pages }, (_, index) => {
            const state = stateOf(index + 1);
            return (
              <span
                key={index}
                title={
                  `Page ${index + 1}: ` +
                  `${state === undefined ? 'text' : state === 'empty' ? 'no text' : 'could not be read'}`
                }
                className={clsx(
                  'h-3.5 w-2 rounded-[2px]',
                  state === undefined ? 'bg-green/45' : state === 'empty' ? 'bg-amber' : 'bg-red',
                )}
              />
            );
          })}
        </div>
      ) : null}
      {ranges.length > 0 ? (
        <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
          <Pages label="No text" mark="bg-amber" ranges={ranges.filter((range) => range.state === 'empty')} />
          <Pages label="Could not be read" mark="bg-red" ranges={ranges.filter((range) => range.state === 'failed')} />
        </dl>
      ) : null}
    </section>
  );
}

function Pages({ label, mark, ranges }: { label: string; mark: string; ranges: TextlessRange[] }) {
  if (ranges.length === 0) return null;
  return (
    <>
      <dt className="flex items-center gap-2 text-ink-soft">
        <span aria-hidden className={clsx('h-3.5 w-2 rounded-[2px]', mark)} />
        {label}
      </dt>
      <dd className="tabular-nums">
        {ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')}
      </dd>
    </>
  );
}

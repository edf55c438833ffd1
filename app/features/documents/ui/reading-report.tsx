import { clsx } from 'clsx';
import { ScanEye } from 'lucide-react';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { previewPath } from '../pages/preview-path.ts';
import { issuesOf, type Issue, type PageRange, type UnreadPage } from '../pages/unread-pages.ts';

/** Segments of the picture: fewer say nothing, and beyond these a page is thinner than a line. */
const [FEWEST, MOST] = [5, 400];
/** Places named of one issue; the preview leads through the others. */
const MOST_PLACES = 30;

const MARKS = { negative: 'bg-red', caution: 'bg-amber', note: 'bg-edge/50' } as const;

type ReadingReportProps = { document: { id: string; version: number; pages: number | null }; unread: UnreadPage[] };

/**
 * What could not be read, by page, and what to do about it; each page leads to its preview. In words for everybody, as
 * a strip for the eye.
 */
export function ReadingReport({ document, unread }: ReadingReportProps) {
  const { pages } = document;
  if (!pages) return null;
  const issues = issuesOf(unread);
  const without = unread.filter(
    ({ hasText, error, role, waits }) => !hasText || waits || error !== null || role !== null,
  ).length;
  const todo = issues.filter(({ tone }) => tone !== 'note');
  return (
    <section aria-labelledby="reading-report" className="mt-5 grid gap-4 border-t border-hairline pt-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div>
          <h3 id="reading-report" className="font-semibold">
            How it was read
          </h3>
          <p className="text-sm text-ink-soft">
            {pages - without} of {pages} {pages === 1 ? 'page has' : 'pages have'} text that owners can ask about.
            {todo.length === 0 ? ' Nothing was missed that we know of.' : ''}
          </p>
        </div>
        <LinkButton to={previewPath(document.id, { page: 1, version: document.version })} icon={ScanEye} size="small">
          Compare page by page
        </LinkButton>
      </div>
      {pages >= FEWEST && pages <= MOST ? <Strip pages={pages} issues={issues} /> : null}
      {issues.length > 0 ? (
        <ul aria-label="What to know about its pages" className="grid gap-4">
          {issues.map((issue) => (
            <li key={issue.key} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5">
              <span aria-hidden className={clsx('mt-1 h-3.5 w-2 rounded-[2px]', MARKS[issue.tone])} />
              <div className="grid gap-0.5">
                <p className={issue.tone === 'note' ? '' : 'font-semibold'}>{issue.title}</p>
                <p className="text-sm text-ink-soft">{issue.advice}</p>
                <Places document={document} ranges={issue.pages} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function Places({ document, ranges }: { document: ReadingReportProps['document']; ranges: PageRange[] }) {
  const one = ranges.length === 1 && ranges[0]!.from === ranges[0]!.to;
  return (
    <p className="flex flex-wrap gap-x-2 text-sm tabular-nums">
      <span className="text-ink-soft">{one ? 'Page' : 'Pages'}</span>
      {ranges.slice(0, MOST_PLACES).map(({ from, to }) => (
        <TextLink
          key={from}
          to={previewPath(document.id, { page: from, version: document.version })}
          className="inline-block min-w-6 py-0.5 text-center"
        >
          <span className="sr-only">{from === to ? 'Page ' : 'From page '}</span>
          {from === to ? from : `${from}–${to}`}
        </TextLink>
      ))}
      {ranges.length > MOST_PLACES ? (
        <span className="text-ink-soft">and {ranges.length - MOST_PLACES} more places</span>
      ) : null}
    </p>
  );
}

/** One segment a page, in the colour of what weighs most. */
function Strip({ pages, issues }: { pages: number; issues: Issue[] }) {
  const markOf = (page: number) =>
    issues.find(({ tone, pages: on }) => tone !== 'note' && on.some(({ from, to }) => from <= page && page <= to));
  return (
    <div aria-hidden className="flex flex-wrap gap-0.5">
      {Array.from({ length: pages }, (_, index) => {
        const issue = markOf(index + 1);
        return (
          <span
            key={index}
            title={`Page ${index + 1}: ${issue?.title ?? 'read'}`}
            className={clsx('h-3.5 w-2 rounded-[2px]', issue ? MARKS[issue.tone] : 'bg-green/45')}
          />
        );
      })}
    </div>
  );
}

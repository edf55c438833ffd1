import { Link } from '@remix-run/react';
import { clsx } from 'clsx';
import { TriangleAlert } from 'lucide-react';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { Status } from '#app/ui/status.tsx';
import type { DocumentDetails } from '../describe-document.ts';
import { saysScansWait } from '../pages/scans-wait.ts';
import { wouldBeLost } from './would-be-lost.ts';
import { isOpen } from './watch-documents.ts';

type Shown = Pick<
  DocumentDetails,
  | 'title'
  | 'status'
  | 'progress'
  | 'reason'
  | 'warnings'
  | 'version'
  | 'live_version'
  | 'recognition'
  | 'choice_needed'
  | 'looks_like'
  | 'lost_answers'
>;

const LABELS = { queued: 'Waiting', processing: 'Reading', ready: 'Ready', failed: 'Failed' } as const;

/**
 * The state of a document's newest version: a badge, a bar while it is being read, why it failed, and what owners read
 * meanwhile.
 */
export function DocumentStatus({
  document,
  brief = false,
  inCell = false,
  choiceAt,
}: {
  document: Shown;
  brief?: boolean;
  /** In a table, whose cards on a phone keep values to the right. */ inCell?: boolean;
  /** Where it is chosen what the document is, for a link there. */
  choiceAt?: string;
}) {
  const {
    status,
    progress,
    reason,
    warnings,
    version,
    live_version: live,
    recognition,
    choice_needed: undecided,
    lost_answers: lost,
  } = document;
  const told = recognition || status === 'failed' ? warnings.filter((warning) => !saysScansWait(warning)) : warnings;
  return (
    <div
      className={clsx(
        'grid min-w-0 justify-items-start gap-1.5 text-left',
        // On a phone, beside its label: the words run on as words do.
        inCell && '@max-2xl:justify-items-start @max-2xl:text-left',
      )}
    >
      {undecided ? (
        <Undecided title={document.title} choiceAt={choiceAt} />
      ) : lost !== null ? (
        <Status status="undecided" label="Held" />
      ) : (
        <Status
          status={status}
          // Of scans the pages are counted below.
          label={status === 'processing' && !recognition ? `${LABELS.processing} ${progress} %` : LABELS[status]}
        />
      )}
      {undecided && brief ? (
        <p className="max-w-prose text-sm leading-snug text-ink-soft">
          {document.looks_like ? `Looks like “${document.looks_like.title}”. ` : ''}Owners cannot see it yet.
        </p>
      ) : null}
      {lost !== null ? (
        <p className="max-w-prose text-sm leading-snug text-ink-soft">
          Held: {wouldBeLost(lost)}. {live === version ? 'Owners still read what was there before.' : null}
          {live !== null && live !== version ? `Owners still read version ${live}.` : null}
        </p>
      ) : null}
      {isOpen(document) ? (
        <ProgressBar value={progress} label={`Reading ${document.title}`} hideLabel className="w-40 max-w-full" />
      ) : null}
      {recognition ? <Scans {...recognition} /> : null}
      {status === 'failed' && reason ? <p className="max-w-prose text-sm leading-snug text-red">{reason}</p> : null}
      {status !== 'ready' && live !== null && live !== version ? (
        <p className="text-sm leading-snug text-ink-soft">Owners still read version {live}.</p>
      ) : null}
      {status === 'failed' && live === version ? (
        <p className="text-sm leading-snug text-ink-soft">Owners still read what was there before.</p>
      ) : null}
      {told.map((warning) => (
        <p key={warning} className="flex max-w-prose items-start gap-1.5 text-sm leading-snug text-amber">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className={brief ? 'line-clamp-2' : undefined}>{brief ? firstSentence(warning) : warning}</span>
        </p>
      ))}
    </div>
  );
}

function Undecided({ title, choiceAt }: { title: string; choiceAt: string | undefined }) {
  if (choiceAt === undefined) return <Status status="undecided" />;
  return (
    <Link to={choiceAt} className="rounded-full [&>span:first-child]:underline [&>span:first-child]:underline-offset-2">
      <Status status="undecided" />
      <span className="sr-only">: {title}</span>
    </Link>
  );
}

/** How far the recognition of scanned pages is; told aloud at every tenth of them, not with each page. */
function Scans({ pages, done }: { pages: number; done: number }) {
  const told = Math.floor((Math.floor((done * 10) / pages) * pages) / 10);
  const sentence = (count: number) => `Reading scanned pages: ${count} of ${pages}`;
  return (
    <p className="text-sm leading-snug text-ink-soft tabular-nums">
      <span aria-hidden>{sentence(done)}</span>
      <span aria-live="polite" className="sr-only">
        {sentence(told)}
      </span>
    </p>
  );
}

/**
 * "12 of 40 pages have no text (pages 3, 4 …)." without the list of pages and the advice, which the document's own page
 * shows.
 */
function firstSentence(warning: string): string {
  return `${warning
    .split('(', 1)[0]
    ?.trimEnd()
    .replace(/\.(\s.*)?$/s, '')}.`;
}

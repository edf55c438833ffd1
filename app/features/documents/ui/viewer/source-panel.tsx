import { useLocation, useNavigate, useSearchParams } from '@remix-run/react';
import { ArrowLeft, FileX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import type { ShownDocument } from '../../pages/read-document-at.server.ts';
import { DocumentViewer } from './document-viewer.tsx';
import { viewerKind } from './pages-at-hand.ts';

/** Parameters of an address that open a source; without them it is the page beneath. */
const OWN = ['source', 'page', 'to', 'quote', 'quoted', 'answer', 'cite'];

/** The address of the page without the source over it. */
export function withoutSource(search: URLSearchParams): string {
  const rest = new URLSearchParams(search);
  for (const name of OWN) rest.delete(name);
  return rest.size > 0 ? `?${rest}` : '';
}

type SourcePanelProps = {
  /** Null for a document that was taken away since it was cited. */
  document: ShownDocument | null;
  /** What it was called. */
  title: string;
  builder: string;
  /** Asks anew what the answer was asked; absent where that is not known. */
  onAskAgain?: (() => void) | undefined;
};

/**
 * A cited document beside the chat on wide screens, over it on others (F4). The chat stays as it is beneath, so that
 * Back leads to the very line. Escape closes it.
 */
export function SourcePanel({ document: shown, title, builder, onAskAgain }: SourcePanelProps) {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { state } = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  const fromAnswer = typeof state === 'object' && state !== null && 'from' in state && state.from === 'answer';
  const close = () => {
    // From an answer the way back is Back: the history has no second copy of the chat then.
    if (fromAnswer) void navigate(-1);
    else void navigate(`/home${withoutSource(search)}`, { replace: true, preventScrollReset: true });
  };
  const askAgain = onAskAgain
    ? () => {
        close();
        onAskAgain();
      }
    : undefined;
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <section
      aria-label={`Source: ${title}`}
      data-viewer={shown ? viewerKind(shown) : undefined}
      className={
        'fixed inset-0 z-30 flex flex-col overflow-clip bg-ivory ' +
        'lg:static lg:z-auto lg:w-[54%] lg:max-w-[56rem] lg:shrink-0 lg:border-l lg:border-hairline'
      }
    >
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-2 py-2 sm:px-4">
        <Button variant="quiet" icon={ArrowLeft} onClick={close}>
          Back to the answer
        </Button>
        <h2
          ref={heading}
          tabIndex={-1}
          className={
            'min-w-0 flex-1 font-serif text-xl leading-snug font-semibold outline-none max-sm:basis-full max-sm:px-2'
          }
        >
          {title}
        </h2>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-[max(2rem,env(safe-area-inset-bottom))]">
        {shown ? (
          <DocumentViewer document={shown} onAskAgain={askAgain} />
        ) : (
          <Gone builder={builder} onAskAgain={askAgain} />
        )}
      </div>
    </section>
  );
}

/** In the place of a document that its house reads no more. */
function Gone({ builder, onAskAgain }: Pick<SourcePanelProps, 'builder' | 'onAskAgain'>) {
  return (
    <EmptyState
      icon={FileX}
      title={`${builder} has taken this document away since this answer`}
      action={onAskAgain ? <Button onClick={onAskAgain}>Ask again</Button> : undefined}
    >
      What the answer quotes from it may no longer hold. Ask again, and the answer comes from the documents that you
      have now.
    </EmptyState>
  );
}

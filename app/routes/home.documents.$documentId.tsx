import { clsx } from 'clsx';
import type { MetaFunction } from '@remix-run/node';
import {
  useLoaderData,
  useLocation,
  useNavigate,
  useSearchParams,
  type ShouldRevalidateFunction,
} from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import { useCallback, useState } from 'react';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { readPage } from '#app/features/documents/read-page.server.ts';
import { readPlaces } from '#app/features/documents/read-places.server.ts';
import { PdfViewer } from '#app/features/documents/ui/viewer/pdf-viewer.tsx';
import { TextViewer } from '#app/features/documents/ui/viewer/text-viewer.tsx';
import { readViewerPlace } from '#app/features/documents/viewer-path.ts';
import { page } from '#app/features/identity/page.server.ts';
import { Button } from '#app/ui/button.tsx';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

const route = page('routes/home.documents.$documentId');

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? 'Document'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope, params }) => {
  const { page, quoted } = readViewerPlace(new URL(request.url).searchParams);
  const read = async () => {
    const document = await getDocument(scope, params.documentId);
    const { id, title, pages, kind } = document;
    const places = await readPlaces(scope, document, kind === 'pdf' && quoted ? [quoted.from, quoted.to] : []);
    if (kind === 'pdf') return { id, title, pages, ...places, text: null };
    const { text: content = '', headings = [] } = (await readPage(scope, document, page)) ?? {};
    return { id, title, pages, ...places, text: { page, content, headings } };
  };
  return withScope(scope, read, { readOnly: true });
});

/** All pages of a PDF are here already, as the viewer on screen shows; other documents are read page by page. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentParams,
  nextParams,
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}) =>
  currentParams.documentId === nextParams.documentId &&
  currentUrl.pathname === nextUrl.pathname &&
  document.querySelector('[data-viewer="pdf"]')
    ? false
    : defaultShouldRevalidate;

export default function HomeDocument() {
  const { id, title, pages, text, labels, recognised } = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  const { page: addressed, quoted } = readViewerPlace(search);
  const quotedPage = quoted?.from;
  const location = useLocation();
  // The page turns at once; the address follows, and leads where a link or Back wants.
  const [turned, setTurned] = useState<{ from: number; to: number } | null>(null);
  const page = turned?.from === addressed ? turned.to : addressed;
  const onPage = useCallback(
    (to: number) => {
      setTurned({ from: addressed, to });
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          // The quote keeps its own page while the reader turns others.
          if (quotedPage !== undefined) after.set('quoted', String(quotedPage));
          after.set('page', String(to));
          return after;
        },
        { replace: true, preventScrollReset: true, state: location.state },
      );
    },
    [setSearch, location.state, quotedPage, addressed],
  );
  return (
    <div data-viewer={text === null ? 'pdf' : 'text'} className="pb-[max(2rem,env(safe-area-inset-bottom))]">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-3 gap-y-1 px-2 py-3 sm:px-4">
        <BackLink />
        <h1
          className={clsx(
            'min-w-0 flex-1 font-serif text-xl leading-snug font-semibold max-sm:basis-full max-sm:px-2 sm:text-2xl',
          )}
        >
          {title}
        </h1>
      </div>
      {text === null ? (
        <PdfViewer
          documentId={id}
          title={title}
          pages={pages}
          page={page}
          onPage={onPage}
          {...{ quoted, labels, recognised }}
        />
      ) : (
        <TextViewer
          documentId={id}
          title={title}
          pages={pages}
          page={text.page}
          text={text.content}
          headings={text.headings}
          onPage={onPage}
          {...{ quoted, labels }}
        />
      )}
    </div>
  );
}

/** From an answer the way back leads to that answer; else to the list. */
function BackLink() {
  const { state } = useLocation();
  const navigate = useNavigate();
  if (typeof state === 'object' && state !== null && 'from' in state && state.from === 'answer') {
    return (
      <Button variant="quiet" icon={ArrowLeft} onClick={() => void navigate(-1)}>
        Back to the answer
      </Button>
    );
  }
  return (
    <LinkButton to="/home/documents" variant="quiet" icon={ArrowLeft}>
      All documents
    </LinkButton>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/home/documents', label: 'All documents' }} />;
}

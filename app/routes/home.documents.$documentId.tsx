import { clsx } from 'clsx';
import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import { readDocumentAt } from '#app/features/documents/pages/read-document-at.server.ts';
import { confirmRead, listMustRead } from '#app/features/documents/must-read.server.ts';
import { ReadReceipt } from '#app/features/documents/ui/must-read.tsx';
import { useHome } from '#app/features/homes/ui/use-home.ts';
import { withScope } from '#db/scope.ts';
import { DocumentViewer } from '#app/features/documents/ui/viewer/document-viewer.tsx';
import { arePagesAtHand, viewerKind } from '#app/features/documents/ui/viewer/pages-at-hand.ts';
import { page } from '#app/features/identity/page.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

const route = page('routes/home.documents.$documentId');

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.document.title ?? 'Document'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ request, scope, params }) =>
  withScope(
    scope,
    async () => {
      const document = await readDocumentAt(scope, params.documentId, new URL(request.url).searchParams);
      const mustRead = await listMustRead(scope);
      return { document, receipt: mustRead.find(({ id }) => id === document.id) ?? null };
    },
    { readOnly: true },
  ),
);

/** The owner's word that they have read the document. */
export const action = route.action(async ({ scope, params }) => {
  await confirmRead(scope, params.documentId);
  return redirect(`/home/documents/${params.documentId}`, 303);
});

/** Of a document that stays open only the pages that are not here yet are asked for. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentParams,
  nextParams,
  currentUrl,
  nextUrl,
  formMethod,
  defaultShouldRevalidate,
}) =>
  !formMethod &&
  currentParams.documentId === nextParams.documentId &&
  currentUrl.pathname === nextUrl.pathname &&
  arePagesAtHand()
    ? false
    : defaultShouldRevalidate;

export default function HomeDocument() {
  const { document, receipt } = useLoaderData<typeof loader>();
  const { tenant } = useHome();
  return (
    <div data-viewer={viewerKind(document)} className="pb-[max(2rem,env(safe-area-inset-bottom))]">
      <div className="mx-auto flex max-w-5xl flex-wrap items-center gap-x-3 gap-y-1 px-2 py-3 sm:px-4">
        <LinkButton to="/home/documents" variant="quiet" icon={ArrowLeft}>
          All documents
        </LinkButton>
        <h1
          className={clsx(
            'min-w-0 flex-1 font-serif text-xl leading-snug font-semibold max-sm:basis-full max-sm:px-2 sm:text-2xl',
          )}
        >
          {document.title}
        </h1>
      </div>
      {receipt ? <ReadReceipt document={receipt} builder={tenant.name} /> : null}
      <DocumentViewer document={document} />
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/home/documents', label: 'All documents' }} />;
}

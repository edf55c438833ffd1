import type { MetaFunction } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { FolderOpen, MessageCircle, SearchX } from 'lucide-react';
import { keepDraft } from '#app/features/assistant/ui/question-draft.ts';
import { describeToOwner } from '#app/features/documents/describe-document.ts';
import { countLibrary } from '#app/features/documents/count-library.server.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { documentQuerySchema } from '#app/features/documents/schema.ts';
import { LibraryCategories, LibraryList, LibrarySearch } from '#app/features/documents/ui/library.tsx';
import { homeAmong, useHome } from '#app/features/homes/ui/use-home.ts';
import { page } from '#app/features/identity/page.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';

const route = page('routes/home.documents._index');

/** A house has some twenty documents; a page this long shows them all under their headings (B1). */
const PAGE = 100;

export const meta: MetaFunction = ({ matches }) => [
  { title: `Documents of ${homeAmong(matches)?.house.label ?? 'your house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  const { cursor, category = '', q = '' } = readQuery(request, documentQuerySchema);
  const query = { limit: PAGE, cursor, category: category || undefined, q: q || undefined };
  const read = async () => ({ page: await listDocuments(scope, query), categories: await countLibrary(scope) });
  const { page, categories } = await withScope(scope, read, { readOnly: true });
  return { items: page.items.map(describeToOwner), nextCursor: page.next_cursor, categories, category, q };
});

export default function HomeDocuments() {
  const { items, nextCursor, categories, category, q } = useLoaderData<typeof loader>();
  const { house } = useHome();
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-8 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6 sm:pt-10">
      <PageHeader title="Documents" description={`All that was handed over with ${house.label}.`} />
      <div className="mb-8 grid gap-4">
        <LibrarySearch q={q} category={category} />
        <LibraryCategories categories={categories} category={category} q={q} />
      </div>
      <output className="sr-only">
        {items.length === 0
          ? 'No document found'
          : `${items.length}${nextCursor ? ' or more' : ''} ${items.length === 1 ? 'document' : 'documents'}`}
      </output>
      {items.length > 0 ? (
        <LibraryList items={items} />
      ) : q || category ? (
        <NothingFound q={q} houseId={house.id} />
      ) : (
        <NothingYet />
      )}
      <Pagination nextCursor={nextCursor} label="More documents" />
    </div>
  );
}

/** The list knows titles only; the assistant knows what stands in the documents. */
function NothingFound({ q, houseId }: { q: string; houseId: string }) {
  const navigate = useNavigate();
  const ask = () => {
    keepDraft(houseId, { text: q });
    void navigate('/home');
  };
  return (
    <EmptyState
      icon={SearchX}
      title={q ? `No title has “${q}” in it` : 'No document in this category'}
      action={
        q ? (
          <Button icon={MessageCircle} onClick={ask}>
            Ask your house instead
          </Button>
        ) : (
          <LinkButton to="/home/documents">Show all documents</LinkButton>
        )
      }
    >
      {q ? 'This search looks at titles. Ask your house, and it looks inside every document.' : null}
    </EmptyState>
  );
}

function NothingYet() {
  return (
    <EmptyState icon={FolderOpen} title="No documents yet">
      Your builder has not handed any over. They appear here as soon as they do.
    </EmptyState>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

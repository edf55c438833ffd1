import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { FolderOpen, MessageCircle, SearchX } from 'lucide-react';
import { keepDraft } from '#app/features/assistant/ui/question-draft.ts';
import { countUnsearchable } from '#app/features/documents/count-unsearchable.server.ts';
import { holdsWords, searchWords } from '#app/features/documents/pages/found-words.ts';
import { listMustRead } from '#app/features/documents/must-read.server.ts';
import { searchDocuments } from '#app/features/retrieval/search-documents.server.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import { describeToOwner } from '#app/features/documents/describe-document.ts';
import { countLibrary } from '#app/features/documents/count-library.server.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { documentQuerySchema } from '#app/features/documents/schema.ts';
import { LibraryHits } from '#app/features/documents/ui/library-hits.tsx';
import { LibraryCategories, LibraryList, LibrarySearch, RecentlyAdded } from '#app/features/documents/ui/library.tsx';
import { MustReadList } from '#app/features/documents/ui/must-read.tsx';
import { newnessOf } from '#app/features/documents/what-is-new.ts';
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
/** Passages that a search shows. */
const HITS = 12;

export const meta: MetaFunction = ({ matches }) => [
  { title: `Documents of ${homeAmong(matches)?.house.label ?? 'your house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope, session }) => {
  const { cursor, category = '', q = '' } = readQuery(request, documentQuerySchema);
  const query = { limit: PAGE, cursor, category: category || undefined, q: q || undefined };
  const words = searchWords(q);
  const read = async () => {
    const page = await listDocuments(scope, query);
    const unsearchable = await countUnsearchable(
      scope,
      page.items.map(({ id }) => id),
    );
    return { page, unsearchable, categories: await countLibrary(scope), mustRead: await listMustRead(scope) };
  };
  const { page, unsearchable, categories, mustRead } = await withScope(scope, read, { readOnly: true });
  // A page past the end, of documents that are gone since: the address becomes that of what is shown.
  if (cursor && page.items.length === 0) throw redirect(listPath({ category, q }));
  const isNew = newnessOf(page.items, new Date());
  const items = page.items.map((item) => ({
    ...describeToOwner(item),
    newness: isNew(item),
    unsearchable: unsearchable[item.id] ?? 0,
  }));
  const hits = words.length > 0 && !cursor ? await findInText() : [];
  return { items, nextCursor: page.next_cursor, categories, category, q, words, hits, mustRead };

  async function findInText() {
    await consume('search', scope.houseId);
    const found = await searchDocuments(scope, { q, limit: HITS }, request.signal, {
      libraryVersion: session.libraryVersion,
    });
    return found.filter(({ quote }) => holdsWords(quote, words)).map(({ score: _score, url: _url, ...hit }) => hit);
  }
});

function listPath(filter: { category: string; q: string }): string {
  const search = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  return `/home/documents${search.size > 0 ? `?${search}` : ''}`;
}

export default function HomeDocuments() {
  const { items, nextCursor, categories, category, q, words, hits, mustRead } = useLoaderData<typeof loader>();
  const { house, tenant } = useHome();
  const recent = q || category ? [] : items.filter(({ newness }) => newness !== null);
  return (
    <div className="mx-auto w-full max-w-5xl px-4 pt-8 pb-[max(3rem,env(safe-area-inset-bottom))] sm:px-6 sm:pt-10">
      <PageHeader title="Documents" description={`All that was handed over with ${house.label}.`} />
      <MustReadList documents={mustRead} builder={tenant.name} />
      <div className="mb-8 grid gap-4">
        <LibrarySearch q={q} category={category} />
        <LibraryCategories categories={categories} category={category} q={q} />
      </div>
      <output className="sr-only">
        {items.length === 0
          ? 'No document found'
          : `${items.length}${nextCursor ? ' or more' : ''} ${items.length === 1 ? 'document' : 'documents'}`}
        {hits.length > 0 ? `, ${hits.length} ${hits.length === 1 ? 'passage' : 'passages'} in the text` : ''}
      </output>
      {recent.length > 0 ? <RecentlyAdded items={recent} /> : null}
      {items.length > 0 ? (
        <LibraryList items={items} />
      ) : hits.length > 0 ? (
        <p className="text-ink-soft">No title has “{q}” in it.</p>
      ) : q || category ? (
        <NothingFound q={q} houseId={house.id} />
      ) : (
        <NothingYet />
      )}
      {hits.length > 0 ? <LibraryHits hits={hits} words={words} /> : null}
      <Pagination nextCursor={nextCursor} label="More documents" />
    </div>
  );
}

/** The search looks for words; the assistant understands a question. */
function NothingFound({ q, houseId }: { q: string; houseId: string }) {
  const navigate = useNavigate();
  const ask = () => {
    keepDraft(houseId, { text: q });
    void navigate('/home');
  };
  return (
    <EmptyState
      icon={SearchX}
      title={q ? `Nothing has “${q}” in it` : 'No document in this category'}
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
      {q ? 'This search looks for the very words. Ask your house, and it looks for what you mean.' : null}
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

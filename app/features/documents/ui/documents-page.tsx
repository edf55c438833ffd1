import { useRevalidator, useSearchParams } from '@remix-run/react';
import { FileText, Upload, X } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { Alert } from '#app/ui/alert.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import type { DocumentDetails } from '../describe-document.ts';
import { ChoiceDone } from './choice-done.tsx';
import { DocumentFilters } from './document-filters.tsx';
import { DocumentTable } from './document-table.tsx';
import { LeaveGuard } from './upload/leave-guard.tsx';
import { sayEnded } from './say-ended.ts';
import { UploadPanel } from './upload/upload-panel.tsx';
import { useDocumentWatch } from './use-document-watch.ts';
import { useUploads } from './upload/use-uploads.ts';

type DocumentsPageProps = {
  page: { items: DocumentDetails[]; next_cursor: string | null };
  developments: { id: string; name: string; houseTypes: { code: string; name: string }[] }[];
  categories: string[];
};

/** The builder's documents: upload, filter, and follow how each is read (G3). */
export function DocumentsPage({ page, developments, categories }: DocumentsPageProps) {
  const [params] = useSearchParams();
  const mayManage = useCan('document:manage');
  const revalidator = useRevalidator();
  const [news, setNews] = useState('');
  const { latest, isGone, follow, stalled } = useDocumentWatch({
    documents: page.items,
    onEnded(document) {
      if (document) setNews(sayEnded(document));
      revalidator.revalidate();
    },
  });
  const uploads = useUploads({
    url: '/api/documents',
    onAccepted(documentId) {
      follow(documentId);
      revalidator.revalidate();
    },
  });
  const filtered = useFiltered(['q', 'category', 'status', 'house_type', 'cursor']);
  const nothingYet = page.items.length === 0 && !filtered;
  const panelOpen = mayManage && (params.has('upload') || nothingYet || uploads.uploads.length > 0);
  const houseTypes = [
    ...new Set(developments.flatMap((development) => development.houseTypes.map((type) => type.code))),
  ].sort();
  const documents = page.items.map((document) => latest(document.id) ?? document);

  return (
    <>
      <PageHeader
        title="Documents"
        description="What owners can open and ask about. Each house sees only what is meant for its type."
        actions={
          panelOpen || !mayManage ? null : (
            <LinkButton to={withUpload(params)} variant="primary" icon={Upload} preventScrollReset>
              Upload documents
            </LinkButton>
          )
        }
      />
      <p role="status" className="sr-only">
        {news}
      </p>
      {params.has('cursor') ? null : <ChoiceDone done={params.get('done')} />}
      {developments.length === 0 ? (
        <Alert tone="caution" title="There is no development yet" className="mb-6">
          Ask the platform team to set up your development and its house types; then documents can be uploaded here.
        </Alert>
      ) : panelOpen ? (
        <UploadPanel
          developments={developments}
          categories={categories}
          uploads={uploads}
          latest={latest}
          isGone={isGone}
          close={
            uploads.uploads.length === 0 && !nothingYet ? (
              <LinkButton to={withoutUpload(params)} variant="quiet" size="small" icon={X} preventScrollReset>
                Close
              </LinkButton>
            ) : null
          }
        />
      ) : null}
      <LeaveGuard busy={uploads.busy} />
      {stalled ? (
        <Alert tone="caution" title="This has been waiting for a while" className="mb-4">
          Reload the page to see how far it is. If it still waits then, tell the platform team.
        </Alert>
      ) : null}
      {nothingYet ? null : <DocumentFilters categories={categories} houseTypes={houseTypes} />}
      <DocumentTable documents={documents} empty={<NoDocument filtered={filtered} mayManage={mayManage} />} />
      <Pagination nextCursor={page.next_cursor} label="Pages of documents" count={page.items.length} />
    </>
  );
}

function NoDocument({ filtered, mayManage }: { filtered: boolean; mayManage: boolean }) {
  return filtered ? (
    <NothingFits title="Nothing fits these filters" things="documents" to="/developer/documents">
      Try other words, or take a filter away.
    </NothingFits>
  ) : (
    <EmptyState icon={FileText} title="No documents yet">
      {mayManage
        ? 'Start with the home user guide: choose it above, say which house types it is for, and press Upload.'
        : 'A manager of your company uploads them.'}
    </EmptyState>
  );
}

function withUpload(params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.set('upload', '1');
  next.delete('done');
  return `/developer/documents?${next}`;
}

function withoutUpload(params: URLSearchParams): string {
  const next = new URLSearchParams(params);
  next.delete('upload');
  return `/developer/documents${next.size > 0 ? `?${next}` : ''}`;
}

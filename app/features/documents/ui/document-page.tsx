import { useActionData, useRevalidator, useSearchParams } from '@remix-run/react';
import { Download, ExternalLink } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { formatDate } from '#app/platform/dublin-time.ts';
import { categoryLabel } from '../category-label.ts';
import type { DocumentDetails } from '../describe-document.ts';
import type { Receipts } from '../must-read.server.ts';
import type { VersionItem } from '../list-versions.server.ts';
import { ChangeForm } from './change-form.tsx';
import { ChoiceDone } from './choice-done.tsx';
import { DocumentActions } from './document-actions.tsx';
import { DocumentStatus } from './document-status.tsx';
import type { FormRefusal } from './form-refusal.ts';
import { LeaveGuard } from './upload/leave-guard.tsx';
import { LooksLike } from './looks-like.tsx';
import { MustReadCard } from './must-read.tsx';
import { NewVersion } from './new-version.tsx';
import type { UnreadPage } from '../pages/unread-pages.ts';
import { ReadingReport } from './reading-report.tsx';
import { sayEnded } from './say-ended.ts';
import { StopReading } from './stop-reading.tsx';
import { useDocumentWatch } from './use-document-watch.ts';
import { useUploads } from './upload/use-uploads.ts';
import { wouldBeLost } from './would-be-lost.ts';
import { VersionTable } from './version-table.tsx';
import { isMoving, isOpen } from './watch-documents.ts';

type DocumentPageProps = {
  document: DocumentDetails;
  versions: { items: VersionItem[]; next_cursor: string | null };
  unread: UnreadPage[];
  /** Of the document's development. */
  houseTypes: { code: string; name: string }[];
  categories: string[];
  receipts: Receipts;
};

/** One document of the builder's: how its reading went, what owners have, and what can be done about it (G3). */
export function DocumentPage(props: DocumentPageProps) {
  const { document: loaded, versions, unread, houseTypes, categories, receipts } = props;
  const refusal = useActionData<{ refusal?: FormRefusal }>()?.refusal;
  const mayManage = useCan('document:manage');
  const [params, setParams] = useSearchParams();
  const revalidator = useRevalidator();
  const [news, setNews] = useState('');
  // Made once for each answer of the loader, or what was asked for since would never count.
  const documents = useMemo(() => [loaded], [loaded]);
  const { latest, stalled } = useDocumentWatch({
    documents,
    onEnded(ended) {
      if (ended) setNews(sayEnded(ended));
      revalidator.revalidate();
    },
  });
  const uploads = useUploads({
    url: `/api/documents/${loaded.id}/versions`,
    // What was said of the version before is not true of this one.
    onAccepted: () =>
      params.has('done') ? setParams({}, { replace: true, preventScrollReset: true }) : revalidator.revalidate(),
  });
  const document = latest(loaded.id) ?? loaded;
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/developer/documents">Documents</TextLink>}
        title={document.title}
        actions={mayManage ? <DocumentActions document={document} /> : null}
      />
      <p role="status" className="sr-only">
        {news}
      </p>
      <LeaveGuard busy={uploads.busy} />
      {refusal ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal.message}
        </Alert>
      ) : null}
      {stalled ? (
        <Alert tone="caution" title="This has been waiting for a while" className="mb-4">
          Reload the page to see how far it is. If it still waits then, tell the platform team.
        </Alert>
      ) : null}
      {document.choice_needed ? null : <ChoiceDone done={params.get('done')} document={document} toList />}
      <LooksLike document={document} />
      <Held document={document} />
      <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <div className="grid gap-5">
          <Card>
            <CardHeader title={`Version ${document.version}`} description={document.filename} />
            <DocumentStatus document={document} />
            {mayManage && isMoving(document) ? <StopReading /> : null}
            {isOpen(document) || document.choice_needed ? null : <ReadingReport document={document} unread={unread} />}
          </Card>
          <Card>
            <CardHeader title="Versions" description="Owners read the newest one that is ready." />
            <VersionTable
              documentId={document.id}
              versions={versions}
              live={document.live_version}
              held={document.choice_needed || document.lost_answers !== null ? document.version : null}
            />
          </Card>
        </div>
        <div className="grid gap-5">
          <Facts document={document}>
            {mayManage ? <ChangeForm document={loaded} houseTypes={houseTypes} categories={categories} /> : null}
          </Facts>
          <MustReadCard receipts={receipts} mayManage={mayManage} />
          {mayManage ? (
            <NewVersion
              document={document}
              uploads={uploads}
              error={refusal?.fields.find((field) => field.field === 'file')?.message}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}

/** That a version waits since approved answers would be lost with it, and where that is decided (G11). */
function Held({ document: { lost_answers: lost, version, version_id: id } }: { document: DocumentDetails }) {
  if (lost === null) return null;
  return (
    <Alert tone="caution" title={`Version ${version} is held: ${wouldBeLost(lost)}`} className="mb-4">
      Owners are answered from what is published until a manager decides.{' '}
      <TextLink to={`/developer/checks/${id}`}>Compare the answers and decide</TextLink>
    </Alert>
  );
}

function Facts({ document, children }: { document: DocumentDetails; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title="About this document" />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-[0.9375rem] [&>dt]:text-ink-soft">
        <dt>Category</dt>
        <dd>{categoryLabel(document.category)}</dd>
        <dt>House types</dt>
        <dd className="flex flex-wrap gap-1">
          {document.house_types.map((code) => (
            <Badge key={code}>{code}</Badge>
          ))}
        </dd>
        <dt>Pages</dt>
        <dd>{document.pages ?? document.recognition?.pages ?? (isOpen(document) ? 'being counted' : 'not known')}</dd>
        <dt>Size</dt>
        <dd>{formatBytes(document.size_bytes)}</dd>
        <dt>Changed</dt>
        <dd>{formatDate(new Date(document.updated_at))}</dd>
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">
        <a href={document.download_url} target="_blank" rel="noreferrer" className={buttonStyles({ size: 'small' })}>
          <ExternalLink aria-hidden className="size-4" />
          Open the file
          <span className="sr-only"> (in a new tab)</span>
        </a>
        <a href={`${document.download_url}?save`} className={buttonStyles({ size: 'small', variant: 'quiet' })}>
          <Download aria-hidden className="size-4" />
          Save
        </a>
      </div>
      {children}
    </Card>
  );
}

import { useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { FileText, Quote, ScanText } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { PageContent } from '../../pages/page-content.ts';
import { previewPath } from '../../pages/preview-path.ts';
import type { UnreadPage } from '../../pages/unread-pages.ts';
import { PageText } from '../viewer/page-text.tsx';
import { usePageKeys } from '../viewer/use-page-keys.ts';
import { FindingList } from './finding-list.tsx';
import { PagePicture } from './page-picture.tsx';
import { PreviewBar } from './preview-bar.tsx';

/** Longest text of a page that is shown; characters. A page of print has some thousands. */
const MOST = 100_000;

type PreviewProps = {
  document: { id: string; title: string; live: number | null };
  version: {
    version: number;
    kind: string;
    status: string;
    reason: string | null;
    pages: number | null;
    sizeBytes: number;
  };
  versions: number[];
  page: number;
  content: PageContent | null;
  unread: UnreadPage[];
};

/** What was read of a document, page by page: the picture that owners see beside the text that answers are made of. */
export function PagePreview({ document, version, versions, page, content, unread }: PreviewProps) {
  const navigate = useNavigate();
  const turning = useNavigation().location?.pathname === useLocation().pathname;
  const { pages } = version;
  // Pages may be turned faster than they come.
  const aimed = useRef(page);
  useEffect(() => {
    if (!turning) aimed.current = page;
  }, [turning, page]);
  const turn = (to: number) => {
    if (to < 1 || (pages !== null && to > pages) || to === aimed.current) return;
    aimed.current = to;
    void navigate(previewPath(document.id, { page: to, version: version.version }), {
      replace: true,
      preventScrollReset: true,
    });
  };
  const step = (by: number) => turn(aimed.current + by);
  usePageKeys({ onBack: () => step(-1), onForward: () => step(1) }, { arrowsOnly: true });
  const pictured = version.kind === 'pdf';
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to={`/developer/documents/${document.id}`}>{document.title}</TextLink>}
        title="What was read"
        description={
          pictured
            ? 'On one side each page as owners see it, on the other the text that answers are made of. They should ' +
              'say the same.'
            : 'The text that answers are made of, page by page. Compare it with your file: it should say the same.'
        }
      />
      <PreviewBar
        {...{ document, version, versions, page, unread }}
        label={content?.label ?? null}
        onPage={turn}
        onStep={step}
      />
      <OtherVersion document={document} version={version.version} page={page} />
      <div
        aria-busy={turning || undefined}
        className={pictured ? 'grid items-start gap-5 *:min-w-0 md:grid-cols-2' : 'max-w-3xl'}
      >
        {pictured ? (
          // It stays in sight while a longer text is read.
          <section aria-labelledby="as-seen" className="md:sticky md:top-[calc(4rem+var(--acting-height))]">
            <SideTitle id="as-seen" icon={FileText}>
              The page
            </SideTitle>
            <PagePicture documentId={document.id} version={version.version} page={page} title={document.title} />
          </section>
        ) : null}
        <section aria-labelledby="as-read">
          <SideTitle id="as-read" icon={Quote}>
            What the assistant reads on it
          </SideTitle>
          <div className="rounded-card border border-hairline bg-paper p-5 shadow-card sm:p-6">
            {content ? (
              <Content content={content} waits={unread.some((one) => one.page === page && one.waits)} />
            ) : (
              <NoContent version={version} live={document.live} />
            )}
          </div>
        </section>
      </div>
      <p role="status" className="sr-only">
        {`Page ${page}${pages ? ` of ${pages}` : ''}`}
      </p>
    </>
  );
}

/** Says so when this is not what owners read, and leads there. */
function OtherVersion({
  document,
  version,
  page,
}: {
  document: PreviewProps['document'];
  version: number;
  page: number;
}) {
  const { id, live } = document;
  if (live === null || live === version) return null;
  return (
    <Alert
      title={
        version < live
          ? `This is version ${version}, which was replaced. Owners read version ${live}.`
          : `Owners do not read version ${version} yet: they read version ${live}.`
      }
      className="mb-4"
    >
      <TextLink to={previewPath(id, { page, version: live })}>Show this page in version {live}</TextLink>
    </Alert>
  );
}

function SideTitle({ id, icon: Icon, children }: { id: string; icon: typeof FileText; children: string }) {
  return (
    <h2 id={id} className="mb-2 flex items-center gap-2 font-semibold">
      <Icon aria-hidden className="size-4 text-gold-ink" />
      {children}
    </h2>
  );
}

function Content({ content, waits }: { content: PageContent; waits: boolean }) {
  const { text, headings, hasText, error, role, confidence, findings } = content;
  return (
    <div className="grid gap-5 *:min-w-0">
      {role ? (
        <p className="text-ink-soft">
          <Badge>{role === 'cover' ? 'Cover' : 'Contents'}</Badge>{' '}
          {role === 'cover' ? 'A cover page' : 'A list of contents'}: owners see it, answers do not quote it.
        </p>
      ) : null}
      {confidence === null ? null : (
        <p className="text-ink-soft">
          <Badge icon={ScanText} tone={hasText ? 'info' : 'negative'}>
            {hasText ? 'Read from a scan' : 'Scan too poor to read'}
          </Badge>{' '}
          {Math.round(confidence)} % sure.{' '}
          {hasText
            ? 'Compare what matters with the picture.'
            : 'Nothing of this page is quoted. Scan it again, straight and at 300 dpi.'}
        </p>
      )}
      {error ? (
        <Alert tone="negative" title="This page could not be read">
          {error} Open the file: if the page looks right there, export the document anew and upload it.
        </Alert>
      ) : waits ? (
        <p>
          <strong className="font-semibold">This page waits to be read.</strong> It is a scan: answers can quote it once
          its text is recognised.
        </p>
      ) : hasText ? (
        <PageText text={text.slice(0, MOST)} headings={headings} />
      ) : confidence === null ? (
        <p>
          <strong className="font-semibold">No text was found on this page.</strong> It may be blank, a photo or a
          drawing. Owners can open it, but answers cannot quote it.
        </p>
      ) : null}
      {text.length > MOST ? (
        <p className="text-ink-soft">
          This page is very long: its first {MOST.toLocaleString('en')} characters are shown.
        </p>
      ) : null}
      <FindingList findings={findings} />
    </div>
  );
}

function NoContent({ version, live }: { version: PreviewProps['version']; live: number | null }) {
  const { status, reason } = version;
  if (status === 'queued' || status === 'processing')
    return <p>This version is being read. Its pages appear here when that is done.</p>;
  if (status === 'failed') return <p>This version could not be read. {reason}</p>;
  return (
    <p>
      The text of this version is no longer kept: owners read {live === null ? 'none yet' : `version ${live}`}. Its file
      can still be opened.
    </p>
  );
}

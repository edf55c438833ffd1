import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { Status } from '#app/ui/status.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { previewPath } from '../pages/preview-path.ts';
import type { VersionItem } from '../list-versions.server.ts';

const columns = (documentId: string, live: number | null, held: number | null): Column<VersionItem>[] => [
  {
    key: 'version',
    header: 'Version',
    primary: true,
    cell: ({ version, filename, status }) => (
      <span className="grid gap-0.5">
        <span className="flex flex-wrap items-center gap-2">
          {version}
          {version === live ? <Badge tone="gold">Owners read this</Badge> : null}
        </span>
        <span className="text-sm font-normal [overflow-wrap:anywhere] text-ink-soft">{filename}</span>
        {status === 'ready' ? (
          <TextLink
            to={previewPath(documentId, { page: 1, version })}
            className="justify-self-start text-sm font-normal"
          >
            What was read<span className="sr-only"> of version {version}</span>
          </TextLink>
        ) : null}
      </span>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    cell: ({ version, status, reason }) => (
      <span className="grid justify-items-start gap-1 @max-2xl:justify-items-end">
        <Status
          status={version === held ? 'undecided' : status}
          label={
            version === held
              ? undefined
              : { queued: 'Waiting', processing: 'Reading', ready: 'Ready', failed: 'Failed' }[status]
          }
        />
        {reason ? <span className="text-sm text-red">{reason}</span> : null}
      </span>
    ),
  },
  { key: 'pages', header: 'Pages', align: 'end', cell: ({ pages }) => pages ?? '–' },
  {
    key: 'size',
    header: 'Size',
    align: 'end',
    className: 'whitespace-nowrap',
    cell: (item) => formatBytes(item.size_bytes),
  },
  {
    key: 'created',
    header: 'Uploaded',
    align: 'end',
    cell: (item) => (
      <time
        dateTime={item.created_at}
      >{`${formatDate(new Date(item.created_at))}, ${formatTime(new Date(item.created_at))}`}</time>
    ),
  },
];

/** A document's versions, newest first. */
export function VersionTable({
  documentId,
  versions,
  live,
  held,
}: {
  documentId: string;
  versions: { items: VersionItem[]; next_cursor: string | null };
  live: number | null;
  /** The one that waits for a choice. */
  held: number | null;
}) {
  return (
    <>
      <DataTable
        caption="Versions, newest first"
        columns={columns(documentId, live, held)}
        rows={versions.items}
        rowKey={(item) => item.id}
        empty={<p className="text-ink-soft">There are no older versions.</p>}
      />
      <Pagination nextCursor={versions.next_cursor} label="Pages of versions" />
    </>
  );
}

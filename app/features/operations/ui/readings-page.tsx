import { FileText } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import type { Column } from '#app/ui/data-table.tsx';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { Status } from '#app/ui/status.tsx';
import type { ReadingItem } from '../records/list-readings.server.ts';
import { Moment } from './facts.tsx';
import { LogPage, tenantChoice, tenantNamed, type TenantName } from './log-page.tsx';

const columns = (tenants: TenantName[]): Column<ReadingItem>[] => [
  {
    key: 'title',
    header: 'Document',
    primary: true,
    cell: ({ title, version, filename, size_bytes }) => (
      <span className="grid gap-0.5 break-words">
        {title}
        <span className="text-sm font-normal text-ink-soft">
          {`version ${version} · ${filename} · ${formatBytes(size_bytes)}`}
        </span>
      </span>
    ),
  },
  {
    key: 'status',
    header: 'State',
    cell: ({ status, progress }) => (
      <Status status={status} label={status === 'processing' ? `Reading, ${progress} %` : undefined} />
    ),
  },
  { key: 'pages', header: 'Pages', align: 'end', cell: ({ pages }) => pages ?? '–' },
  { key: 'told', header: 'What was told', className: 'md:max-w-80', cell: (item) => <Told {...item} /> },
  { key: 'tenant', header: 'Tenant', cell: (item) => tenantNamed(tenants, item.tenant_id) },
  { key: 'at', header: 'Uploaded', cell: ({ created_at }) => <Moment at={created_at} /> },
];

function Told({ reason, warnings }: ReadingItem) {
  const told = [...(reason ? [reason] : []), ...warnings];
  if (told.length === 0) return '–';
  return (
    <ul className="grid gap-1 text-sm break-words">
      {told.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** Every version of every document and what became of reading it (H7). */
export function ReadingsPage({ page, tenants }: { page: Page<ReadingItem>; tenants: TenantName[] }) {
  return (
    <LogPage
      title="Ingestion"
      description="Every file that a builder uploaded, newest first, with what its builder was told of it."
      things="files"
      page={page}
      columns={columns(tenants)}
      choices={[
        tenantChoice(tenants),
        {
          name: 'status',
          label: 'State',
          placeholder: 'Any state',
          options: [
            { value: 'queued', label: 'Queued' },
            { value: 'processing', label: 'Processing' },
            { value: 'ready', label: 'Ready' },
            { value: 'failed', label: 'Failed' },
          ],
        },
      ]}
      empty={{ icon: FileText, title: 'No file yet', text: 'A document that a builder uploads appears here.' }}
    />
  );
}

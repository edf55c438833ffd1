import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { TextLink } from '#app/ui/text-link.tsx';
import { formatDate } from '#app/platform/dublin-time.ts';
import { categoryLabel } from '../category-label.ts';
import type { DocumentDetails } from '../describe-document.ts';
import { DocumentStatus } from './document-status.tsx';

const COLUMNS: Column<DocumentDetails>[] = [
  {
    key: 'title',
    header: 'Document',
    primary: true,
    className: 'md:min-w-44 lg:min-w-56',
    cell: (document) => (
      <span className="grid gap-0.5">
        <TextLink to={`/developer/documents/${document.id}`} prefetch="intent">
          {document.title}
        </TextLink>
        <span className="text-sm font-normal break-words text-ink-soft">
          {document.filename} · {formatBytes(document.size_bytes)}
        </span>
      </span>
    ),
  },
  {
    key: 'status',
    header: 'Status',
    className: 'md:min-w-40 lg:min-w-48',
    cell: (document) => (
      <DocumentStatus document={document} brief inCell choiceAt={`/developer/documents/${document.id}`} />
    ),
  },
  { key: 'category', header: 'Category', cell: (document) => categoryLabel(document.category) },
  {
    key: 'house-types',
    header: 'House types',
    cell: (document) => (
      <span className="flex gap-1 @max-2xl:flex-wrap @max-2xl:justify-end md:max-lg:flex-wrap">
        {document.house_types.map((code) => (
          <Badge key={code}>{code}</Badge>
        ))}
      </span>
    ),
  },
  {
    key: 'pages',
    header: 'Pages',
    align: 'end',
    className: 'md:max-lg:hidden',
    cell: (document) => document.pages ?? '–',
  },
  {
    key: 'version',
    header: 'Version',
    align: 'end',
    className: 'md:max-lg:hidden',
    cell: (document) => document.version,
  },
  {
    key: 'updated',
    header: 'Changed',
    align: 'end',
    className: 'md:min-w-30 lg:whitespace-nowrap',
    cell: (document) => formatDate(new Date(document.updated_at)),
  },
];

/** The builder's documents, newest first; on a phone a card each. */
export function DocumentTable({ documents, empty }: { documents: DocumentDetails[]; empty: React.ReactNode }) {
  return (
    <DataTable
      caption="Documents, newest first"
      columns={COLUMNS}
      rows={documents}
      rowKey={(document) => document.id}
      empty={empty}
    />
  );
}

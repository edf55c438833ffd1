import { History } from 'lucide-react';
import type { DeedItem } from '../impersonation/list-acted-for.server.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import type { Page } from '#app/platform/http.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';

const WORDS: Record<string, string> = {
  'impersonation.began': 'Began to act as somebody',
  'impersonation.wrote': 'Changed something as somebody',
  'impersonation.ended': 'Ended acting as somebody',
  'tenant.created': 'Wrote your company down',
  'tenant.changed': 'Changed what is written down of your company',
  'tenant.retired': 'Closed your portal',
  'tenant.reopened': 'Opened your portal again',
  'development.created': 'Wrote a development down',
  'development.changed': 'Changed a development',
  'development.closed': 'Closed a development to new owners',
  'development.opened': 'Opened a development to new owners',
  'development.reindex-asked': 'Had a development’s search index made anew',
  'answer-check.added-by-platform': 'Added an answer check',
  'house-type.added': 'Added a house type',
  'house-type.changed': 'Changed a house type',
  'house-type.removed': 'Removed a house type',
};

function asWhom({ as, subject }: DeedItem): string {
  if (as === null) return subject ?? '–';
  if (as.kind === 'staff') return as.name ?? 'a former colleague';
  return as.name === null ? 'an owner who is gone' : `the owner of ${as.name}`;
}

const COLUMNS: Column<DeedItem>[] = [
  {
    key: 'what',
    header: 'What',
    primary: true,
    className: '@2xl:min-w-52',
    cell: ({ action }) => WORDS[action] ?? action,
  },
  { key: 'as', header: 'Whom or what', className: 'break-words', cell: asWhom },
  {
    key: 'why',
    header: 'Why',
    className: 'break-words',
    cell: ({ reason, write_reason: writes, request }) =>
      reason || request ? (
        <span className="grid gap-1">
          {reason ? <span>{reason}</span> : null}
          {writes ? <span>To be changed: {writes}</span> : null}
          {request ? <span className="font-mono text-[0.8125rem] break-all">{request}</span> : null}
        </span>
      ) : (
        '–'
      ),
  },
  {
    key: 'at',
    header: 'When',
    cell: ({ at }) => (
      <time dateTime={at}>
        {formatDate(new Date(at))}, {formatTime(new Date(at))}
      </time>
    ),
  },
];

/** What the platform's staff did at a builder's, for its managers (E6, H4). */
export function ActivityPage({ page }: { page: Page<DeedItem> }) {
  return (
    <>
      <PageHeader
        title="Activity"
        description={
          'What OpenHouse’s own staff did here: as whom of your colleagues or owners they acted, why, and what they ' +
          'changed. Owners see the same of their own home.'
        }
      />
      <DataTable
        caption="What OpenHouse’s staff did, the latest first"
        columns={COLUMNS}
        rows={page.items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={History} title="OpenHouse’s staff did nothing here">
            Each time one of them acts as a colleague or an owner of yours, or changes something of yours, it stands
            here.
          </EmptyState>
        }
      />
      <Pagination nextCursor={page.next_cursor} label="Pages of activity" count={page.items.length} />
    </>
  );
}

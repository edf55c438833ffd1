import { useSearchParams } from '@remix-run/react';
import { Bell, Plus } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useFiltered } from '#app/ui/use-filtered.ts';
import type { NoticeItem } from '../list-notices.server.ts';
import { NoticeState } from './notice-state.tsx';

const COLUMNS: Column<NoticeItem>[] = [
  {
    key: 'title',
    header: 'Notice',
    primary: true,
    className: 'md:min-w-44 lg:w-2/5',
    cell: (notice) => (
      <TextLink to={`/developer/notices/${notice.id}`} prefetch="intent">
        <span className="wrap-anywhere">{notice.title}</span>
      </TextLink>
    ),
  },
  {
    key: 'audience',
    header: 'For',
    cell: (notice) => (
      <span className="grid gap-0.5">
        <span className="wrap-anywhere">{notice.audience}</span>
        <span className="text-sm wrap-anywhere text-ink-soft">{notice.development.name}</span>
      </span>
    ),
  },
  {
    key: 'shown',
    header: 'Shown',
    className: 'md:min-w-36',
    cell: ({ from, until }) =>
      `${formatDate(new Date(from))} – ${until ? formatDate(new Date(until)) : 'until withdrawn'}`,
  },
  { key: 'state', header: 'State', cell: (notice) => <NoticeState notice={notice} /> },
  { key: 'reads', header: 'Read by', align: 'end', cell: ({ reads }) => reads },
];

const STATES = [
  { value: 'scheduled', label: 'Scheduled' },
  { value: 'shown', label: 'Shown now' },
  { value: 'ended', label: 'Over or withdrawn' },
];

/** What the builder has told owners (G7). */
export function NoticesPage({
  page,
  developments,
}: {
  page: { items: NoticeItem[]; next_cursor: string | null };
  developments: { id: string; name: string }[];
}) {
  const [params] = useSearchParams();
  const mayManage = useCan('notice:manage');
  const filtered = useFiltered(['state', 'development_id']);
  const write = (
    <LinkButton to="/developer/notices/new" variant="primary" icon={Plus}>
      Write a notice
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Notices"
        description="What you tell owners in their app, and by mail: roadworks, a visit, a date to keep."
        actions={mayManage ? write : undefined}
      />
      <FilterForm
        label="Notices"
        clearTo="/developer/notices"
        filtered={filtered}
        submit={<Button type="submit">Show</Button>}
        className="grid-cols-2 md:flex md:flex-wrap"
      >
        <FilterSelect label="State" name="state" placeholder="Any state" options={STATES} />
        {developments.length > 1 ? (
          <FilterSelect
            label="Development"
            name="development_id"
            placeholder="Any development"
            options={developments.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </FilterForm>
      <DataTable
        caption="Notices, newest first"
        columns={COLUMNS}
        rows={page.items}
        rowKey={(notice) => notice.id}
        empty={
          filtered || params.has('cursor') ? (
            <EmptyState
              icon={Bell}
              title="No notice fits"
              action={<LinkButton to="/developer/notices">Show all notices</LinkButton>}
            >
              Choose another state, or go back to the first page.
            </EmptyState>
          ) : (
            <EmptyState icon={Bell} title="Nothing was told yet" action={mayManage ? write : undefined}>
              A notice appears in the app of the houses that you choose, between the times that you choose.
            </EmptyState>
          )
        }
      />
      <Pagination nextCursor={page.next_cursor} label="Pages of notices" count={page.items.length} />
    </>
  );
}

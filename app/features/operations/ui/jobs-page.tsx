import { useSearchParams } from '@remix-run/react';
import { ListChecks } from 'lucide-react';
import type { JobItem } from '#app/features/jobs/list-jobs.server.ts';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { NothingFits } from '#app/ui/nothing-fits.tsx';
import { FilterForm, FilterSelect } from '#app/ui/filter-form.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { JobActions } from './job-actions.tsx';
import { JobState } from './job-state.tsx';
import { JOB_NAMES, jobName } from '#app/features/jobs/job-names.ts';
import { isOpenJob, runTime } from './job-words.ts';
import { useRefresh } from '#app/ui/use-refresh.ts';
import { useFiltered } from '#app/ui/use-filtered.ts';

type JobsPageProps = {
  page: { items: JobItem[]; next_cursor: string | null };
  tenants: { id: string; name: string }[];
  now: string;
};

const STATES = [
  { value: 'queued,running,retrying', label: 'Open' },
  { value: 'queued', label: 'Queued' },
  { value: 'running', label: 'Running' },
  { value: 'retrying', label: 'Retrying' },
  { value: 'succeeded', label: 'Succeeded' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Cancelled' },
];

/** Every background job: what it does, how far it is, why it failed, and one click to replay or cancel it (H11). */
export function JobsPage({ page, tenants, now }: JobsPageProps) {
  const [params] = useSearchParams();
  const filtered = useFiltered(['state', 'event', 'tenant', 'cursor']);
  useRefresh(page.items.some(isOpenJob) ? 2 : 15, !params.get('cursor'));
  return (
    <>
      <PageHeader
        title="Jobs"
        description={
          'Work behind the pages, newest first. What fails for a passing reason is tried again by itself; what ' +
          'failed for good can be replayed here.'
        }
      />
      <JobFilters tenants={tenants} filtered={filtered} />
      <DataTable
        caption="Jobs, newest first"
        columns={columns(tenants, now)}
        rows={page.items}
        rowKey={(job) => job.id}
        empty={
          filtered ? (
            <NothingFits title="No job fits these filters" things="jobs" to="/admin/jobs" />
          ) : (
            <EmptyState icon={ListChecks} title="No jobs yet">
              Each uploaded document becomes one; upload one in a builder’s portal to see it here.
            </EmptyState>
          )
        }
      />
      <Pagination nextCursor={page.next_cursor} label="Pages of jobs" count={page.items.length} />
    </>
  );
}

const columns = (tenants: { id: string; name: string }[], now: string): Column<JobItem>[] => [
  {
    key: 'job',
    header: 'Job',
    primary: true,
    className: 'md:min-w-36',
    cell: (job) => (
      <span className="grid gap-0.5">
        <TextLink to={`/admin/jobs/${job.id}`}>{jobName(job.event.name)}</TextLink>
        <span className="font-mono text-xs font-normal text-ink-soft" title={job.id}>
          …{job.id.slice(-12)}
        </span>
      </span>
    ),
  },
  { key: 'state', header: 'State', className: 'md:min-w-44', cell: (job) => <JobState job={job} brief /> },
  {
    key: 'tenant',
    header: 'Tenant',
    cell: (job) =>
      job.tenant_id ? (tenants.find((tenant) => tenant.id === job.tenant_id)?.name ?? job.tenant_id) : 'Platform',
  },
  {
    key: 'created',
    header: 'Accepted',
    cell: (job) => (
      <span className="grid gap-0.5">
        <time
          dateTime={job.created_at}
          className="lg:whitespace-nowrap"
        >{`${formatDate(new Date(job.created_at))}, ${formatTime(new Date(job.created_at))}`}</time>
        <span className="text-sm text-ink-soft">{runTime(job, now) ?? 'not started'}</span>
      </span>
    ),
  },
  {
    key: 'actions',
    header: '',
    align: 'end',
    className: '@max-2xl:[&:not(:has(form))]:hidden',
    cell: (job) => <JobActions job={job} named={`${jobName(job.event.name)}, …${job.id.slice(-12)}`} />,
  },
];

function JobFilters({ tenants, filtered }: { tenants: { id: string; name: string }[]; filtered: boolean }) {
  return (
    <FilterForm
      label="Jobs"
      clearTo="/admin/jobs"
      filtered={filtered}
      submit={
        <noscript>
          <Button type="submit">Filter</Button>
        </noscript>
      }
      className="sm:grid-cols-3 lg:grid-cols-[repeat(3,minmax(0,13rem))_auto]"
    >
      <FilterSelect label="State" name="state" placeholder="Any state" options={STATES} nameOf={asWritten} />
      <FilterSelect
        label="Kind of work"
        name="event"
        placeholder="Any kind of work"
        options={Object.entries(JOB_NAMES).map(([value, label]) => ({ value, label }))}
        nameOf={asWritten}
      />
      <FilterSelect
        label="Tenant"
        name="tenant"
        placeholder="Any tenant"
        options={tenants.map(({ id, name }) => ({ value: id, label: name }))}
        nameOf={asWritten}
      />
    </FilterForm>
  );
}

const asWritten = (value: string) => value;

import { useActionData } from '@remix-run/react';
import type { JobDetails } from '#app/features/jobs/list-jobs.server.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Status } from '#app/ui/status.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { Fact, Facts, Moment, Recorded } from './facts.tsx';
import { JobActions, type JobOutcome } from './job-actions.tsx';
import { JobState } from './job-state.tsx';
import { jobName } from '#app/features/jobs/job-names.ts';
import { isOpenJob, runTime } from './job-words.ts';
import { useRefresh } from '#app/ui/use-refresh.ts';

type Transition = JobDetails['history'][number] & { key: number };

const HISTORY: Column<Transition>[] = [
  { key: 'at', header: 'When', primary: true, cell: ({ at }) => <Moment at={at} /> },
  {
    key: 'state',
    header: 'State',
    cell: ({ state }) => (
      // What was running then does not turn now.
      <span className="[&_svg]:animate-none">
        <Status status={state} />
      </span>
    ),
  },
  {
    key: 'step',
    header: 'Step',
    cell: ({ step }) => (step ? <span className="font-mono text-[0.8125rem]">{step}</span> : '–'),
  },
  { key: 'attempt', header: 'Attempt', align: 'end', cell: ({ attempt }) => (attempt > 0 ? attempt : '–') },
  {
    key: 'error',
    header: 'Error',
    cell: ({ error }) => (error ? <span className="break-words text-red">{error}</span> : '–'),
  },
];

/** One job: its state, its times, the changes it went through and what it was asked to do (H11). */
export function JobPage({ job, tenantName, now }: { job: JobDetails; tenantName: string | null; now: string }) {
  const outcome = useActionData<JobOutcome>();
  useRefresh(2, isOpenJob(job));
  const name = jobName(job.event.name);
  return (
    <>
      <PageHeader
        eyebrow={<TextLink to="/admin/jobs">Jobs</TextLink>}
        title={name}
        actions={<JobActions job={job} named={name} />}
      />
      {outcome ? (
        <Alert tone={outcome.ok ? 'positive' : 'negative'} className="mb-4">
          {outcome.message}{' '}
          {outcome.newJobId ? <TextLink to={`/admin/jobs/${outcome.newJobId}`}>Go to the new job</TextLink> : null}
        </Alert>
      ) : null}
      <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-2">
        <Card>
          <CardHeader title="State" />
          <JobState job={job} />
          <Facts className="mt-4 border-t border-hairline pt-4">
            <Fact term="Tenant">{tenantName ?? job.tenant_id ?? 'Platform'}</Fact>
            <Fact term="Accepted">
              <Moment at={job.created_at} />
            </Fact>
            <Fact term="Started">{job.started_at ? <Moment at={job.started_at} /> : 'not yet'}</Fact>
            <Fact term="Ended">{job.finished_at ? <Moment at={job.finished_at} /> : 'not yet'}</Fact>
            <Fact term="Running time">{runTime(job, now)?.replace(/^(took|for) /, '') ?? '–'}</Fact>
            <Fact term="Must end by">
              <Moment at={job.deadline_at} />
            </Fact>
            {job.replay_of ? (
              <Fact term="Replay of">
                <TextLink to={`/admin/jobs/${job.replay_of}`} className="font-mono text-[0.8125rem] break-all">
                  {job.replay_of}
                </TextLink>
              </Fact>
            ) : null}
          </Facts>
        </Card>
        <Card>
          <CardHeader title="What it was asked" description={job.event.name} />
          <Recorded label="Payload">{JSON.stringify(job.event.data, null, 2)}</Recorded>
        </Card>
        <div className="lg:col-span-2">
          <h2 className="mb-3 font-serif text-xl font-semibold">History</h2>
          <DataTable
            caption="Changes of its state, oldest first"
            columns={HISTORY}
            rows={job.history.map((line, key) => ({ ...line, key }))}
            rowKey={(line) => String(line.key)}
            empty={<p className="text-ink-soft">Nothing has happened yet: it waits for its turn.</p>}
          />
        </div>
      </div>
    </>
  );
}

import { CircleAlert, CircleCheck } from 'lucide-react';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { formatDuration } from '#app/ui/format-duration.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { SystemOverview } from '../load/read-system.server.ts';
import { useRefresh } from '#app/ui/use-refresh.ts';

/** Is it all well, what does the work, and how much of it waits (D7, H9 in part). */
export function SystemPage({ system }: { system: SystemOverview }) {
  useRefresh(10, true);
  const { adapters, dependencies, ready, jobs, node } = system;
  return (
    <>
      <PageHeader
        title="System"
        description="What this installation is made of and how it is doing. Renews itself every ten seconds."
      />
      <Alert
        tone={ready ? 'positive' : 'negative'}
        title={ready ? 'Everything it depends on is well' : 'Something it depends on is not well'}
        className="mb-5"
      >
        {ready
          ? null
          : 'See below which, and what it says. Until it is well again this instance tells the load balancer that ' +
            'it is not ready.'}
      </Alert>
      <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-2">
        <QueueCard jobs={jobs} />
        <DependenciesCard dependencies={dependencies} node={node} />
        <AdaptersCard adapters={adapters} />
      </div>
    </>
  );
}

function QueueCard({ jobs }: Pick<SystemOverview, 'jobs'>) {
  return (
    <Card>
      <CardHeader title="Queue" action={<TextLink to="/admin/jobs">All jobs</TextLink>} />
      <dl className="grid grid-cols-3 gap-x-4 gap-y-5">
        <Figure term="Queued" value={count(jobs.open.queued, jobs.countLimit)} to="/admin/jobs?state=queued" />
        <Figure term="Running" value={count(jobs.open.running, jobs.countLimit)} to="/admin/jobs?state=running" />
        <Figure term="Retrying" value={count(jobs.open.retrying, jobs.countLimit)} to="/admin/jobs?state=retrying" />
        <Figure
          term="Succeeded, last day"
          value={count(jobs.lastDay.succeeded, jobs.countLimit)}
          to="/admin/jobs?state=succeeded"
        />
        <Figure
          term="Failed, last day"
          value={count(jobs.lastDay.failed, jobs.countLimit)}
          to="/admin/jobs?state=failed"
          alarming={jobs.lastDay.failed > 0}
        />
        <Figure
          term="Cancelled, last day"
          value={count(jobs.lastDay.cancelled, jobs.countLimit)}
          to="/admin/jobs?state=cancelled"
        />
      </dl>
      <p className="mt-5 border-t border-hairline pt-3 text-sm text-ink-soft">
        {jobs.outbox.waiting === 0
          ? 'No event waits to be handed to the job engine.'
          : `${jobs.outbox.waiting} ${jobs.outbox.waiting === 1 ? 'event waits' : 'events wait'} to be handed ` +
            `to the job engine, the oldest for ${formatDuration((jobs.outbox.oldestSeconds ?? 0) * 1000)}.`}
      </p>
    </Card>
  );
}

function DependenciesCard({ dependencies, node }: Pick<SystemOverview, 'dependencies' | 'node'>) {
  return (
    <Card>
      <CardHeader title="Dependencies" />
      <ul className="grid divide-y divide-hairline">
        {dependencies.map(({ name, ok, kind, detail }) => (
          <li key={name} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0">
            <span className="min-w-0">
              <span className="font-semibold">{words(name)}</span> <span className="text-sm text-ink-soft">{kind}</span>
              {detail ? (
                <span
                  className={ok ? 'block text-sm wrap-anywhere text-ink-soft' : 'block text-sm wrap-anywhere text-red'}
                >
                  {detail}
                </span>
              ) : null}
            </span>
            <Badge tone={ok ? 'positive' : 'negative'} icon={ok ? CircleCheck : CircleAlert}>
              {ok ? 'Well' : 'Not well'}
            </Badge>
          </li>
        ))}
      </ul>
      <p className="mt-2 border-t border-hairline pt-3 text-sm text-ink-soft">
        Node {node.version.replace(/^v/, '')}, up for {formatDuration(node.uptimeSeconds * 1000)},{' '}
        {formatBytes(node.memoryBytes)} of memory.
      </p>
    </Card>
  );
}

function AdaptersCard({ adapters }: Pick<SystemOverview, 'adapters'>) {
  return (
    <Card className="lg:col-span-2">
      <CardHeader title="Adapters" description="Chosen once at start from the environment." />
      <dl className="grid gap-x-8 sm:grid-cols-2">
        {adapters.map(({ name, choice, embedded, hint }) => (
          <div key={name} className="grid content-start gap-0.5 border-t border-hairline py-3">
            <dt className="flex flex-wrap items-center gap-2 font-semibold">
              {words(name)}
              <Badge tone={embedded ? 'neutral' : 'gold'}>{embedded ? 'Embedded' : 'Configured'}</Badge>
            </dt>
            <dd className="wrap-anywhere">{sentence(choice)}</dd>
            {hint ? <dd className="text-sm wrap-anywhere text-ink-soft">{sentence(hint)}.</dd> : null}
          </div>
        ))}
      </dl>
    </Card>
  );
}

const count = (value: number, limit: number) =>
  value > limit ? `> ${limit.toLocaleString('en-IE')}` : value.toLocaleString('en-IE');
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const words = (name: string) => sentence(name.replaceAll('-', ' '));

function Figure({
  term,
  value,
  to,
  alarming = false,
}: {
  term: string;
  value: string;
  to: string;
  alarming?: boolean;
}) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-sm leading-snug text-ink-soft">{term}</dt>
      <dd className="font-serif text-2xl font-semibold tabular-nums">
        <TextLink to={to} className={alarming ? 'text-red!' : undefined} aria-label={`${value}, ${term}: show them`}>
          {value}
        </TextLink>
      </dd>
    </div>
  );
}

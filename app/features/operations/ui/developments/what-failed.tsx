import type { DevelopmentFigures } from '../../developments/read-development-figures.server.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { Status } from '#app/ui/status.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { Moment } from '../facts.tsx';
import { jobName } from '#app/features/jobs/job-names.ts';

const LIST = 'grid divide-y divide-hairline border-y border-hairline';

/** Files of a development that could not be read, with why. */
export function FailedFiles({ failed, tenantId }: { failed: DevelopmentFigures['failed']; tenantId: string }) {
  return (
    <Card id="failed">
      <CardHeader title="Files that could not be read" />
      {failed.length === 0 ? (
        <p className="text-ink-soft">None: every file of this development was read, or is being read.</p>
      ) : (
        <>
          <ul className={LIST}>
            {failed.map(({ id, title, filename, version, reason }) => (
              <li key={id} className="grid gap-0.5 py-3 wrap-anywhere">
                <span className="font-semibold">{title}</span>
                <span className="text-sm text-ink-soft">
                  {filename}, version {version}
                </span>
                <span>{reason ?? 'It is not said why.'}</span>
              </li>
            ))}
          </ul>
          <p className="mt-4">
            <TextLink to={`/admin/ingestion?tenant=${tenantId}&status=failed`}>
              All failed files of the builder
            </TextLink>
          </p>
        </>
      )}
    </Card>
  );
}

/** The latest jobs about the development itself. */
export function JobsAbout({ jobs }: { jobs: DevelopmentFigures['jobs'] }) {
  return (
    <Card>
      <CardHeader title="Its latest jobs" description="About the development itself, not about one house or file." />
      {jobs.length === 0 ? (
        <p className="text-ink-soft">None was kept.</p>
      ) : (
        <ul className={LIST}>
          {jobs.map(({ id, eventName, state, error, createdAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-3">
              <TextLink to={`/admin/jobs/${id}`}>{jobName(eventName)}</TextLink>
              <Status status={state} />
              <span className="text-sm text-ink-soft">
                <Moment at={createdAt} />
              </span>
              {error ? <span className="w-full text-sm wrap-anywhere">{error}</span> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

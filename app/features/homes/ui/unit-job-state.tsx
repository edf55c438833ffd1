import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Status } from '#app/ui/status.tsx';
import type { UnitJob } from '../get-unit.server.ts';

/** How a look-up stands: its state, when, and why it failed. A screen reader hears each change. */
export function UnitJobState({ job, never }: { job: UnitJob | null; never: string }) {
  const at = job && new Date(job.finished_at ?? job.created_at);
  return (
    <div role="status" className="grid justify-items-start gap-1.5">
      {job && at ? (
        <>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Status status={job.state} />
            <span className="text-sm text-ink-soft">
              {job.finished_at ? '' : 'since '}
              {formatDate(at)}, {formatTime(at)}
            </span>
          </span>
          {job.error && job.state !== 'succeeded' ? (
            <p className="max-w-prose text-[0.9375rem] leading-snug break-words text-red">{job.error}</p>
          ) : null}
        </>
      ) : (
        <p className="text-[0.9375rem] text-ink-soft">{never}</p>
      )}
    </div>
  );
}

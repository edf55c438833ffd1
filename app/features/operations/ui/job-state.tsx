import { clsx } from 'clsx';
import type { JobItem } from '#app/features/jobs/list-jobs.server.ts';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { Status } from '#app/ui/status.tsx';
import { isOpenJob } from './job-words.ts';

/** A job's state with its step and attempt, a bar while it runs, and its error. */
export function JobState({ job, brief = false }: { job: JobItem; brief?: boolean }) {
  const running = isOpenJob(job) && job.state !== 'queued';
  return (
    <div className={clsx('grid min-w-0 justify-items-start gap-1.5', brief && '@max-2xl:justify-items-end')}>
      <Status status={job.state} />
      {job.step && job.state !== 'succeeded' ? (
        <span className="text-sm text-ink-soft">
          {isOpenJob(job) ? 'Step' : 'Last step'} <span className="font-mono text-[0.8125rem]">{job.step}</span>
          {job.attempt > 1 ? `, attempt ${job.attempt}` : ''}
        </span>
      ) : null}
      {running ? (
        <ProgressBar value={job.progress} label="Progress" className="w-40 max-w-full" hideLabel={brief} />
      ) : null}
      {job.error ? (
        <span
          className={
            brief
              ? 'line-clamp-2 max-w-prose text-sm leading-snug break-words text-red'
              : 'max-w-prose leading-snug break-words text-red'
          }
        >
          {job.error}
        </span>
      ) : null}
    </div>
  );
}

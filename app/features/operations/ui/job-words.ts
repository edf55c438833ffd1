import { isOpenJobState } from '#db/schema/job-states.ts';
import type { JobItem } from '#app/features/jobs/list-jobs.server.ts';
import { formatDuration } from '#app/ui/format-duration.ts';

export const isOpenJob = (job: Pick<JobItem, 'state'>) => isOpenJobState(job.state);

/** How long it ran, or has run until `now`: "took 12 s", "for 3 min". Null before it starts. */
export function runTime(job: Pick<JobItem, 'started_at' | 'finished_at'>, now: string): string | null {
  if (!job.started_at) return null;
  const milliseconds = Date.parse(job.finished_at ?? now) - Date.parse(job.started_at);
  return job.finished_at ? `took ${formatDuration(milliseconds)}` : `for ${formatDuration(milliseconds)}`;
}

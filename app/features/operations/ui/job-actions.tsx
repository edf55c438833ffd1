import { Link, useFetcher } from '@remix-run/react';
import { Ban, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { JobItem } from '#app/features/jobs/list-jobs.server.ts';
import { Button } from '#app/ui/button.tsx';
import { useToast } from '#app/ui/toast.tsx';
import { isOpenJob } from './job-words.ts';

/** What a job's action answers. */
export type JobOutcome = { ok: boolean; message: string; newJobId: string | null };

/** Replay an ended job or cancel an open one, with one click; without scripts the answer is a page of its own. */
export function JobActions({ job, named }: { job: Pick<JobItem, 'id' | 'state'>; named: string }) {
  const fetcher = useFetcher<JobOutcome>();
  const toast = useToast();
  const told = useRef<JobOutcome>();
  const busy = fetcher.state !== 'idle';
  useEffect(() => {
    if (!fetcher.data || told.current === fetcher.data) return;
    told.current = fetcher.data;
    toast({ text: fetcher.data.message, tone: fetcher.data.ok ? 'positive' : 'negative' });
  }, [fetcher.data, toast]);
  if (job.state === 'succeeded') return null;
  const open = isOpenJob(job);
  return (
    <fetcher.Form
      method="post"
      action={`/admin/jobs/${job.id}?intent=${open ? 'cancel' : 'replay'}`}
      className="inline-flex items-center gap-2 md:flex-col md:items-end"
    >
      {fetcher.data?.newJobId ? (
        <Link
          to={`/admin/jobs/${fetcher.data.newJobId}`}
          className="text-sm whitespace-nowrap underline decoration-gold underline-offset-4"
        >
          New job
        </Link>
      ) : null}
      <Button
        type="submit"
        size="small"
        icon={open ? Ban : RotateCw}
        loading={busy}
        aria-label={`${open ? 'Cancel' : 'Replay'}: ${named}`}
      >
        {open ? 'Cancel' : 'Replay'}
      </Button>
    </fetcher.Form>
  );
}

import { Link2 } from 'lucide-react';
import { formatDate, formatTime } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { counted, formatCount } from '#app/ui/counted.ts';
import { TextLink } from '#app/ui/text-link.tsx';
import type { ChainState } from '../activity/get-chain-state.server.ts';

const moment = (at: string) => `${formatDate(new Date(at))}, ${formatTime(new Date(at))}`;

/** When the activity log was looked through last, and what that showed (H5). */
export function ChainNote({ chain }: { chain: ChainState }) {
  const { verified_at: at, fault, entries } = chain;
  if (at && fault)
    return (
      <Alert tone="negative" title="The activity log is not as it was written" className="mb-5">
        {fault.text} It is{' '}
        {fault.entry_id ? (
          <TextLink to={`/admin/activity/${fault.entry_id}`} className="break-all">
            {`entry ${fault.entry_id}`}
          </TextLink>
        ) : (
          'an entry that is gone'
        )}
        {fault.seq ? `, place ${formatCount(fault.seq)} of the chain` : ''}, seen on {moment(at)}. Change nothing and
        see <TextLink to="/admin/runbook#activity-changed">Activity changed</TextLink> in the runbook.
      </Alert>
    );
  if (chain.overdue)
    return (
      <Alert tone="caution" title="The activity log was not looked through lately" className="mb-5">
        {at ? `The last look was on ${moment(at)} and found nothing wrong.` : 'No look has been made yet.'} It is to
        happen each night at 05:10: see whether <TextLink to="/admin/jobs">Jobs</TextLink> run.
      </Alert>
    );
  return (
    <p className="mb-5 flex items-start gap-2 text-[0.9375rem] text-ink-soft">
      <Link2 aria-hidden className="mt-1 size-4 shrink-0" />
      <span>
        Each entry is chained to the one before it, so a change shows.{' '}
        {at
          ? `Looked through on ${moment(at)}: ${counted(entries, 'entry', 'entries')}, none changed, missing or put in.`
          : 'The whole chain is looked through each night at 05:10; the first look is still to come.'}
      </span>
    </p>
  );
}

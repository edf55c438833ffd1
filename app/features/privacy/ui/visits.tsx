import { Eye } from 'lucide-react';
import type { Visit } from '#app/features/identity/impersonation/list-acted-for.server.ts';
import { formatDay, formatTime } from '#app/platform/dublin-time.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';

/** Who of the platform's staff has opened the home as its owner sees it, when and why (E6). */
export function Visits({ visits, now }: { visits: Visit[]; now: string }) {
  return (
    <Card aria-labelledby="visits">
      <CardHeader
        id="visits"
        title="Who has opened your home to help"
        description={
          'OpenHouse’s own staff can open your home as you see it, for a quarter of an hour at most and with a ' +
          'reason. Each time stands here.'
        }
      />
      {visits.length === 0 ? (
        <p className="text-ink-soft">Nobody has.</p>
      ) : (
        <ul className="grid gap-px overflow-hidden rounded-control border border-hairline bg-hairline">
          {visits.map((visit) => (
            <OneVisit key={visit.id} visit={visit} now={now} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function OneVisit({ visit: { began, ended, reason, write_reason: writes }, now }: { visit: Visit; now: string }) {
  const start = new Date(began);
  const until = ended === null ? 'and still there' : `until ${formatTime(new Date(ended))}`;
  return (
    <li className="flex gap-x-4 bg-paper px-4 py-3">
      <Eye aria-hidden className="mt-0.5 size-5 shrink-0 text-ink-soft" />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-semibold">A member of OpenHouse’s staff</p>
        <p className="text-sm text-ink-soft">
          <time dateTime={began}>
            {formatDay(start, new Date(now))}, {formatTime(start)}
          </time>{' '}
          {until}
        </p>
        <p className="mt-1">Why: {reason}</p>
        <p className="mt-1">
          {writes === null ? 'They could look, and change nothing.' : `They could change something: ${writes}`}
        </p>
      </div>
    </li>
  );
}

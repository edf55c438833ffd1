import { Card } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { formatDuration } from '#app/ui/format-duration.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { formatDate } from '#app/platform/dublin-time.ts';
import type { AnalyticsDay } from '../read-analytics.server.ts';
import type { AnalyticsOverview } from '../summarise-analytics.ts';

/** The builder's first page: what owners asked and what they found, in the last fourteen days (G1). */
export function OverviewPage({ overview, days }: { overview: AnalyticsOverview; days: AnalyticsDay[] }) {
  const { houses, feedback, scans } = overview;
  const scanned = scans ? scans.ok + scans.claimed + scans.revoked : 0;
  const closed = overview.answered + overview.refused;
  const broken = overview.stopped + overview.failed;
  const rated = feedback.up + feedback.down;
  return (
    <>
      <PageHeader
        title="Overview"
        description={
          `What owners asked and found from ${dayInWords(overview.from)} to today, ${dayInWords(overview.to)}. ` +
          'Days are Dublin’s.'
        }
      />
      <dl className="mb-8 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Figure
          term="Questions asked"
          value={overview.questions}
          note={`by ${houses.active} of ${houses.total} houses`}
        />
        <Figure
          term="Answered from the documents"
          value={overview.answered}
          note={
            closed > 0
              ? `${Math.round((100 * overview.answered) / closed)} % of what was answered or refused`
              : 'no question to answer yet'
          }
        />
        <Figure
          term="Not in the documents"
          value={overview.refused}
          note={overview.passed_on > 0 ? `${overview.passed_on} passed on to you` : 'none passed on to you'}
        />
        <Figure
          term="Houses claimed"
          value={`${houses.claimed} of ${houses.total}`}
          note={`${overview.houses_claimed} in these days`}
        />
        <Figure
          term="QR codes scanned"
          value={scans ? scanned : '–'}
          note={
            !scans
              ? 'not known'
              : scanned === 0
                ? 'none in these days'
                : `${scans.claimed} for a house already claimed, ${scans.revoked} with a revoked code`
          }
        />
        <Figure
          term="Rated helpful"
          value={rated > 0 ? `${feedback.up} of ${rated}` : '–'}
          note={broken > 0 ? `${broken} answers broke off` : 'no answer broke off'}
        />
      </dl>
      <h2 className="mb-3 font-serif text-xl font-semibold">Day by day</h2>
      <DataTable
        caption="The last fourteen days, newest first"
        columns={COLUMNS}
        rows={days.toReversed()}
        rowKey={({ day }) => day}
        empty={
          <EmptyState
            title="Nothing to show yet"
            action={<LinkButton to="/developer/documents">Go to the documents</LinkButton>}
          />
        }
      />
    </>
  );
}

function Figure({ term, value, note }: { term: string; value: number | string; note: string }) {
  return (
    <Card as="div">
      <dt className="text-sm font-semibold text-ink-soft">{term}</dt>
      <dd className="mt-1 font-serif text-3xl font-semibold text-ink tabular-nums">{value}</dd>
      <dd className="mt-1 text-sm text-ink-soft">{note}</dd>
    </Card>
  );
}

/** Noon, so that the day is the same in Dublin. */
const dayInWords = (day: string) => formatDate(new Date(`${day}T12:00:00Z`));

const COLUMNS: Column<AnalyticsDay>[] = [
  { key: 'day', header: 'Day', primary: true, className: 'md:whitespace-nowrap', cell: ({ day }) => dayInWords(day) },
  { key: 'questions', header: 'Questions', align: 'end', cell: ({ questions }) => questions },
  { key: 'answered', header: 'Answered', align: 'end', cell: ({ answered }) => answered },
  { key: 'refused', header: 'Not in documents', align: 'end', cell: ({ refused }) => refused },
  {
    key: 'broken',
    header: 'Broke off',
    align: 'end',
    className: 'md:max-lg:hidden',
    cell: ({ stopped, failed }) => stopped + failed,
  },
  { key: 'active', header: 'Active houses', align: 'end', cell: ({ active_houses: active }) => active },
  {
    key: 'scans',
    header: 'Scans',
    align: 'end',
    className: 'md:max-lg:hidden',
    cell: ({ scans }) => (scans ? scans.ok + scans.claimed + scans.revoked : '–'),
  },
  {
    key: 'latency',
    header: 'Median answer',
    align: 'end',
    className: 'md:whitespace-nowrap',
    cell: ({ latency_ms: latency }) => (latency ? formatDuration(latency.median) : '–'),
  },
];

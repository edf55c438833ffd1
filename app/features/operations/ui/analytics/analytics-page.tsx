import { Building2 } from 'lucide-react';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { PeriodForm } from '#app/features/insights/ui/period-form.tsx';
import { DayChart } from '#app/features/insights/ui/day-chart.tsx';
import type { OverviewRange } from '#app/features/insights/periods.ts';
import { counted, formatCount } from '#app/ui/counted.ts';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FigureLink } from '#app/ui/figure-link.tsx';
import { formatDuration } from '#app/ui/format-duration.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { FiguresItem, PlatformAnalytics, TenantFigures } from '../../analytics/read-platform-analytics.server.ts';
import { Moment } from '../facts.tsx';

type AnalyticsPageProps = { range: OverviewRange; isFirst: boolean; analytics: PlatformAnalytics };

const inPerCent = (share: number | null) => (share === null ? '–' : `${Math.round(100 * share)} %`);
const inDollars = (cost: number | null) => (cost === null ? '–' : `$${cost.toFixed(2)}`);
const slowest = (ms: number | null) => (ms === null ? '–' : formatDuration(ms));

/** What all builders' owners asked and what became of it, and each builder beside the others (H3). */
export function AnalyticsPage({ range, isFirst, analytics }: AnalyticsPageProps) {
  const { all, days, items, next_cursor: nextCursor } = analytics;
  const whose = isFirst && nextCursor === null ? 'All builders' : 'The builders on this page';
  const between = `from=${range.from}&to=${range.to}`;
  const dates = days.map(({ day }) => day);
  const daily = (of: (day: FiguresItem) => number) => days.map(of);
  return (
    <>
      <PageHeader
        title="Analytics"
        description={
          `${whose} from ${formatIsoDay(range.from)} to ${formatIsoDay(range.to)}. Days are Dublin’s, as each ` +
          'builder’s figures were last counted.'
        }
      />
      <PeriodForm range={range} />
      <Figures all={all} between={between} />
      <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-2">
        <DayChart
          id="questions"
          title="Answers by day"
          noun="answer"
          days={dates}
          series={[
            { name: 'With a source', style: 'fill-gold', values: daily((day) => day.answered) },
            { name: 'Not in documents', style: 'fill-amber', values: daily((day) => day.refused) },
            { name: 'Broken off by a fault', style: 'fill-red', values: daily((day) => day.failed) },
          ]}
        />
        <DayChart
          id="claims"
          title="Houses moved into, by day"
          noun="house"
          days={dates}
          series={[{ name: 'Houses', style: 'fill-green', values: daily((day) => day.houses_claimed) }]}
        />
      </div>
      <h2 id="tenants" className="mt-8 mb-3 font-serif text-xl font-semibold">
        By builder
      </h2>
      <DataTable
        caption="Figures by builder"
        columns={columnsOf(between)}
        rows={items}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={Building2} title="No builder yet">
            The first builder appears here.
          </EmptyState>
        }
      />
      <Pagination nextCursor={nextCursor} label="Pages of builders" count={items.length} />
    </>
  );
}

function Figures({ all, between }: { all: AnalyticsPageProps['analytics']['all']; between: string }) {
  return (
    <ul aria-label="Figures" className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-3">
      <FigureLink
        to={`/admin/rag?${between}`}
        term="Questions"
        value={formatCount(all.questions)}
        note={`${formatCount(all.passed_on)} passed on to builders`}
      />
      <FigureLink
        to={`/admin/rag?${between}`}
        term="Answered"
        value={inPerCent(all.answered_share)}
        note={`${formatCount(all.answered)} with a source, ${formatCount(all.refused)} not in the documents`}
      />
      <FigureLink
        to={`/admin/rag?${between}&rating=down`}
        term="Rated helpful"
        value={formatCount(all.feedback.up)}
        note={`${formatCount(all.feedback.down)} rated not helpful`}
      />
      <FigureLink
        to="/admin/errors"
        term="Broken off"
        value={formatCount(all.failed)}
        note={`by a fault; ${formatCount(all.stopped)} stopped by their reader`}
      />
      <FigureLink
        to="/admin/errors/models"
        term="Language model"
        value={inDollars(all.model.cost_usd)}
        note={`${counted(all.model.calls, 'call')}, ${counted(all.model.tokens, 'token')}`}
      />
      <FigureLink
        to="/admin/load"
        term="Slowest day"
        value={slowest(all.slowest_p95_ms)}
        note="of a development: 95 of 100 answers came within it"
      />
    </ul>
  );
}

const columnsOf = (between: string): Column<TenantFigures>[] => [
  {
    key: 'name',
    header: 'Builder',
    primary: true,
    cell: ({ id, name }) => <TextLink to={`/admin/rag?tenant=${id}&${between}`}>{name}</TextLink>,
  },
  { key: 'questions', header: 'Questions', align: 'end', cell: ({ questions }) => formatCount(questions) },
  { key: 'answered', header: 'Answered', align: 'end', cell: ({ answered_share: share }) => inPerCent(share) },
  {
    key: 'down',
    header: 'Not helpful',
    align: 'end',
    cell: ({ id, feedback }) => (
      <TextLink to={`/admin/rag?tenant=${id}&rating=down&${between}`}>{formatCount(feedback.down)}</TextLink>
    ),
  },
  { key: 'failed', header: 'Broken off', align: 'end', cell: ({ failed }) => formatCount(failed) },
  { key: 'cost', header: 'Model', align: 'end', cell: ({ model }) => inDollars(model.cost_usd) },
  { key: 'slowest', header: 'Slowest day', align: 'end', cell: ({ slowest_p95_ms: ms }) => slowest(ms) },
  {
    key: 'counted',
    header: 'Counted',
    cell: ({ counted_at: at }) => (at === null ? 'not yet' : <Moment at={at} />),
  },
];

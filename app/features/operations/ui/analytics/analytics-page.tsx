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
const inMinutes = (minutes: number | null) => (minutes === null ? '–' : formatDuration(60_000 * minutes));
const firstWord = ({ first_token_ms: first }: FiguresItem) =>
  first === null ? '–' : `${formatDuration(first.p50)}, ${formatDuration(first.p95)}`;
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
      <h2 className="mt-8 mb-3 font-serif text-xl font-semibold">First word and files by day</h2>
      <DataTable
        caption="First word and files by day"
        columns={DAYS}
        rows={days.filter((day) => day.first_token_ms !== null || day.ingestion.documents + day.ingestion.failed > 0)}
        rowKey={({ day }) => day}
        empty={<p className="text-ink-soft">On none of these days did a model write, or a file come.</p>}
      />
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
      <FigureLink
        to="/admin/errors/models"
        term="First word"
        value={all.first_token_ms === null ? '–' : formatDuration(all.first_token_ms.p50)}
        note={
          all.first_token_ms === null
            ? 'no model wrote an answer'
            : `of half the answers of a model; 95 of 100 within ${formatDuration(all.first_token_ms.p95)}`
        }
      />
      <FigureLink
        to="/admin/ingestion"
        term="Files read"
        value={formatCount(all.ingestion.documents)}
        note={`${counted(all.ingestion.pages, 'page')}, ${formatCount(all.ingestion.failed)} could not be read`}
      />
      <FigureLink
        to="/admin/ingestion"
        term="Until searched"
        value={inMinutes(all.ingestion.ready_minutes)}
        note="from the upload on, for half of the files"
      />
    </ul>
  );
}

const DAYS: Column<PlatformAnalytics['days'][number]>[] = [
  { key: 'day', header: 'Day', primary: true, cell: ({ day }) => formatIsoDay(day) },
  {
    key: 'p50',
    header: 'First word, 50 %',
    align: 'end',
    cell: ({ first_token_ms: first }) => slowest(first?.p50 ?? null),
  },
  {
    key: 'p95',
    header: 'First word, 95 %',
    align: 'end',
    cell: ({ first_token_ms: first }) => slowest(first?.p95 ?? null),
  },
  { key: 'files', header: 'Files read', align: 'end', cell: ({ ingestion }) => formatCount(ingestion.documents) },
  { key: 'pages', header: 'Pages', align: 'end', cell: ({ ingestion }) => formatCount(ingestion.pages) },
  { key: 'failed', header: 'Not read', align: 'end', cell: ({ ingestion }) => formatCount(ingestion.failed) },
  {
    key: 'ready',
    header: 'Until searched',
    align: 'end',
    cell: ({ ingestion }) => inMinutes(ingestion.ready_minutes),
  },
];

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
  { key: 'first', header: 'First word, 50 and 95 %', align: 'end', cell: firstWord },
  {
    key: 'read',
    header: 'Files, pages',
    align: 'end',
    cell: ({ id, ingestion }) => (
      <TextLink to={`/admin/ingestion?tenant=${id}`}>
        {`${formatCount(ingestion.documents)}, ${formatCount(ingestion.pages)}`}
      </TextLink>
    ),
  },
  {
    key: 'unread',
    header: 'Not read',
    align: 'end',
    cell: ({ id, ingestion }) => (
      <TextLink to={`/admin/ingestion?tenant=${id}&status=failed`}>{formatCount(ingestion.failed)}</TextLink>
    ),
  },
  {
    key: 'ready',
    header: 'Until searched',
    align: 'end',
    cell: ({ ingestion }) => inMinutes(ingestion.ready_minutes),
  },
  {
    key: 'counted',
    header: 'Counted',
    cell: ({ counted_at: at }) => (at === null ? 'not yet' : <Moment at={at} />),
  },
];

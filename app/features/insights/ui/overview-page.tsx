import { MessageCircle } from 'lucide-react';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { Card } from '#app/ui/card.tsx';
import { counted, formatCount } from '#app/ui/counted.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FigureLink } from '#app/ui/figure-link.tsx';
import { formatDuration } from '#app/ui/format-duration.ts';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { trendInWords, type Measure } from '../compare-periods.ts';
import type { DiveName } from '../dives/dive.ts';
import { DiveTabs } from '../dives/ui/dive-tabs.tsx';
import type { Overview } from '../read-overview.server.ts';
import { DayChart } from './day-chart.tsx';
import { PeriodForm } from './period-form.tsx';

/** The builder's first page: what owners asked and what they found, beside the days before (G1). */
export function OverviewPage({ range, overview, measures, days, readiness }: Overview) {
  const { houses } = overview;
  const closed = overview.answered + overview.refused;
  const trend = (measure: Measure) => trendInWords(measure, range.length);
  const latencies = days.flatMap(({ latency_ms: latency }) => latency?.median ?? []);
  const kept = new URLSearchParams(
    range.days === null ? { from: range.from, to: range.to } : { days: String(range.days) },
  );
  const dive = (name: DiveName) => `/developer/analytics/${name}?${kept}`;
  const nothing = overview.questions === 0 && (measures.scans?.value ?? 0) === 0 && houses.claimed === 0;
  return (
    <>
      <PageHeader
        title="Overview"
        description={
          `From ${formatIsoDay(range.from)} to ${formatIsoDay(range.to)}. ` +
          'Days run from midnight to midnight in Dublin.'
        }
      />
      <DiveTabs kept={kept} />
      <PeriodForm range={range} />
      <ul aria-label="Figures" className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Figure to={dive('questions')} term="Questions" measure={measures.questions} note={trend(measures.questions)} />
        <Figure
          to={dive('questions')}
          term="Answered"
          measure={measures.answered}
          note={
            closed > 0
              ? `${Math.round((100 * overview.answered) / closed)} % of answers; ${trend(measures.answered)}`
              : 'no question to answer yet'
          }
        />
        <Figure
          to={dive('questions')}
          term="Not in documents"
          measure={measures.refused}
          note={trend(measures.refused)}
        />
        <Figure to={dive('questions')} term="Passed on" measure={measures.passedOn} note={trend(measures.passedOn)} />
        <Figure
          to={dive('owners')}
          term="Moved in"
          measure={measures.claimed}
          note={`${formatCount(houses.claimed)} of ${counted(houses.total, 'house')} so far`}
        />
        <Figure to={dive('owners')} term="Houses that asked" measure={measures.active} note={trend(measures.active)} />
        <Figure
          to={dive('owners')}
          term="Code scans"
          measure={measures.scans}
          note={measures.scans ? trend(measures.scans) : 'deleted after 90 days'}
        />
        <Figure
          to={dive('questions')}
          term="Rated helpful"
          measure={measures.helpful}
          note={`${formatCount(overview.feedback.down)} rated not helpful`}
        />
      </ul>
      {nothing ? (
        <EmptyState
          icon={MessageCircle}
          title="Nobody has moved in yet"
          action={<LinkButton to="/developer/qr">Print the codes</LinkButton>}
        >
          Upload the documents, print the codes and put them up: what owners ask shows here from the first question on.
        </EmptyState>
      ) : (
        <Charts measures={measures} days={days} />
      )}
      <Readiness {...readiness} more={readiness.more ? dive('handover') : null} />
      <p className="mt-5 text-sm text-ink-soft">
        {latencies.length > 0
          ? `A typical answer took ${rangeOf(latencies)}.`
          : 'How long answers took is not known for these days.'}
      </p>
    </>
  );
}

type ReadinessProps = { developments: Overview['readiness']['developments']; more: string | null };

/** How far the papers of each development's houses are (G10). */
function Readiness({ developments, more }: ReadinessProps) {
  if (developments.length === 0) return null;
  return (
    <Card className="mt-5" aria-labelledby="readiness">
      <h2 id="readiness" className="font-serif text-xl font-semibold">
        Papers complete
      </h2>
      <ul className="mt-3 grid gap-x-8 gap-y-4 md:grid-cols-2">
        {developments.map(({ id, name, houses, complete }) => (
          <li key={id} className="grid min-w-0 gap-1.5">
            <p className="flex flex-wrap justify-between gap-x-4">
              <TextLink to={`/developer/readiness?development_id=${id}`} className="wrap-anywhere">
                {name}
              </TextLink>
              <span className="text-sm text-ink-soft tabular-nums">
                {`${percentComplete(complete, houses)} % · ${formatCount(complete)} of ${counted(houses, 'house')}`}
              </span>
            </p>
            <ProgressBar hideLabel label={`Papers complete, ${name}`} value={percentComplete(complete, houses)} />
          </li>
        ))}
      </ul>
      {more ? (
        <p className="mt-4 text-sm">
          <TextLink to={more}>All developments</TextLink>
        </p>
      ) : null}
    </Card>
  );
}

/** Whole per cent, never 100 while a house lacks something. */
const percentComplete = (complete: number, houses: number) =>
  houses === 0 ? 0 : complete >= houses ? 100 : Math.floor((100 * complete) / houses);

/** `405 ms`, or `405 ms to 2 s, depending on the day`. */
function rangeOf(latencies: readonly number[]): string {
  const [from, to] = [Math.min(...latencies), Math.max(...latencies)].map((one) => formatDuration(one));
  return from === to ? `${from}` : `${from} to ${to}, depending on the day`;
}

function Charts({ measures, days }: Pick<Overview, 'measures' | 'days'>) {
  const dates = days.map(({ day }) => day);
  return (
    <div className="grid items-start gap-5 *:min-w-0 lg:grid-cols-2">
      <DayChart
        id="questions"
        title="Questions by day"
        noun="question"
        days={dates}
        series={[
          { name: 'Answered', style: 'fill-gold', values: measures.answered.daily },
          { name: 'Not in documents', style: 'fill-amber', values: measures.refused.daily },
          {
            name: 'Others',
            style: 'fill-slate',
            values: days.map((day) => Math.max(0, day.questions - day.answered - day.refused)),
          },
        ]}
      />
      <DayChart
        id="visits"
        title="Houses that asked, by day"
        noun="visit"
        days={dates}
        series={[{ name: 'Houses', style: 'fill-green', values: measures.active.daily }]}
      />
      <DayChart
        id="ratings"
        title="Ratings by day"
        noun="rating"
        days={dates}
        series={[
          { name: 'Helpful', style: 'fill-green', values: measures.helpful.daily },
          { name: 'Not helpful', style: 'fill-red', values: days.map(({ feedback }) => feedback.down) },
        ]}
      />
      {measures.scans ? (
        <DayChart
          id="scans"
          title="Code scans by day"
          noun="scan"
          days={dates}
          series={[{ name: 'Scans', style: 'fill-gold', values: measures.scans.daily }]}
        />
      ) : null}
    </div>
  );
}

type FigureProps = { to: string; term: string; measure: Measure | null; note: string };

/** A figure that leads to what it counts. */
function Figure({ measure, ...same }: FigureProps) {
  return <FigureLink {...same} value={measure ? formatCount(measure.value) : '–'} />;
}

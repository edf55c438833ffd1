import { useSearchParams } from '@remix-run/react';
import { Download } from 'lucide-react';
import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { formatCount } from '#app/ui/counted.ts';
import { FigureLink } from '#app/ui/figure-link.tsx';
import { formatDuration } from '#app/ui/format-duration.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { trendInWords } from '../../compare-periods.ts';
import type { OverviewRange } from '../../periods.ts';
import { DayChart } from '../../ui/day-chart.tsx';
import { PeriodForm } from '../../ui/period-form.tsx';
import type { Dive, DiveFigure, DiveName, Dives, SHOWN } from '../dive.ts';
import { DiveTabs } from './dive-tabs.tsx';
import { DIVE_WORDS } from './dive-words.ts';
import { DiveList } from './dive-list.tsx';
import { PartTable } from './part-table.tsx';

export type DivePageProps = {
  name: DiveName;
  range: OverviewRange;
  show: (typeof SHOWN)[number];
  developments: { value: string; label: string }[];
  dive: Dives[DiveName];
};

/** What every dive's address keeps when another one is opened: the days and the development. */
const KEPT = ['days', 'from', 'to', 'development_id'];

/** A figure of the overview in full (G4): beside the days before, by day, what it is made of, and by development. */
export function DivePage({ name, range, show, developments, dive }: DivePageProps) {
  const [params] = useSearchParams();
  const kept = new URLSearchParams(KEPT.flatMap((key) => (params.get(key) ? [[key, params.get(key) ?? '']] : [])));
  const keptText = kept.size > 0 ? `?${kept}` : '';
  const words = DIVE_WORDS[name];
  const { figures, days, series, parts }: Dive = dive;
  return (
    <>
      <PageHeader
        title={words.title}
        description={`${words.says}. From ${formatIsoDay(range.from)} to ${formatIsoDay(range.to)}.`}
        actions={
          <a href={`/developer/analytics/${name}/csv${keptText}`} download className={buttonStyles()}>
            <Download aria-hidden className="size-[1.15em] shrink-0" />
            CSV
          </a>
        }
      />
      <DiveTabs kept={kept} />
      <PeriodForm range={range} developments={developments} />
      <ul aria-label="Figures" className="mb-6 grid grid-cols-2 gap-3 lg:grid-cols-4">
        {words.figures.map(({ key, term, to, unit, note }) => (
          <FigureLink
            key={key}
            to={leadsTo(to, kept) ?? `#${words.charts[0]?.id ?? ''}`}
            term={term}
            value={valueInWords(figures[key]?.value ?? null, unit)}
            note={note ?? trend(figures[key], days.length, unit)}
          />
        ))}
      </ul>
      <div className="mb-6 grid items-start gap-5 *:min-w-0 lg:grid-cols-2">
        {words.charts.map((chart) => (
          <DayChart
            key={chart.id}
            id={chart.id}
            title={chart.title}
            noun={chart.noun}
            days={days}
            series={chart.series.map(({ key, ...line }) => ({ ...line, values: series[key] ?? [] }))}
          />
        ))}
        {parts.hours ? (
          <DayChart
            id="hours"
            title="Questions by hour of the day"
            noun="question"
            days={parts.hours.map(({ label }) => label)}
            series={[{ name: 'Questions', style: 'fill-gold', values: parts.hours.map(({ count }) => count) }]}
            each={HOURS}
          />
        ) : null}
        {words.parts.map(({ key, ...part }) => (
          <PartTable key={key} {...part} parts={parts[key] ?? []} />
        ))}
      </div>
      <DiveList name={name} show={show} dive={dive} kept={kept} />
    </>
  );
}

const HOURS = { head: 'Hour', when: 'at' as const, say: (hour: string) => hour, newestFirst: false };

/** Where a figure leads: within this dive with the same days, or to a list with the same development. */
function leadsTo(to: string | undefined, kept: URLSearchParams): string | undefined {
  if (to === undefined) return undefined;
  if (to.startsWith('?')) return `?${new URLSearchParams([...kept, ...new URLSearchParams(to)])}`;
  const development = kept.get('development_id');
  if (development === null || !/^\/developer\/(units|homeowners|documents|readiness)/.test(to)) return to;
  return `${to}${to.includes('?') ? '&' : '?'}development_id=${development}`;
}

function valueInWords(value: number | null, unit: 'percent' | 'time' | undefined): string {
  if (value === null) return '–';
  if (unit === 'time') return formatDuration(value);
  return unit === 'percent' ? `${value} %` : formatCount(value);
}

function trend(figure: DiveFigure | undefined, length: number, unit: 'percent' | 'time' | undefined): string {
  const { value = null, before = null } = figure ?? {};
  if (value === null) return 'nothing to go by in these days';
  const period = length === 1 ? 'the day before' : `the ${formatCount(length)} days before`;
  if (unit !== undefined)
    return before === null ? `no such figure for ${period}` : `${valueInWords(before, unit)} in ${period}`;
  return before === null ? 'now' : trendInWords({ value, before, daily: [] }, length);
}

import { Card, CardHeader } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { alertFigure, alertLimits } from '../../alerts/describe-alert.ts';
import type { AlertView } from '../../alerts/read-alerts.server.ts';
import type { RuleSeries } from '../../alerts/read-rule-series.server.ts';
import { shortMoment } from '../load/short-moment.ts';

type Rule = Pick<AlertView, 'unit' | 'warning' | 'critical' | 'comparison'>;
type Moment = RuleSeries['moments'][number];

const HEIGHT = 40;

const columnsOf = ({ unit }: Rule, step: RuleSeries['step']): Column<Moment>[] => [
  { key: 'at', header: step === 'minute' ? 'Minute' : 'Hour', primary: true, cell: ({ at }) => shortMoment(at, step) },
  {
    key: 'value',
    header: 'Value',
    align: 'end',
    cell: ({ value }) => (value === null ? '–' : alertFigure(value, unit)),
  },
];

/** A rule's metric as bars, its thresholds as lines across them; each figure stands in the table below. */
export function ThresholdChart({ rule, series: { step, moments } }: { rule: Rule; series: RuleSeries }) {
  const values = moments.flatMap(({ value }) => value ?? []);
  const extreme = values.length === 0 ? null : rule.comparison === 'above' ? Math.max(...values) : Math.min(...values);
  const lines = [
    { level: rule.warning, className: 'stroke-gold' },
    { level: rule.critical, className: 'stroke-red' },
  ].flatMap(({ level, className }) => (level === null ? [] : [{ level, className }]));
  const most = Math.max(...values, ...lines.map(({ level }) => level * 1.15), Number.MIN_VALUE);
  const heightOf = (value: number) => (HEIGHT * value) / most;
  return (
    <Card>
      <CardHeader
        title="The metric and its threshold"
        description={
          extreme === null
            ? `Nothing was measured in this time; ${alertLimits(rule)}.`
            : `${rule.comparison === 'above' ? 'At most' : 'At least'} ${alertFigure(extreme, rule.unit)} of all ` +
              `processes; ${alertLimits(rule)}.`
        }
      />
      <svg
        viewBox={`0 0 ${Math.max(1, moments.length)} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
        className="h-40 w-full border-b border-hairline"
      >
        {moments.map(({ at, value }, index) =>
          value === null || value === 0 ? null : (
            <rect
              key={at}
              x={index + 0.1}
              y={HEIGHT - heightOf(value)}
              width={0.8}
              height={heightOf(value)}
              className="fill-slate"
            />
          ),
        )}
        {lines.map(({ level, className }) => (
          <line
            key={className}
            x1={0}
            x2={Math.max(1, moments.length)}
            y1={HEIGHT - heightOf(level)}
            y2={HEIGHT - heightOf(level)}
            strokeWidth={2}
            strokeDasharray={className === 'stroke-gold' ? '6 4' : undefined}
            vectorEffect="non-scaling-stroke"
            className={className}
          />
        ))}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-sm text-ink-soft tabular-nums">
        <span>{shortMoment(moments[0]?.at, step)}</span>
        <span>{shortMoment(moments.at(-1)?.at, step)}</span>
      </p>
      <details className="mt-2">
        <summary className="min-h-11 cursor-pointer content-center text-sm font-semibold">The chart as a table</summary>
        <DataTable
          caption={`The metric by ${step}`}
          columns={columnsOf(rule, step)}
          rows={moments.filter(({ value }) => value !== null).toReversed()}
          rowKey={({ at }) => at}
          empty={<p className="text-ink-soft">Nothing was measured in this time.</p>}
        />
      </details>
    </Card>
  );
}

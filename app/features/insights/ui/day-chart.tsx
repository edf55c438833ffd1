import { formatIsoDay } from '#app/platform/dublin-time.ts';
import { counted, formatCount } from '#app/ui/counted.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';

type Series = { name: string; style: string; values: readonly number[] };
type DayChartProps = {
  id: string;
  title: string;
  days: readonly string[];
  series: readonly Series[];
  noun: string;
  /** What the bars stand for, where it is no day: how one is called, and what heads their column. */
  each?: { head: string; when: 'on' | 'at'; say: (key: string) => string; newestFirst: boolean };
};
const DAYS = { head: 'Day', when: 'on' as const, say: formatIsoDay, newestFirst: true };

const HEIGHT = 40;

/** Bars by day, one on top of the other, and the same figures as a table; drawn by the server, without scripts. */
export function DayChart({ id, title, days, series, noun, each = DAYS }: DayChartProps) {
  const totals = days.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0));
  const all = totals.reduce((sum, value) => sum + value, 0);
  const most = Math.max(1, ...totals);
  const busiest = days[totals.indexOf(most)];
  const order = each.newestFirst ? days.map((_, back) => days.length - 1 - back) : days.map((_, index) => index);
  const words =
    all === 0 || busiest === undefined
      ? `No ${noun} in these days.`
      : all === most
        ? `${counted(all, noun)}, ${each.when} ${each.say(busiest)}.`
        : `${counted(all, noun)}, most of them (${formatCount(most)}) ${each.when} ${each.say(busiest)}.`;
  return (
    <Card id={id}>
      <CardHeader title={title} description={words} />
      <svg
        viewBox={`0 0 ${Math.max(1, days.length)} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
        className="h-28 w-full border-b border-hairline"
      >
        {days.map((day, index) => {
          let top = HEIGHT;
          return series.map(({ name, style, values }) => {
            const height = (HEIGHT * (values[index] ?? 0)) / most;
            top -= height;
            return height > 0 ? (
              <rect key={`${day} ${name}`} x={index + 0.1} y={top} width={0.8} height={height} className={style} />
            ) : null;
          });
        })}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-sm text-ink-soft">
        <span>{days[0] ? each.say(days[0]) : ''}</span>
        <span>{days.length > 1 ? each.say(days[days.length - 1] ?? '') : ''}</span>
      </p>
      {series.length > 1 ? <Legend series={series} /> : null}
      <details className="mt-3">
        <summary className="min-h-11 cursor-pointer content-center text-sm font-semibold">As a table</summary>
        <table className="w-full text-left text-sm">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col" className="py-1 pr-3">
                {each.head}
              </th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="py-1 pl-3 text-right">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-hairline">
            {order.map((index) => (
              <tr key={days[index]}>
                <th scope="row" className="py-1 pr-3 font-normal whitespace-nowrap">
                  {each.say(days[index] ?? '')}
                </th>
                {series.map(({ name, values }) => (
                  <td key={name} className="py-1 pl-3 text-right tabular-nums">
                    {formatCount(values[index] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  );
}

function Legend({ series }: Pick<DayChartProps, 'series'>) {
  return (
    <ul aria-hidden className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
      {series.map(({ name, style }) => (
        <li key={name} className="inline-flex items-center gap-1.5">
          <svg viewBox="0 0 1 1" className="size-3">
            <rect width={1} height={1} className={style} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

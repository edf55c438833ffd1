import { Card, CardHeader } from '#app/ui/card.tsx';

type SpanChartProps = {
  title: string;
  /** What the bars come to, in words; stands for the picture. */
  words: string;
  values: readonly (number | null)[];
  /** Of `values`, what is drawn in red at the foot of each bar. */
  bad?: readonly number[];
  /** What stands below the first and the last bar. */
  ends: readonly [string, string];
};

const HEIGHT = 40;

/** Bars by minute or hour, drawn by the server and as high with nothing as with much; the figures are in the table. */
export function SpanChart({ title, words, values, bad, ends }: SpanChartProps) {
  const most = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  const heightOf = (value: number) => (HEIGHT * value) / most;
  return (
    <Card>
      <CardHeader title={title} />
      <p className="-mt-2 mb-2 min-h-10 text-sm leading-snug text-ink-soft tabular-nums">{words}</p>
      <svg
        viewBox={`0 0 ${Math.max(1, values.length)} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden
        className="h-20 w-full border-b border-hairline"
      >
        {values.map((value, index) => {
          const height = heightOf(value ?? 0);
          const badHeight = heightOf(bad?.[index] ?? 0);
          const x = index + 0.1;
          return height > 0 ? (
            // oxlint-disable-next-line react/no-array-index-key -- a bar is its place
            <g key={index}>
              <rect x={x} y={HEIGHT - height} width={0.8} height={height} className="fill-gold" />
              {badHeight > 0 ? (
                <rect x={x} y={HEIGHT - badHeight} width={0.8} height={badHeight} className="fill-red" />
              ) : null}
            </g>
          ) : null;
        })}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-sm text-ink-soft tabular-nums">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </p>
    </Card>
  );
}

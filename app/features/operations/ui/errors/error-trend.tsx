import { counted } from '#app/ui/counted.ts';

const WIDTH = 6;
const HEIGHT = 24;

/** How often an error happened on each of the last days: as bars, and in words, which a list leaves to ears alone. */
export function ErrorTrend({ recent, brief = false }: { recent: number[]; brief?: boolean }) {
  const most = Math.max(1, ...recent);
  const sum = recent.reduce((all, count) => all + count, 0);
  return (
    <span className="inline-flex items-end gap-2">
      <svg
        aria-hidden
        width={recent.length * WIDTH}
        height={HEIGHT}
        viewBox={`0 0 ${recent.length * WIDTH} ${HEIGHT}`}
        className="shrink-0 text-slate forced-colors:text-[CanvasText]"
      >
        {recent.map((count, day) => {
          // A day with anything is seen beside the busiest one.
          const height = count === 0 ? 1 : Math.max(3, Math.round((count / most) * HEIGHT));
          return (
            <rect
              key={day}
              x={day * WIDTH}
              y={HEIGHT - height}
              width={WIDTH - 2}
              height={height}
              fill="currentColor"
              opacity={count === 0 ? 0.35 : 1}
            />
          );
        })}
      </svg>
      <span className={brief ? 'sr-only' : 'text-ink-soft'}>
        {`${counted(sum, 'time', 'times')} in ${recent.length} days, of them ${recent.at(-1) ?? 0} today`}
      </span>
    </span>
  );
}

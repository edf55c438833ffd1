import { escapeHtml } from './escape-html.ts';

/* Charts as SVG text: few functions, no library, so that a report is one file that opens anywhere. Colours come from the page's CSS. */

const WIDTH = 720;
const HEIGHT = 220;
const MARGIN = { left: 74, right: 16, top: 14, bottom: 30 };

export type Line = { name: string; values: readonly (number | null)[]; tone: 'a' | 'b' | 'c' | 'soft' };

/** Round numbers from 0 to at least `max`, about four of them. */
export function ticksUpTo(max: number): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? 10 * power;
  return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, index) => index * step);
}

/** Lines over time. `at` in seconds; a null value interrupts its line. */
export function lineChart(chart: { title: string; unit: string; at: readonly number[]; lines: readonly Line[]; limits?: readonly number[] }): string {
  const values = chart.lines.flatMap(({ values: all }) => all.filter((value) => value !== null));
  const ticks = ticksUpTo(Math.max(...values, 0));
  const top = ticks.at(-1)!;
  const last = Math.max(chart.at.at(-1) ?? 1, 1);
  const x = (seconds: number) => MARGIN.left + (seconds / last) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (value: number) => HEIGHT - MARGIN.bottom - (value / top) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const paths = chart.lines.map(({ values: all, tone }) => {
    let pen = 'M';
    const d = all.map((value, index) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      // A point between two gaps is a dot: a line of no length with round ends.
      const point = `${pen}${x(chart.at[index] ?? 0).toFixed(1)} ${y(value).toFixed(1)}${pen === 'M' ? 'h0' : ''}`;
      pen = 'L';
      return point;
    });
    return `<path class="line ${tone}" d="${d.join('')}"/>`;
  });
  const limits = (chart.limits ?? []).filter((limit) => limit <= top).map((limit) => `<line class="limit" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(limit).toFixed(1)}" y2="${y(limit).toFixed(1)}"/>`);
  return figure(chart.title, chart.lines, `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${chart.title}, ${chart.unit}`)}">${grid(ticks, y, chart.unit)}${ticksUpTo(last).filter((tick) => tick <= last).map((tick) => `<text class="axis" text-anchor="middle" x="${x(tick).toFixed(1)}" y="${HEIGHT - 10}">${tick} s</text>`).join('')}${limits.join('')}${paths.join('')}</svg>`);
}

export type Bar = { label: string; parts: readonly { name: string; value: number; tone: Line['tone'] }[]; note?: string };

/** One row a bar; its parts lie over each other from the longest to the shortest (p99, p95, p50). */
export function barChart(chart: { title: string; unit: string; bars: readonly Bar[] }): string {
  const rowHeight = 30;
  const labelWidth = 210;
  const height = MARGIN.top + chart.bars.length * rowHeight + MARGIN.bottom;
  const ticks = ticksUpTo(Math.max(...chart.bars.flatMap(({ parts }) => parts.map(({ value }) => value)), 0));
  const top = ticks.at(-1)!;
  const x = (value: number) => labelWidth + (value / top) * (WIDTH - labelWidth - 70);
  const rows = chart.bars.map(({ label, parts, note }, index) => {
    const y = MARGIN.top + index * rowHeight;
    const rects = parts.toSorted((a, b) => b.value - a.value).map(({ value, tone }) => `<rect class="bar ${tone}" x="${labelWidth}" y="${y + 5}" height="${rowHeight - 12}" width="${Math.max(1, x(value) - labelWidth).toFixed(1)}"/>`);
    const end = x(Math.max(...parts.map(({ value }) => value), 0));
    return `<text class="label" text-anchor="end" x="${labelWidth - 10}" y="${y + 19}">${escapeHtml(label)}</text>${rects.join('')}<text class="axis" x="${(end + 6).toFixed(1)}" y="${y + 19}">${escapeHtml(note ?? '')}</text>`;
  });
  const scale = ticks.map((tick) => `<line class="grid" x1="${x(tick).toFixed(1)}" x2="${x(tick).toFixed(1)}" y1="${MARGIN.top}" y2="${height - MARGIN.bottom}"/><text class="axis" text-anchor="middle" x="${x(tick).toFixed(1)}" y="${height - 10}">${formatTick(tick)}</text>`);
  const names = (chart.bars[0]?.parts ?? []).map(({ name, tone }) => ({ name, tone, values: [] }));
  return figure(`${chart.title} (${chart.unit})`, names, `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(chart.title)}">${scale.join('')}${rows.join('')}</svg>`);
}

function grid(ticks: readonly number[], y: (value: number) => number, unit: string): string {
  return ticks.map((tick, index) => `<line class="grid" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/><text class="axis" text-anchor="end" x="${MARGIN.left - 8}" y="${(y(tick) + 4).toFixed(1)}">${formatTick(tick)}${index === ticks.length - 1 ? ` ${escapeHtml(unit)}` : ''}</text>`).join('');
}

const formatTick = (tick: number) => Number(tick.toPrecision(6)).toLocaleString('en-IE');

function figure(title: string, lines: readonly Line[], svg: string): string {
  const legend = lines.length > 1 || lines[0]?.name ? lines.map(({ name, tone }) => `<span class="key ${tone}">${escapeHtml(name)}</span>`).join('') : '';
  return `<figure><figcaption>${escapeHtml(title)}<span class="legend">${legend}</span></figcaption>${svg}</figure>`;
}

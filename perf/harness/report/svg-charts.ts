import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { escapeUTF8 } from 'entities';

/* Charts as SVG text, so that a report is one file that opens anywhere. Colours come from the page's CSS. */

use([BarChart, LineChart, GridComponent, MarkLineComponent, SVGRenderer]);

const WIDTH = 720;
const COLOURS = { a: 'var(--gold)', b: 'var(--ink)', c: 'var(--red)', soft: 'var(--gold-soft)' };
type Tone = keyof typeof COLOURS;

export type Line = { name: string; values: readonly (number | null)[]; tone: Tone };

const labels = { color: 'var(--soft)', fontSize: 11, fontFamily: 'inherit' };
const quiet = { axisLine: { show: false }, axisTick: { show: false } };
const formatTick = (tick: number) => tick.toLocaleString('en-IE');
const valueAxis = {
  type: 'value',
  min: 0,
  splitNumber: 4,
  splitLine: { lineStyle: { color: 'var(--line)' } },
  ...quiet,
};

/** Lines over time. `at` in seconds; a null value interrupts its line. */
export function lineChart(chart: {
  title: string;
  unit: string;
  at: readonly number[];
  lines: readonly Line[];
  limits?: readonly number[];
}): string {
  const limits = (chart.limits ?? []).map((limit) => ({ yAxis: limit }));
  const label = `${chart.title}, ${chart.unit}`;
  const option = {
    grid: { left: 74, right: 24, top: 26, bottom: 30 },
    xAxis: {
      ...valueAxis,
      max: Math.max(chart.at.at(-1) ?? 1, 1),
      splitNumber: 5,
      splitLine: { show: false },
      axisLabel: { ...labels, hideOverlap: true, formatter: (tick: number) => `${formatTick(tick)} s` },
    },
    yAxis: {
      ...valueAxis,
      name: chart.unit,
      nameTextStyle: { ...labels, align: 'right' },
      nameGap: 10,
      axisLabel: { ...labels, formatter: formatTick },
    },
    series: chart.lines.map(({ name, values, tone }, index) => ({
      type: 'line',
      name,
      symbol: 'none',
      symbolSize: 3,
      lineStyle: { width: 2, color: COLOURS[tone] },
      itemStyle: { color: COLOURS[tone] },
      data: values.map((value, at) => {
        const alone = values[at - 1] == null && values[at + 1] == null;
        return { value: [chart.at[at] ?? 0, value], ...(alone ? { symbol: 'circle' } : {}) };
      }),
      markLine: {
        symbol: 'none',
        label: { show: false },
        lineStyle: { color: 'var(--red)', type: [4, 4], opacity: 0.55 },
        data: index === 0 ? limits : [],
      },
    })),
  };
  return figure(chart.title, chart.lines, draw(label, 220, option));
}

export type Bar = { label: string; parts: readonly { name: string; value: number; tone: Tone }[]; note?: string };

/** One row a bar; its parts lie over each other from the longest to the shortest (p99, p95, p50). */
export function barChart(chart: { title: string; unit: string; bars: readonly Bar[] }): string {
  const parts = (chart.bars[0]?.parts ?? []).map((part, index) => ({
    ...part,
    values: chart.bars.map((bar) => bar.parts[index]?.value ?? 0),
  }));
  const largest = (values: readonly number[]) => Math.max(...values, 0);
  const option = {
    grid: { left: 210, right: 70, top: 14, bottom: 30 },
    xAxis: { ...valueAxis, axisLabel: { ...labels, formatter: formatTick } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: chart.bars.map(({ label }) => label),
      axisLabel: { ...labels, color: 'var(--ink)', fontSize: 12, width: 165, overflow: 'truncate', interval: 0 },
      ...quiet,
    },
    series: parts
      .toSorted((a, b) => largest(b.values) - largest(a.values))
      .map(({ name, tone, values }, order) => ({
        type: 'bar',
        name,
        data: values,
        barGap: '-100%',
        barWidth: 18,
        barMinHeight: 1,
        z: order + 2,
        itemStyle: { color: COLOURS[tone] },
        label: {
          ...labels,
          show: order === 0,
          position: 'right',
          formatter: ({ dataIndex }: { dataIndex: number }) => chart.bars[dataIndex]?.note ?? '',
        },
      })),
  };
  return figure(`${chart.title} (${chart.unit})`, parts, draw(chart.title, 44 + chart.bars.length * 30, option));
}

function draw(label: string, height: number, option: EChartsCoreOption): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption({ animation: false, silent: true, ...option });
  const svg = chart.renderToSVGString({ useViewBox: true });
  // It keeps the process alive otherwise.
  chart.dispose();
  return svg.replace('<svg ', `<svg role="img" aria-label="${escapeUTF8(label)}" `);
}

function figure(title: string, lines: readonly Pick<Line, 'name' | 'tone'>[], svg: string): string {
  const legend = lines.map(({ name, tone }) => `<span class="key ${tone}">${escapeUTF8(name)}</span>`).join('');
  const caption = `<figcaption>${escapeUTF8(title)}<span class="legend">${legend}</span></figcaption>`;
  return `<figure tabindex="0">${caption}${svg}</figure>`;
}

import { TARGETS } from '../../lib/thresholds.ts';
import { BAND_WORDS } from './bands.ts';
import { escapeUTF8 as e } from 'entities';
import type { LoadReport, StepRow } from './load-report.ts';
import { formatCount, formatMs } from './print-summary.ts';
import { REPORT_STYLE } from './report-style.ts';
import { barChart, lineChart } from './svg-charts.ts';

const TITLES: Record<LoadReport['suite'], string> = {
  rag: 'Retrieval under load',
  chat: 'Questions and answers under load',
  onboarding: 'Onboarding under load',
  traffic: 'A hand-over weekend',
};

/** The report of a run as one page without any other file (A7). Every text from outside is escaped. */
export function renderReport(report: LoadReport): string {
  const date = new Intl.DateTimeFormat('en-IE', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Dublin',
  }).format(new Date(report.startedAt));
  return `<!doctype html>
<html lang="en-IE">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${e(`${TITLES[report.suite]}, ${report.profile} · OpenHouse AI`)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<p class="over">OpenHouse AI · load test</p>
<h1>${e(TITLES[report.suite])}</h1>
<p class="sub">${e(`${date} · profile ${report.profile} · ${Math.round(report.seconds)} s`)}</p>
<p class="verdict ${report.verdict}">${e(
    report.passed
      ? `${BAND_WORDS[report.verdict]}: every threshold
  held`
      : `Did not pass${report.prove ? `, as it must: --prove ${report.prove}` : ''}`,
  )}</p>
${
  report.reasons.length > 0
    ? `<ul
  class="reasons">${report.reasons.map((reason) => `<li>${e(reason)}</li>`).join('')}</ul>`
    : ''
}
</header>
<section class="facts">${factsOf(report)
    .map(
      ([name, figure]) => `<div><span>${e(name)}</span><strong>${e(figure)}</strong>
  </div>`,
    )
    .join('')}</section>
<section><h2>Assessment</h2>
<table><thead><tr><th>Measure</th><th>Figure</th><th>Band</th><th>Ready · investigate · do not deploy</th></tr></thead>
  <tbody>
${report.assessment
  .map(
    ({ what, figure, band, rule }) => `<tr><td>${e(what)}</td><td class="n">${e(figure)}</td><td>
  <span class="band ${band}">${e(BAND_WORDS[band])}</span></td><td class="quiet">${e(rule)}</td></tr>`,
  )
  .join('\n')}
</tbody></table></section>
<section><h2>Over time</h2>${timeCharts(report)}</section>
<section><h2>Step by step</h2>${stepChart(report)}${stepTable(report)}${firstToken(report)}</section>
<section><h2>Failures by kind</h2>${errors(report)}</section>
<section><h2>Thresholds</h2>
<table><thead><tr><th>What</th><th>Must be</th><th></th></tr></thead><tbody>
${report.thresholds
  .map(
    ({ metric, condition, passed }) => `<tr><td>${e(metric)}</td><td>${e(condition)}</td><td>
  <span class="band ${passed ? 'ready' : 'stop'}">${passed ? 'holds' : 'broken'}</span></td></tr>`,
  )
  .join('\n')}
<tr><td>dropped iterations</td><td>none</td><td class="n">${formatCount(report.droppedIterations)}</td></tr>
</tbody></table></section>
${comparison(report)}
${footer(report)}
</body>
</html>
`;
}

function factsOf({ totals }: LoadReport): [string, string][] {
  return [
    ['Requests', formatCount(totals.requests)],
    ['Good', `${totals.successPercent.toFixed(2)} %`],
    ['Failed', formatCount(totals.failures)],
    ['A second', totals.rate.toFixed(1)],
    ...(totals.latency
      ? ([
          ['p50', formatMs(totals.latency.p50)],
          ['p95', formatMs(totals.latency.p95)],
          ['p99', formatMs(totals.latency.p99)],
          ['Longest', formatMs(totals.latency.max)],
        ] as [string, string][])
      : []),
  ];
}

function footer(report: LoadReport): string {
  const { machine, target } = report;
  return `<footer><p>${e(
    `Target: ${target.url}, ${target.kind === 'own' ? 'started for this run' : 'running already'}, ` +
      `${target.database}, ${target.houses} houses, commit ${target.commit}.`,
  )}</p>
<p>${e(
    `Measured on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ` +
      `${machine.node}, ${machine.k6}; load average ${machine.loadAverage.toFixed(1)} at the start, a fixed piece of ` +
      `work took ${formatMs(machine.machineMs)}. k6 ran on the same machine.`,
  )}</p>
<p>${e(
    `Command: ${report.command}. Evidence for ` +
      `${[...new Set(report.verdicts.flatMap(({ requirements }) => requirements))].toSorted().join(', ')}.`,
  )}</p>
${report.notes.map((note) => `<p>${e(`Note: ${note}`)}</p>`).join('')}</footer>`;
}

function timeCharts({ series, suite, memory }: LoadReport): string {
  const target = suite === 'rag' ? TARGETS.search : suite === 'onboarding' ? TARGETS.onboarding : TARGETS.chat;
  const charts = [
    lineChart({
      title: 'Latency',
      unit: 'ms',
      at: series.at,
      limits: [target.p95],
      lines: [
        { name: 'p95', values: series.p95, tone: 'a' },
        { name: 'p50', values: series.p50, tone: 'b' },
      ],
    }),
    lineChart({
      title: 'Requests and failures',
      unit: '/ s',
      at: series.at,
      lines: [
        { name: 'requests', values: series.requests, tone: 'b' },
        { name: 'failures', values: series.failures, tone: 'c' },
      ],
    }),
  ];
  if (memory)
    charts.push(
      lineChart({
        title: 'Server memory (RSS)',
        unit: 'MB',
        at: series.at,
        limits: [200, 500],
        lines: [
          { name: 'web process', values: series.rss, tone: 'a' },
          { name: 'its children', values: series.childrenRss, tone: 'b' },
        ],
      }),
    );
  if (series.eventLoopP99.some((value) => value !== null))
    charts.push(
      lineChart({
        title: 'Event-loop lag p99',
        unit: 'ms',
        at: series.at,
        lines: [{ name: '', values: series.eventLoopP99, tone: 'b' }],
      }),
    );
  return charts.join('');
}

const rowsOf = ({ steps, compounds }: LoadReport): StepRow[] => [
  ...steps,
  ...compounds.map((row) => ({ ...row, step: `${row.step}, whole` })),
];

function stepChart(report: LoadReport): string {
  return barChart({
    title: 'Percentiles of each step',
    unit: 'ms',
    bars: rowsOf(report).map(({ step, scenario, latency }) => ({
      label: `${step} · ${scenario}`,
      note: formatMs(latency.p99),
      parts: [
        { name: 'p99', value: latency.p99, tone: 'soft' as const },
        { name: 'p95', value: latency.p95, tone: 'a' as const },
        { name: 'p50', value: latency.p50, tone: 'b' as const },
      ],
    })),
  });
}

type ReportRow = ReturnType<typeof rowsOf>[number];

const times = ({ min, avg, p50, p95, p99, max }: ReportRow['latency']): string[] =>
  [min, avg, p50, p95, p99, max].map(formatMs);
const numbers = (cells: readonly string[]): string => cells.map((cell) => `<td class="n">${e(cell)}</td>`).join('');

function stepTable(report: LoadReport): string {
  const rows = rowsOf(report).map(
    ({ step, scenario, requests, failures, latency }) =>
      `<tr><td>${e(step)}</td>
        <td>${e(scenario)}</td>${numbers([formatCount(requests), formatCount(failures), ...times(latency)])}</tr>`,
  );
  return `<div class="wide"><table><thead><tr><th>Step</th>
    <th>Scenario</th>${['Requests', 'Failed', 'Min', 'Avg', 'p50', 'p95', 'p99', 'Max']
      .map(
        (name) => `<th
      class="n">${name}</th>`,
      )
      .join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

function firstToken({ firstToken: { server, client } }: LoadReport): string {
  const parts = [
    ...(server
      ? [
          `by the server's metric p50 ${formatMs(server.p50)}, p95 ${formatMs(server.p95)} over ` +
            `${formatCount(server.count)} answers`,
        ]
      : []),
    ...(client
      ? [
          `for a streaming client beside the load p50 ${formatMs(client.first.p50)}, p95 ` +
            `${formatMs(client.first.p95)} over ${client.first.count} questions, ${client.failures} failed`,
        ]
      : []),
  ];
  return parts.length > 0 ? `<p>${e(`Time to first token: ${parts.join('; ')}.`)}</p>` : '';
}

function errors({ errors: rows, limited }: LoadReport): string {
  const refused =
    limited > 0
      ? `<p>${e(
          `${formatCount(limited)} questions over the limit of their house were refused with 429 and Retry-After, as ` +
            'they should be.',
        )}</p>`
      : '';
  if (rows.length === 0) return `<p class="quiet">Nothing failed.</p>${refused}`;
  const chart = barChart({
    title: 'Failures',
    unit: 'requests',
    bars: rows.map(({ step, kind, count }) => ({
      label: `${step}: ${kind}`,
      note: formatCount(count),
      parts: [{ name: '', value: count, tone: 'c' as const }],
    })),
  });
  const examples = rows.map(
    ({ step, kind, examples: some }) =>
      `<details><summary>${e(`${step}:
        ${kind}`)}</summary><ul>${some
        .map(
          ({ about, detail, requestId }) => `<li>
          <strong>${e(about)}</strong> ${e(detail)} <code>${e(requestId)}</code></li>`,
        )
        .join('')}</ul></details>`,
  );
  return chart + examples.join('') + refused;
}

function comparison({ previous, totals, memory, machine }: LoadReport): string {
  if (!previous) return '';
  const row = (name: string, before: string, now: string) =>
    `<tr><td>${e(name)}</td><td class="n">${e(before)}</td><td class="n">${e(now)}</td></tr>`;
  const rows = [
    row('Good', `${previous.successPercent.toFixed(2)} %`, `${totals.successPercent.toFixed(2)} %`),
    row('Requests a second', previous.rate.toFixed(1), totals.rate.toFixed(1)),
  ];
  if (previous.p50 !== null && totals.latency)
    rows.push(row('p50', formatMs(previous.p50), formatMs(totals.latency.p50)));
  if (previous.p95 !== null && totals.latency)
    rows.push(row('p95', formatMs(previous.p95), formatMs(totals.latency.p95)));
  if (previous.machineMs !== null)
    rows.push(row('A fixed piece of work on this machine', formatMs(previous.machineMs), formatMs(machine.machineMs)));
  if (previous.rssPeak !== null && memory)
    rows.push(row('Server memory, peak', `${Math.round(previous.rssPeak)} MB`, `${Math.round(memory.peak)} MB`));
  return `<section><h2>Beside the run before</h2><table><thead><tr><th></th>
    <th class="n">${e(`${previous.startedAt.slice(0, 16).replace('T', ' ')},
      ${previous.profile}`)}</th><th class="n">this run</th></tr></thead><tbody>${rows.join('')}</tbody></table>
      </section>`;
}

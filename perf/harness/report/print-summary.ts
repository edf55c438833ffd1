import { styleText } from 'node:util';
import { BAND_WORDS, type Band } from './bands.ts';
import type { LoadReport, StepRow } from './load-report.ts';
import type { Distribution } from './percentiles.ts';

const COLOURS: Record<Band, 'green' | 'yellow' | 'red'> = { ready: 'green', investigate: 'yellow', stop: 'red' };
const ms = (value: number) =>
  value >= 10_000 ? `${(value / 1000).toFixed(1)} s` : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
export const formatMs = ms;
export const formatCount = (value: number) => value.toLocaleString('en-IE');

/** The summary of a run for the terminal (A7). */
export function renderSummary(report: LoadReport): string {
  const { totals } = report;
  const lines = [
    '',
    styleText('bold', `${report.suite} · ${report.profile}`) +
      `  ${report.seconds.toFixed(0)} s against ${report.target.url} (${report.target.database})`,
    '',
    `  requests ${formatCount(totals.requests)} · successes ${formatCount(totals.successes)} · failures ` +
      `${formatCount(totals.failures)} (${totals.successPercent.toFixed(2)} % good) · ${totals.rate.toFixed(1)} a ` +
      'second',
    ...(totals.latency
      ? [
          `  min ${ms(totals.latency.min)} · avg ${ms(totals.latency.avg)} · p50 ${ms(totals.latency.p50)} · p95 ` +
            `${ms(totals.latency.p95)} · p99 ${ms(totals.latency.p99)} · max ${ms(totals.latency.max)}`,
        ]
      : []),
    '',
    ...table(
      ['step', 'scenario', 'requests', 'failed', 'min', 'avg', 'p50', 'p95', 'p99', 'max'],
      [...report.steps, ...report.compounds.map((row) => ({ ...row, step: `= ${row.step}` }))].map(cells),
    ),
  ];
  if (report.memory) {
    const { start, peak, end, childrenPeak, embeddedDatabase } = report.memory;
    const children = childrenPeak === null ? '' : `, its child processes ${Math.round(childrenPeak)} MB`;
    const inside = embeddedDatabase ? ' (the embedded database is in the process)' : '';
    const megabytes = [start, peak, end].map((value) => Math.round(value));
    lines.push('', `  server memory ${megabytes[0]} → peak ${megabytes[1]} → ${megabytes[2]} MB${children}${inside}`);
  }
  const { server, client } = report.firstToken;
  const firstTokens = [
    ...(server
      ? [`server p50 ${ms(server.p50)}, p95 ${ms(server.p95)} over ${formatCount(server.count)} answers`]
      : []),
    ...(client
      ? [`an SSE client p50 ${ms(client.first.p50)}, p95 ${ms(client.first.p95)} over ${client.first.count}`]
      : []),
  ];
  if (firstTokens.length > 0) lines.push(`  time to first token: ${firstTokens.join('; ')}`);
  if (report.limited > 0)
    lines.push(`  ${formatCount(report.limited)} questions over the limit were refused, as they should be`);
  for (const error of report.errors.slice(0, 8))
    lines.push(
      styleText('red', `  ${error.count} × ${error.step}: ${error.kind}`) +
        (error.examples[0]
          ? `  e.g. ${error.examples[0].about} → ${error.examples[0].detail.replace(/\s+/g, ' ').slice(0, 140)}`
          : ''),
    );
  lines.push(
    '',
    ...table(
      ['assessment', '', '', 'ready · investigate · do not deploy'],
      report.assessment.map(({ what, figure, band, rule }) => [
        what,
        figure,
        styleText(COLOURS[band], BAND_WORDS[band]),
        rule,
      ]),
    ),
  );
  if (report.previous)
    lines.push(
      '',
      `  before (${report.previous.startedAt.slice(0, 16).replace('T', ' ')}, ${report.previous.profile}): ` +
        `${comparison(report)}`,
    );
  for (const note of report.notes) lines.push(`  note: ${note}`);
  lines.push(
    '',
    report.passed
      ? styleText('green', '  Every threshold held.')
      : styleText('red', `  Did not pass:\n${report.reasons.map((reason) => `    - ${reason}`).join('\n')}`),
    '',
  );
  return lines.join('\n');
}

function comparison({ previous, totals, memory, machine }: LoadReport): string {
  if (!previous) return '';
  const parts = [];
  if (previous.p95 !== null && totals.latency) parts.push(`p95 ${ms(previous.p95)} → ${ms(totals.latency.p95)}`);
  parts.push(
    `${previous.rate.toFixed(1)} → ${totals.rate.toFixed(1)} a second`,
    `${previous.successPercent.toFixed(2)} → ${totals.successPercent.toFixed(2)} %`,
  );
  if (previous.machineMs !== null)
    parts.push(`a fixed piece of work ${ms(previous.machineMs)} → ${ms(machine.machineMs)}`);
  if (previous.rssPeak !== null && memory)
    parts.push(`${Math.round(previous.rssPeak)} → ${Math.round(memory.peak)} MB`);
  return parts.join(' · ');
}

function cells(row: StepRow): string[] {
  const { min, avg, p50, p95, p99, max } = row.latency satisfies Distribution;
  return [
    row.step,
    row.scenario,
    formatCount(row.requests),
    formatCount(row.failures),
    ...[min, avg, p50, p95, p99, max].map(ms),
  ];
}

// oxlint-disable-next-line no-control-regex -- the colours of the terminal are what is taken out
const width = (text: string) => text.replace(/\u001b\[\d+m/g, '').length;

function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) => Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))));
  const padded = (cell: string, column: number) => {
    const space = ' '.repeat(widths[column]! - width(cell));
    return /^[\d<]/.test(cell) && column > 1 ? space + cell : cell + space;
  };
  const line = (row: string[]) => `  ${row.map(padded).join('  ')}`.trimEnd();
  return [styleText('dim', line(head)), ...rows.map(line)];
}

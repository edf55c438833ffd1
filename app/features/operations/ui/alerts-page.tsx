import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert, type LucideIcon } from 'lucide-react';
import { Alert as Message } from '#app/ui/alert.tsx';
import { Badge, type Tone } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatBytes } from '#app/ui/format-bytes.ts';
import { formatDuration } from '#app/ui/format-duration.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import type { Alert, AlertReport } from '../alerts/evaluate-alerts.server.ts';
import type { AlertState } from '../alerts/judge-alerts.ts';

const LOOKS: Record<AlertState, { tone: Tone; icon: LucideIcon; label: string }> = {
  ok: { tone: 'positive', icon: CircleCheck, label: 'OK' },
  warning: { tone: 'caution', icon: TriangleAlert, label: 'Warning' },
  critical: { tone: 'negative', icon: CircleAlert, label: 'Critical' },
  unknown: { tone: 'neutral', icon: CircleHelp, label: 'Unknown' },
};

const figure = (value: number, unit: Alert['unit']): string =>
  unit === 'share'
    ? `${(value * 100).toLocaleString('en-IE', { maximumFractionDigits: 1 })} %`
    : unit === 'seconds'
      ? formatDuration(value * 1_000)
      : unit === 'bytes'
        ? formatBytes(value)
        : value.toLocaleString('en-IE');

const limits = ({ warning, critical, comparison, unit }: Alert): string =>
  [
    warning === null ? '' : `warning ${comparison} ${figure(warning, unit)}`,
    critical === null ? '' : `critical ${comparison} ${figure(critical, unit)}`,
  ]
    .filter(Boolean)
    .join(', ');

const lasting = ({ windowSeconds, forSeconds }: Alert): string =>
  windowSeconds
    ? `over ${formatDuration(windowSeconds * 1_000)}`
    : forSeconds > 0
      ? `for ${formatDuration(forSeconds * 1_000)}`
      : 'at once';

const columnsAt = (now: string): Column<Alert>[] => [
  {
    key: 'title',
    header: 'Alert',
    primary: true,
    cell: (alert) => (
      <>
        {alert.title}
        {alert.state === 'ok' ? null : (
          <span className="block text-sm leading-snug font-normal text-ink-soft">{alert.action}</span>
        )}
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ state }) => (
      <Badge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
        {LOOKS[state].label}
      </Badge>
    ),
  },
  {
    key: 'value',
    header: 'Now',
    align: 'end',
    className: 'whitespace-nowrap',
    cell: ({ value, unit, state }) =>
      value === null ? (
        <span className="text-ink-soft">{state === 'unknown' ? 'cannot be read' : 'too little to tell'}</span>
      ) : (
        figure(value, unit)
      ),
  },
  {
    key: 'threshold',
    header: 'Threshold',
    cell: (alert) => (
      <span className="text-sm leading-snug">
        {limits(alert)} <span className="text-ink-soft">{lasting(alert)}</span>
      </span>
    ),
  },
  {
    key: 'since',
    header: 'Since',
    className: 'whitespace-nowrap',
    cell: ({ since }) => (
      <time dateTime={since}>{formatDuration(new Date(now).getTime() - new Date(since).getTime())}</time>
    ),
  },
  {
    key: 'runbook',
    header: 'What to do',
    cell: ({ name, title }) => (
      <TextLink to={`/admin/runbook#${name}`} aria-label={`Runbook: ${title}`}>
        Runbook
      </TextLink>
    ),
  },
];

/** Every threshold, its state and what to do (D9). */
export function AlertsPage({ report: { alerts, evaluatedAt }, now }: { report: AlertReport; now: string }) {
  useRefresh(15, true);
  const standing = alerts.filter(({ state }) => state === 'warning' || state === 'critical');
  const critical = standing.some(({ state }) => state === 'critical');
  return (
    <>
      <PageHeader
        title="Alerts"
        description={
          'What this process sees of itself, against fixed thresholds. Judged every fifteen seconds; a restart ' +
          'begins anew.'
        }
        actions={<TextLink to="/admin/runbook">Runbook</TextLink>}
      />
      <Message
        tone={critical ? 'negative' : standing.length > 0 ? 'caution' : evaluatedAt ? 'positive' : 'info'}
        title={summary(standing.length, evaluatedAt !== null)}
        className="mb-5"
      >
        {standing.length > 0 ? standing.map(({ title }) => title).join(' · ') : null}
      </Message>
      <DataTable
        caption="Alerts, the worst first"
        columns={columnsAt(now)}
        rows={alerts}
        rowKey={({ name }) => name}
        empty={null}
      />
    </>
  );
}

function summary(standing: number, evaluated: boolean): string {
  if (!evaluated) return 'Nothing has been judged yet. Look again in a few seconds.';
  if (standing === 0) return 'No alert stands';
  return standing === 1 ? 'One alert stands' : `${standing} alerts stand`;
}

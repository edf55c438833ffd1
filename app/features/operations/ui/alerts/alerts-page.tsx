import { BellOff } from 'lucide-react';
import { Alert as Message } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { formatDuration } from '#app/ui/format-duration.ts';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import { alertFigure, alertLimits } from '../../alerts/describe-alert.ts';
import type { AlertReport, AlertView } from '../../alerts/read-alerts.server.ts';
import { Moment } from '../facts.tsx';
import { AlertStateBadge, AlertTabs } from './alert-state.tsx';

/** Over what it is measured, or how long it must last. */
export const lasting = ({ windowSeconds, forSeconds }: Pick<AlertView, 'windowSeconds' | 'forSeconds'>): string =>
  windowSeconds
    ? `over ${formatDuration(windowSeconds * 1_000)}`
    : forSeconds > 0
      ? `for ${formatDuration(forSeconds * 1_000)}`
      : 'at once';

const columnsAt = (now: string): Column<AlertView>[] => [
  {
    key: 'title',
    header: 'Alert',
    primary: true,
    cell: (alert) => (
      <>
        <TextLink to={`/admin/alerts/rules/${alert.name}`}>{alert.title}</TextLink>
        {alert.state === 'ok' ? null : (
          <span className="block text-sm leading-snug font-normal text-ink-soft">{alert.action}</span>
        )}
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ state, firing, silence }) => (
      <span className="grid justify-items-start gap-1">
        <span className="inline-flex flex-wrap gap-1">
          <AlertStateBadge state={state} />
          {silence ? <Badge icon={BellOff}>Silenced</Badge> : null}
        </span>
        {firing ? (
          <TextLink to={`/admin/alerts/${firing.id}`} className="text-sm">
            {firing.acknowledged_at ? 'Acknowledged' : 'Not acknowledged'}
            <span className="sr-only">: {firing.title}</span>
          </TextLink>
        ) : null}
        {silence ? (
          <span className="text-sm text-ink-soft">
            until <Moment at={silence.ends_at} />
          </span>
        ) : null}
      </span>
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
        alertFigure(value, unit)
      ),
  },
  {
    key: 'threshold',
    header: 'Threshold',
    cell: (alert) => (
      <span className="text-sm leading-snug">
        {alertLimits(alert)} <span className="text-ink-soft">{lasting(alert)}</span>
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
          'Every process holds itself against these thresholds each fifteen seconds. What any of them sees stands ' +
          'here until none has seen it for a minute; figures are of the process that made this page.'
        }
        actions={<TextLink to="/admin/runbook">Runbook</TextLink>}
      />
      <AlertTabs />
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

import { Link } from '@remix-run/react';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { DataTable } from '#app/ui/data-table.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { alertFigure, alertLimits } from '../../alerts/describe-alert.ts';
import type { RuleView } from '../../alerts/read-rule.server.ts';
import { LOAD_RANGES, type LoadRange } from '../../load/ranges.ts';
import { Code, Fact, Facts, Moment } from '../facts.tsx';
import { AlertStateBadge } from './alert-state.tsx';
import { lasting } from './alerts-page.tsx';
import { firingColumns } from './firings-table.tsx';
import { SilenceForm } from './silence-form.tsx';
import { ThresholdChart } from './threshold-chart.tsx';

const RANGES: Record<LoadRange, string> = { hour: 'Last hour', day: 'Last day', week: 'Last week' };

/** One rule: how it stands, its metric beside its threshold, when it fired last, and its silence (D9). */
export function RulePage({ alert, series, latest, range }: RuleView & { range: LoadRange }) {
  const { name, title } = alert;
  return (
    <>
      <PageHeader eyebrow={<TextLink to="/admin/alerts">Alerts</TextLink>} title={title} />
      <div className="grid items-start gap-5 *:min-w-0">
        <Standing alert={alert} />
        <nav aria-label="Period" className="flex flex-wrap gap-2">
          {LOAD_RANGES.map((one) => (
            <Link
              key={one}
              to={`?range=${one}`}
              preventScrollReset
              aria-current={range === one || undefined}
              className={buttonStyles({ size: 'small', variant: range === one ? 'primary' : 'secondary' })}
            >
              {RANGES[one]}
            </Link>
          ))}
        </nav>
        {series ? (
          <ThresholdChart rule={alert} series={series} />
        ) : (
          <Card>
            <CardHeader
              title="No chart of this metric"
              description={
                'What processes store of their load does not hold it. A Prometheus that asks /metrics draws it by ' +
                'the expression above.'
              }
            />
          </Card>
        )}
        <section aria-labelledby="latest">
          <h2 id="latest" className="mb-3 font-serif text-xl font-semibold">
            When it fired last
          </h2>
          <DataTable
            caption={`When ${title} fired last`}
            columns={firingColumns}
            rows={latest}
            rowKey={({ id }) => id}
            empty={<p className="text-ink-soft">It has not fired within 400 days.</p>}
          />
          {latest.length > 0 ? (
            <p className="mt-3">
              <TextLink to={`/admin/alerts/history?rule=${name}`}>All of this rule</TextLink>
            </p>
          ) : null}
        </section>
        <SilenceForm rule={name} />
      </div>
    </>
  );
}

function Standing({ alert }: { alert: RuleView['alert'] }) {
  const { name, action, state, value, unit, silence, firing, expression } = alert;
  return (
    <Card>
      <CardHeader title="How it stands" description={action} />
      <Facts>
        <Fact term="State">
          <AlertStateBadge state={state} />
        </Fact>
        <Fact term="Stands">
          {firing ? (
            <TextLink to={`/admin/alerts/${firing.id}`}>
              since <Moment at={firing.since} />
            </TextLink>
          ) : (
            'no'
          )}
        </Fact>
        <Fact term="Now">{value === null ? 'nothing to measure' : alertFigure(value, unit)}</Fact>
        <Fact term="Threshold">{`${alertLimits(alert)}, ${lasting(alert)}`}</Fact>
        <Fact term="Silenced">
          {silence ? (
            <>
              until <Moment at={silence.ends_at} />, {silence.set_by.name}: {silence.reason} (
              <TextLink to={`/admin/alerts/silences?rule=${name}`}>end it</TextLink>)
            </>
          ) : (
            'no'
          )}
        </Fact>
        <Fact term="In PromQL">
          <Code>{expression}</Code>
        </Fact>
      </Facts>
      <p className="mt-4">
        <TextLink to={`/admin/runbook#${name}`}>Runbook</TextLink>
      </p>
    </Card>
  );
}

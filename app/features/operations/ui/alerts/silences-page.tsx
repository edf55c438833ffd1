import { Form, useActionData, useSearchParams } from '@remix-run/react';
import { Ban, BellOff } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import type { Column } from '#app/ui/data-table.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { SilenceItem } from '../../alerts/describe-firing.ts';
import { Moment } from '../facts.tsx';
import { LogPage } from '../log-page.tsx';
import { AlertTabs } from './alert-state.tsx';
import type { AlertRefusal } from './firing-page.tsx';
import { ruleOptions } from './firings-page.tsx';
import { SilenceForm } from './silence-form.tsx';

const DONE: Record<string, string> = {
  set: 'The rule is silenced',
  ended: 'The silence is ended; what stands is told within a minute',
};

const COLUMNS: Column<SilenceItem>[] = [
  {
    key: 'rule',
    header: 'Rule',
    primary: true,
    cell: ({ rule, title }) => <TextLink to={`/admin/alerts/rules/${rule}`}>{title}</TextLink>,
  },
  {
    key: 'why',
    header: 'Why',
    className: 'md:max-w-80 wrap-anywhere',
    cell: ({ reason, set_by: by }) => `${reason} (${by.name})`,
  },
  { key: 'since', header: 'Since', cell: ({ created_at: at }) => <Moment at={at} /> },
  {
    key: 'end',
    header: 'Until',
    cell: ({ live, ends_at: at, ended_at: ended }) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        <Moment at={ended ?? at} />
        <Badge tone={live ? 'gold' : 'neutral'}>{live ? 'Holds' : 'Ended'}</Badge>
      </span>
    ),
  },
  {
    key: 'act',
    header: '',
    cell: ({ id, live, title }) =>
      live ? (
        <Form method="post" action="?intent=end" preventScrollReset>
          <input type="hidden" name="id" value={id} />
          <Button type="submit" size="small" icon={Ban} aria-label={`End the silence: ${title}`}>
            End
          </Button>
        </Form>
      ) : null,
  },
];

/** Rules of which nobody is told for a while: set, seen, ended (D9). */
export function SilencesPage({ page }: { page: Page<SilenceItem> }) {
  const refusal = useActionData<{ refusal?: AlertRefusal }>()?.refusal;
  const [params] = useSearchParams();
  const done = refusal ? undefined : DONE[params.get('done') ?? ''];
  return (
    <LogPage
      title="Silences"
      description="Rules of which nobody is told for a while, with a reason and always with an end."
      things="silences"
      page={page}
      columns={COLUMNS}
      choices={[{ name: 'rule', label: 'Rule', placeholder: 'Any rule', options: ruleOptions }]}
      empty={{ icon: BellOff, title: 'No silence yet', text: 'Whatever fires is told as the settings have it.' }}
    >
      <AlertTabs />
      {refusal ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal.message}
        </Alert>
      ) : done ? (
        <Alert tone="positive" title={done} className="mb-4" />
      ) : null}
      <SilenceForm
        key={params.toString()}
        rule={params.get('rule') ?? ruleOptions[0]?.value ?? ''}
        refusal={refusal?.given.rule === undefined ? undefined : refusal}
      />
    </LogPage>
  );
}

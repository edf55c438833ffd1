import { Form, useActionData, useNavigation } from '@remix-run/react';
import { Check } from 'lucide-react';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { alertLimits } from '../../alerts/describe-alert.ts';
import { alertRule } from '../../alerts/alert-rules.ts';
import type { FiringItem } from '../../alerts/describe-firing.ts';
import { Code, Fact, Facts, Moment } from '../facts.tsx';
import { AlertStateBadge } from './alert-state.tsx';
import { measured, stood } from './firings-table.tsx';

/** What an action of these pages says when it was refused, with what was typed. */
export type AlertRefusal = {
  message: string;
  fields: { field: string; message: string }[];
  given: Record<string, string>;
};

/** One alert that fired: when, at what, who was told, who has seen to it (D9). */
export function FiringPage({ firing }: { firing: FiringItem }) {
  const { rule, title, state, since, until, process, told } = firing;
  const known = alertRule(rule);
  return (
    <>
      <PageHeader eyebrow={<TextLink to="/admin/alerts/history">Alerts that fired</TextLink>} title={title} />
      <div className="grid items-start gap-5 *:min-w-0">
        <Card>
          <CardHeader title={until === null ? 'It stands' : 'It has ended'} description={known?.action} />
          <Facts>
            <Fact term="Worst">
              <AlertStateBadge state={state} />
            </Fact>
            <Fact term="Since">
              <Moment at={since} />
            </Fact>
            <Fact term="Until">{until === null ? 'still stands' : <Moment at={until} />}</Fact>
            <Fact term="For">{stood(firing)}</Fact>
            <Fact term="Fired at">{measured(firing)}</Fact>
            <Fact term="Threshold">{known ? alertLimits(known) : 'a rule that is no more'}</Fact>
            <Fact term="Seen by">
              <Code>{process}</Code>
            </Fact>
            <Fact term="Told">
              {told === null ? 'nobody: the rule was silenced' : `as ${told}, where a way to tell is set`}
            </Fact>
          </Facts>
          {known ? (
            <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1">
              <TextLink to={`/admin/alerts/rules/${rule}`}>The rule and its metric</TextLink>
              <TextLink to={`/admin/runbook#${rule}`}>Runbook</TextLink>
            </p>
          ) : null}
        </Card>
        <Acknowledgement firing={firing} />
      </div>
    </>
  );
}

function Acknowledgement({ firing: { acknowledged_at: at, acknowledged_by: by, note } }: { firing: FiringItem }) {
  const refusal = useActionData<{ refusal?: AlertRefusal }>()?.refusal;
  const navigation = useNavigation();
  const field = refusal?.fields.find((one) => one.field === 'note')?.message;
  if (at !== null)
    return (
      <Card>
        <CardHeader title="Acknowledged" description="" />
        <Facts>
          <Fact term="By">{by?.name ?? by?.id ?? '–'}</Fact>
          <Fact term="When">
            <Moment at={at} />
          </Fact>
          <Fact term="Note">
            <span className="wrap-anywhere">{note}</span>
          </Fact>
        </Facts>
      </Card>
    );
  return (
    <Card>
      <CardHeader
        title="Acknowledge it"
        description={
          'Says to everybody that somebody has seen to it, and is written to the activity log. It changes nothing of ' +
          'the alert.'
        }
      />
      {refusal && !field ? (
        <Alert tone="negative" title="Nothing was saved" className="mb-4">
          {refusal.message}
        </Alert>
      ) : null}
      <Form method="post" action="?intent=acknowledge" preventScrollReset className="grid gap-4">
        <TextArea
          name="note"
          label="Note"
          hint="What it was, or who sees to it"
          required
          minLength={5}
          maxLength={500}
          defaultValue={refusal?.given.note}
          error={field}
        />
        <div>
          <Button
            type="submit"
            variant="primary"
            icon={Check}
            loading={navigation.formAction?.endsWith('intent=acknowledge') ?? false}
          >
            Acknowledge
          </Button>
        </div>
      </Form>
    </Card>
  );
}

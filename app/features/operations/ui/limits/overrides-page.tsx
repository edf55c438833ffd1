import { Form, useActionData, useNavigation, useSearchParams } from '@remix-run/react';
import { Ban, SlidersHorizontal } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { formatCount } from '#app/ui/counted.ts';
import type { Column } from '#app/ui/data-table.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { OverrideItem } from '../../limits/list-overrides.server.ts';
import { Moment } from '../facts.tsx';
import { LogPage, tenantChoice, type TenantName } from '../log-page.tsx';
import { LimitTabs, type RuleChoice } from './limits-page.tsx';

type Refusal = { message: string; fields: { field: string; message: string }[]; given: Record<string, string> };

const DONE: Record<string, string> = {
  set: 'The override holds, on every instance within seconds',
  ended: 'The override is ended; what is usual holds again',
};

const LENGTHS = [
  { value: '15', label: '15 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '1440', label: '1 day' },
  { value: '10080', label: '7 days' },
  { value: '43200', label: '30 days' },
];

const COLUMNS: Column<OverrideItem>[] = [
  {
    key: 'who',
    header: 'For',
    primary: true,
    cell: ({ tenant, house }) => (
      <span className="grid gap-0.5 break-words">
        {house?.label ?? 'Each house'}
        <span className="text-sm font-normal text-ink-soft">{tenant.name}</span>
      </span>
    ),
  },
  { key: 'rule', header: 'Rule', cell: ({ title }) => title },
  {
    key: 'points',
    header: 'Allowed',
    align: 'end',
    cell: ({ points, usual }) =>
      usual === null ? formatCount(points) : `${formatCount(points)} instead of ${formatCount(usual)}`,
  },
  {
    key: 'why',
    header: 'Why',
    className: 'md:max-w-60 break-words',
    cell: ({ reason, set_by: by }) => `${reason} (${by.name})`,
  },
  {
    key: 'end',
    header: 'Ends',
    cell: ({ live, ends_at: at, ended_at: ended }) => (
      <span className="inline-flex flex-wrap items-center gap-2">
        <Moment at={ended ?? at} />
        <Badge tone={live ? 'gold' : 'neutral'}>{live ? 'Holds' : 'Ended'}</Badge>
      </span>
    ),
  },
  { key: 'act', header: '', cell: (item) => (item.live ? <End item={item} /> : null) },
];

function End({ item }: { item: OverrideItem }) {
  const named = `${item.title}, ${item.house?.label ?? item.tenant.name}`;
  return (
    <Form method="post" action="?intent=end" preventScrollReset className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="id" value={item.id} />
      <TextField
        label={`Why it ends: ${named}`}
        hideLabel
        name="reason"
        placeholder="Why it ends"
        required
        minLength={5}
        maxLength={500}
        className="w-36"
      />
      <Button type="submit" size="small" icon={Ban} aria-label={`End: ${named}`}>
        End
      </Button>
    </Form>
  );
}

type OverridesPageProps = { page: Page<OverrideItem>; tenants: TenantName[]; rules: RuleChoice[] };

/** Other limits for a tenant or a house: set, seen, ended (H10). */
export function OverridesPage({ page, tenants, rules }: OverridesPageProps) {
  const refusal = useActionData<{ refusal?: Refusal }>()?.refusal;
  const [params] = useSearchParams();
  const done = refusal ? undefined : DONE[params.get('done') ?? ''];
  return (
    <LogPage
      title="Overrides of limits"
      description="Another limit for a tenant or one of its houses, with a reason and always with an end."
      things="overrides"
      page={page}
      columns={COLUMNS}
      choices={[
        tenantChoice(tenants),
        {
          name: 'state',
          label: 'State',
          placeholder: 'Any state',
          options: [
            { value: 'live', label: 'Holds' },
            { value: 'ended', label: 'Ended' },
          ],
        },
      ]}
      empty={{ icon: SlidersHorizontal, title: 'No override yet', text: 'What is usual holds for everybody.' }}
    >
      <LimitTabs />
      {refusal ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal.message}
        </Alert>
      ) : done ? (
        <Alert tone="positive" title={done} className="mb-4" />
      ) : null}
      <SetForm key={params.toString()} tenants={tenants} rules={rules} refusal={refusal} />
    </LogPage>
  );
}

type SetFormProps = Pick<OverridesPageProps, 'tenants' | 'rules'> & { refusal: Refusal | undefined };

function SetForm({ tenants, rules, refusal }: SetFormProps) {
  const [params] = useSearchParams();
  const navigation = useNavigation();
  const fault = (name: string) => refusal?.fields.find(({ field }) => field === name)?.message;
  const given = (name: string, from = name) => refusal?.given[name] ?? params.get(from) ?? '';
  const choice = (name: string, options: { value: string; label: string }[], first: string) => ({
    name,
    options,
    defaultValue: first,
    error: fault(name),
  });
  const text = (name: string) => ({ name, defaultValue: given(name), error: fault(name) });
  return (
    <Card id="set" className="mb-6">
      <CardHeader title="Set an override" description="It takes the place of one that holds for the same." />
      <Form method="post" action="?intent=set" className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <SelectField label="Rule" {...choice('rule', rules, given('rule') || 'chat')} />
        <SelectField
          label="Tenant"
          {...choice(
            'tenant_id',
            tenants.map(({ id, name }) => ({ value: id, label: name })),
            given('tenant_id', 'for'),
          )}
        />
        <TextField
          label="House"
          optional
          hint="Its label or id; empty: each house of the tenant"
          maxLength={200}
          {...text('house')}
        />
        <TextField label="Allowed" type="number" min={1} max={100_000} required {...text('points')} />
        <SelectField label="For" {...choice('minutes', LENGTHS, given('minutes') || '60')} />
        <TextField
          label="Why"
          required
          minLength={5}
          maxLength={500}
          hint="Written to the activity log"
          {...text('reason')}
        />
        <Button
          type="submit"
          variant="primary"
          className="justify-self-start"
          loading={navigation.formAction?.endsWith('intent=set') ?? false}
        >
          Set
        </Button>
      </Form>
    </Card>
  );
}

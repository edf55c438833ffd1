import { Form, useLocation, useNavigation, useSearchParams } from '@remix-run/react';
import { Mail, Plus, Save } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BuilderFigures as Figures } from '../../builders/read-builder-health.server.ts';
import type { Builder } from '#app/features/tenancy/builders/read-builder.server.ts';
import { AccentField } from '#app/features/tenancy/ui/accent-field.tsx';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { PeopleTabs } from '../people/people-page.tsx';
import { BuilderFigures } from './builder-figures.tsx';
import { fieldsOf, useRefusal } from './fields.ts';
import { CreateOrCancel, SlugField } from './new-row.tsx';
import { Refused, type Refusal } from './refused.tsx';
import { RetireCard, RetiredNotice } from './retirement.tsx';

const DONE: Record<string, string> = {
  created: 'The builder is written down. Invite its first manager below.',
  saved: 'Saved. Owners see it from their next page on.',
  invited: 'The invitation is on its way by mail.',
  retired: 'The builder is retired. Nobody of it comes in from now on.',
  reopened: 'The builder is open again, as it was. What was stopped starts again.',
};

type FieldsProps = { field: ReturnType<typeof fieldsOf>; children?: ReactNode };

function BuilderFields({ field, children }: FieldsProps) {
  return (
    <>
      <TextField {...field('name')} label="Name" maxLength={120} required />
      {children}
      <TextField {...field('support_email')} label="Customer care, e-mail" type="email" inputMode="email" required />
      <TextField {...field('support_phone')} label="Customer care, phone" type="tel" required />
      <AccentField {...field('accent')} label="Colour" />
    </>
  );
}

/** Writes a new builder down (H1). */
export function NewBuilderPage() {
  const refusal = useRefusal();
  const field = fieldsOf({ accent: '#74560f' }, refusal);
  return (
    <>
      <PageHeader title="A new tenant" description="A builder, with what its owners see and reach it by." />
      <Card className="max-w-2xl">
        <Form method="post" noValidate className="grid gap-5">
          <Refused refusal={refusal} />
          <BuilderFields field={field}>
            <SlugField field={field} hint="In addresses, such as oak-homes" />
          </BuilderFields>
          <CreateOrCancel list="/admin/tenants" />
        </Form>
      </Card>
    </>
  );
}

/** A builder: how it is, what is written down of it, its first manager, and its end (H1). */
export function BuilderPage({ tenant, details, use, retired, health, usage }: Builder & Figures) {
  const [params] = useSearchParams();
  const { key } = useLocation();
  const refusal = useRefusal();
  const of = (intent: string) => (refusal?.intent === intent ? refusal : undefined);
  const done = refusal ? undefined : DONE[params.get('done') ?? ''];
  const { id } = tenant;
  return (
    <>
      <PageHeader title={tenant.name} description="How the builder is, and what is written down of it." />
      <PeopleTabs tenantId={id} />
      {done ? <Alert tone="positive" title={done} className="mb-6" /> : null}
      <RetiredNotice retired={retired} refusal={of('reopen')} />
      {retired ? <OfRetirement refusal={of('retire')} /> : <OfRetirement refusal={of('reopen')} />}
      {retired ? null : (
        <div className="mb-5">
          <LinkButton to={`/admin/developments/new?tenant=${id}`} icon={Plus}>
            New development
          </LinkButton>
        </div>
      )}
      <BuilderFigures tenantId={id} use={use} health={health} usage={usage} />
      <div className="grid items-start gap-6 *:min-w-0 xl:grid-cols-2">
        <Card>
          <CardHeader title="Details" description={`Short name: ${details.slug}`} />
          <Form
            key={details.seen}
            method="post"
            action="?intent=save"
            noValidate
            preventScrollReset
            className="grid gap-5"
          >
            <Refused refusal={of('save')} />
            <input type="hidden" name="seen" value={details.seen} />
            <BuilderFields field={fieldsOf(details, of('save'))} />
            <Submit intent="save" icon={Save} label="Save" />
          </Form>
        </Card>
        <div className="grid gap-6">
          {retired ? null : <ManagerCard key={key} refusal={of('invite')} />}
          <RetireCard retired={retired} refusal={of('retire')} />
        </div>
      </div>
    </>
  );
}

/** What was said to a form that is not there any more: somebody else was faster. */
function OfRetirement({ refusal }: { refusal: Refusal | undefined }) {
  return refusal ? (
    <Alert tone="negative" title="Nothing was changed" className="mb-6">
      {refusal.message}
    </Alert>
  ) : null;
}

function ManagerCard({ refusal }: { refusal: Refusal | undefined }) {
  return (
    <Card>
      <CardHeader
        title="A manager"
        description="Asked by mail to join the builder’s staff. They invite their colleagues themselves."
      />
      <Form method="post" action="?intent=invite" noValidate preventScrollReset className="grid gap-5">
        <Refused refusal={refusal} />
        <TextField {...fieldsOf({}, refusal)('email')} label="E-mail" type="email" inputMode="email" required />
        <Submit intent="invite" icon={Mail} label="Invite" />
      </Form>
    </Card>
  );
}

function Submit({ intent, icon, label }: { intent: string; icon: typeof Save; label: string }) {
  const busy = useNavigation().formAction?.endsWith(`intent=${intent}`) ?? false;
  return (
    <div>
      <Button type="submit" variant="primary" icon={icon} loading={busy}>
        {label}
      </Button>
    </div>
  );
}

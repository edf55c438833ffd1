import { Form, useActionData, useNavigation, useSearchParams } from '@remix-run/react';
import { Mail, Save } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Builder } from '#app/features/tenancy/builders/read-builder.server.ts';
import { AccentField } from '#app/features/tenancy/ui/accent-field.tsx';
import { Alert } from '#app/ui/alert.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { FigureLink } from '#app/ui/figure-link.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { atLeast } from '../log-page.tsx';
import { PeopleTabs } from '../people/people-page.tsx';

type Refusal = { message: string; fields: { field: string; message: string }[]; typed: Record<string, string> };

const useRefusal = () => useActionData<{ refusal?: Refusal }>()?.refusal;

const DONE: Record<string, string> = {
  created: 'The builder is written down. Invite its first manager below.',
  saved: 'Saved. Owners see it from their next page on.',
  invited: 'The invitation is on its way by mail.',
};

/** What is typed, else saved; and what is saved beside what was refused. */
function fieldsOf(saved: Record<string, string>, refusal: Refusal | undefined) {
  return (name: string) => {
    const now = saved[name] ?? '';
    const typed = refusal?.typed[name] ?? now;
    return {
      name,
      defaultValue: typed,
      hint: typed === now || now === '' ? undefined : `Saved now: ${now}`,
      error: refusal?.fields.find(({ field }) => field === name)?.message ?? null,
    };
  };
}

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

function Refused({ refusal }: { refusal: Refusal | undefined }) {
  return refusal ? (
    <Alert tone="negative" title="Nothing was saved">
      {refusal.fields.length > 0 ? 'See the fields below.' : refusal.message}
    </Alert>
  ) : null;
}

/** Writes a new builder down (H1). */
export function NewBuilderPage() {
  const refusal = useRefusal();
  const field = fieldsOf({ accent: '#74560f' }, refusal);
  const slug = field('slug');
  return (
    <>
      <PageHeader title="A new tenant" description="A builder, with what its owners see and reach it by." />
      <Card className="max-w-2xl">
        <Form method="post" noValidate className="grid gap-5">
          <Refused refusal={refusal} />
          <BuilderFields field={field}>
            <TextField
              {...slug}
              label="Short name"
              hint="In addresses, such as oak-homes; it stays as it is."
              autoCapitalize="none"
              spellCheck={false}
              maxLength={40}
              required
            />
          </BuilderFields>
          <div className="flex flex-wrap gap-3">
            <Button type="submit" variant="primary" icon={Save} loading={useNavigation().state === 'submitting'}>
              Create
            </Button>
            <LinkButton to="/admin/tenants" variant="quiet">
              Cancel
            </LinkButton>
          </div>
        </Form>
      </Card>
    </>
  );
}

/** A builder: what is written down of it, how much it has, and its first manager (H1). */
export function BuilderPage({ tenant, details, use }: Builder) {
  const [params] = useSearchParams();
  const refusal = useRefusal();
  const ofInvitation = refusal?.typed.email === undefined ? undefined : refusal;
  const ofDetails = ofInvitation ? undefined : refusal;
  const done = refusal ? undefined : DONE[params.get('done') ?? ''];
  const { id } = tenant;
  return (
    <>
      <PageHeader title={tenant.name} description="What is written down of the builder, and how much it has." />
      <PeopleTabs tenantId={id} />
      {done ? <Alert tone="positive" title={done} className="mb-6" /> : null}
      <ul aria-label="Use" className="mb-6 grid grid-cols-2 gap-3">
        <FigureLink
          to={`/admin/developments?tenant=${id}`}
          term="Developments"
          value={atLeast(use.developments)}
          note="its sites"
        />
        <FigureLink
          to={`/admin/tenants/${id}/owners`}
          term="Houses"
          value={atLeast(use.houses)}
          note="with their owners"
        />
      </ul>
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
            <Refused refusal={ofDetails} />
            <input type="hidden" name="seen" value={details.seen} />
            <BuilderFields field={fieldsOf(details, ofDetails)} />
            <Submit intent="save" icon={Save} label="Save" />
          </Form>
        </Card>
        <Card>
          <CardHeader
            title="A manager"
            description="Asked by mail to join the builder’s staff. They invite their colleagues themselves."
          />
          <Form method="post" action="?intent=invite" noValidate preventScrollReset className="grid gap-5">
            <Refused refusal={ofInvitation} />
            <TextField
              {...fieldsOf({}, ofInvitation)('email')}
              label="E-mail"
              type="email"
              inputMode="email"
              required
            />
            <Submit intent="invite" icon={Mail} label="Invite" />
          </Form>
        </Card>
      </div>
    </>
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

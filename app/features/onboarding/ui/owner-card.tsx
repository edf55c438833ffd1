import { Form, useNavigation } from '@remix-run/react';
import { LogOut, Mail, Pencil } from 'lucide-react';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import { formatDate, formatIsoDay } from '#app/platform/dublin-time.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { buttonStyles } from '#app/ui/button-styles.ts';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import type { HouseAccess } from '../describe-access.server.ts';

export type BuyerRefusal = {
  message: string;
  fields: { field: string; message: string }[];
  full_name?: string;
  email?: string;
};

type Owner = NonNullable<HouseAccess['owner']>;
type OwnerCardProps = { owner: Owner | null; label: string; refusal: BuyerRefusal | undefined };

/** Who owns the house: name, address, since when, last seen by day; the way in for them, and the way out. */
export function OwnerCard({ owner, label, refusal }: OwnerCardProps) {
  const mayManage = useCan('house:admit');
  return (
    <Card>
      <CardHeader
        title="Owner"
        action={
          owner ? (
            <Badge tone={owner.claimed_at ? 'positive' : 'neutral'}>
              {owner.claimed_at ? 'Moved in' : 'Not moved in yet'}
            </Badge>
          ) : null
        }
      />
      {owner ? <Facts owner={owner} /> : <p className="text-ink-soft">Nobody owns this house now.</p>}
      {!mayManage ? null : owner ? (
        <div className="mt-5 grid gap-4">
          <OwnerActions owner={owner} label={label} />
          {owner.claimed_at ? null : (
            <details open={refusal !== undefined || undefined} key={`${owner.full_name} ${owner.email}`}>
              <summary className={`${buttonStyles({ size: 'small' })} list-none`}>
                <Pencil aria-hidden className="size-4" />
                Correct name or mail
              </summary>
              <BuyerForm intent="correct-owner" button="Save" known={owner} refusal={refusal} />
            </details>
          )}
        </div>
      ) : (
        <BuyerForm intent="hand-over" button="Hand the house over" known={undefined} refusal={refusal} />
      )}
    </Card>
  );
}

function Facts({ owner }: { owner: Owner }) {
  const { invitation } = owner;
  const mails = { sent: 'sent', failed: 'could not be delivered', 'under-way': 'on its way' };
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-[0.9375rem] [&>dt]:text-ink-soft">
      <dt>Name</dt>
      <dd className="wrap-anywhere" dir="auto">
        {owner.full_name}
      </dd>
      <dt>Mail</dt>
      <dd className="wrap-anywhere">{owner.email ?? 'None yet: without one nobody can be invited'}</dd>
      <dt>Moved in</dt>
      <dd>{owner.claimed_at ? formatDate(new Date(owner.claimed_at)) : 'Not yet'}</dd>
      <dt>Last seen</dt>
      <dd>{owner.last_seen_on ? formatIsoDay(owner.last_seen_on) : 'Never'}</dd>
      {invitation ? (
        <>
          <dt>Invited</dt>
          <dd>
            {formatDate(new Date(invitation.at))}: the mail is {mails[invitation.mail]}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function OwnerActions({ owner, label }: { owner: Owner; label: string }) {
  const navigation = useNavigation();
  const sending = (intent: string) => navigation.formAction?.endsWith(`intent=${intent}`) ?? false;
  return (
    <div className="flex flex-wrap gap-2">
      {owner.email ? (
        <Form method="post" action="?intent=invite" preventScrollReset>
          <Button type="submit" size="small" icon={Mail} loading={sending('invite')}>
            {owner.claimed_at ? 'Send a sign-in link' : owner.invitation ? 'Invite again' : 'Invite'}
          </Button>
        </Form>
      ) : null}
      <Dialog
        title={`Does ${owner.full_name} leave ${label}?`}
        description={
          'They are signed out everywhere, the code on the wall stops working, and nobody owns the house until you ' +
          'hand it over again. What they asked stays theirs: the next owner sees none of it. This cannot be undone.'
        }
        trigger={
          <Button size="small" variant="quiet" icon={LogOut}>
            Move out
          </Button>
        }
        actions={
          <>
            <DialogClose asChild>
              <Button>Leave it as it is</Button>
            </DialogClose>
            <Form method="post" action="?intent=move-out" className="grid">
              <Button type="submit" variant="danger" loading={sending('move-out')}>
                End their ownership
              </Button>
            </Form>
          </>
        }
      />
    </div>
  );
}

type BuyerFormProps = {
  intent: string;
  button: string;
  known: Owner | undefined;
  refusal: BuyerRefusal | undefined;
};

function BuyerForm({ intent, button, known, refusal }: BuyerFormProps) {
  const navigation = useNavigation();
  const faultOf = (name: string) => {
    const found = refusal?.fields.find(({ field }) => field === name)?.message;
    return found ? `${name === 'email' ? 'The address' : 'The name'} ${found}.` : undefined;
  };
  return (
    <Form method="post" action={`?intent=${intent}`} noValidate preventScrollReset className="mt-4 grid gap-4">
      <TextField
        label="Full name of the purchaser"
        name="full_name"
        autoComplete="off"
        maxLength={200}
        dir="auto"
        defaultValue={refusal?.full_name ?? known?.full_name ?? ''}
        error={faultOf('full_name')}
        required
      />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="off"
        optional
        maxLength={254}
        defaultValue={refusal?.email ?? known?.email ?? ''}
        error={faultOf('email')}
      />
      <div>
        <Button type="submit" variant="primary" loading={navigation.formAction?.endsWith(`intent=${intent}`) ?? false}>
          {button}
        </Button>
      </div>
    </Form>
  );
}

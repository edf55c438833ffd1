import { Form, useActionData, useNavigation, useSearchParams } from '@remix-run/react';
import { Mail, UserMinus } from 'lucide-react';
import { formatDate } from '#app/platform/dublin-time.ts';
import { Alert } from '#app/ui/alert.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';
import { DataTable, type Column } from '#app/ui/data-table.tsx';
import { Dialog, DialogClose } from '#app/ui/dialog.tsx';
import { PageHeader } from '#app/ui/page-header.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import type { Team } from '../team/read-team.server.ts';
import { AddressField } from './address-field.tsx';
import { useCan } from './use-can.ts';

type Refusal = { message: string; fields: { field: string; message: string }[]; email: string };
type Member = Team['members'][number];
type Invitation = Team['invitations'][number];

const ROLES = { manager: 'Manager', viewer: 'Viewer' };
const DONE: Record<string, string> = {
  invited: 'The invitation is on its way',
  'taken-back': 'The invitation is taken back',
  role: 'The role is changed, from their next click on',
  removed: 'The member is removed and signed out everywhere',
};

/** Who works for the builder here, what each may do, and who was asked to join (G13). */
export function TeamPage({ team }: { team: Team }) {
  const refusal = useActionData<{ refusal?: Refusal }>()?.refusal;
  const [params] = useSearchParams();
  const done = DONE[params.get('done') ?? ''];
  const mayManage = useCan('team:manage');
  return (
    <>
      <PageHeader title="Team" description="A manager changes things, a viewer looks at them." />
      {refusal && refusal.fields.length === 0 ? (
        <Alert tone="negative" title="That did not work" className="mb-4">
          {refusal.message}
        </Alert>
      ) : !refusal && done ? (
        <Alert tone="positive" title={done} className="mb-4" />
      ) : null}
      {mayManage ? <InviteForm key={team.invitations[0]?.id} refusal={refusal} /> : null}
      <DataTable
        caption="Members"
        columns={mayManage ? [...MEMBERS, ACTIONS] : MEMBERS}
        rows={team.members}
        rowKey={({ id }) => id}
        empty={null}
      />
      {team.invitations.length > 0 ? (
        <>
          <h2 className="mt-8 mb-3 font-serif text-xl font-semibold">Invited</h2>
          <DataTable
            caption="Open invitations, newest first"
            columns={mayManage ? [...INVITED, TAKE_BACK] : INVITED}
            rows={team.invitations}
            rowKey={({ id }) => id}
            empty={null}
          />
        </>
      ) : null}
    </>
  );
}

function InviteForm({ refusal }: { refusal: Refusal | undefined }) {
  const navigation = useNavigation();
  const faultOf = (name: string) => refusal?.fields.find(({ field }) => field === name)?.message;
  return (
    <Card className="mb-6">
      <CardHeader title="Invite somebody" description="They get a mail with a link that works once, for a week." />
      <Form
        method="post"
        action="?intent=invite"
        noValidate
        className="grid items-start gap-4 sm:grid-cols-[2fr_1fr_auto]"
      >
        <AddressField label="E-mail address" autoComplete="off" error={faultOf('email')} />
        <SelectField
          label="May"
          name="role"
          options={[
            { value: 'viewer', label: 'look (viewer)' },
            { value: 'manager', label: 'change (manager)' },
          ]}
          error={faultOf('role')}
        />
        <Button
          type="submit"
          variant="primary"
          icon={Mail}
          className="sm:mt-6.5"
          loading={navigation.formAction?.endsWith('intent=invite') ?? false}
        >
          Invite
        </Button>
      </Form>
    </Card>
  );
}

const MEMBERS: Column<Member>[] = [
  {
    key: 'name',
    header: 'Name',
    primary: true,
    cell: (member) => (
      <span className="wrap-anywhere" dir="auto">
        {member.full_name} {member.is_self ? <Badge>You</Badge> : null}
      </span>
    ),
  },
  { key: 'email', header: 'Mail', cell: (member) => <span className="wrap-anywhere">{member.email}</span> },
  { key: 'role', header: 'Role', cell: (member) => <Badge>{ROLES[member.role]}</Badge> },
  {
    key: 'since',
    header: 'Since',
    className: 'md:whitespace-nowrap',
    cell: (member) => formatDate(new Date(member.since)),
  },
];

const ACTIONS: Column<Member> = {
  key: 'actions',
  header: '',
  cell: (member) => (
    <span className="flex flex-wrap gap-1">
      <Form method="post" action="?intent=role" preventScrollReset>
        <input type="hidden" name="member" value={member.id} />
        <input type="hidden" name="role" value={member.role === 'manager' ? 'viewer' : 'manager'} />
        <Button type="submit" size="small" variant="quiet" aria-label={`${roleChange(member)}: ${member.full_name}`}>
          {roleChange(member)}
        </Button>
      </Form>
      <Remove member={member} />
    </span>
  ),
};

const roleChange = (member: Member) => (member.role === 'manager' ? 'Make viewer' : 'Make manager');

function Remove({ member }: { member: Member }) {
  return (
    <Dialog
      title={`Remove ${member.full_name}?`}
      description="They are signed out everywhere at once and cannot sign in any more. What they did stays on record."
      trigger={
        <Button size="small" variant="quiet" icon={UserMinus} aria-label={`Remove ${member.full_name}`}>
          Remove
        </Button>
      }
      actions={
        <>
          <DialogClose asChild>
            <Button>Keep them</Button>
          </DialogClose>
          <Form method="post" action="?intent=remove" className="grid">
            <input type="hidden" name="member" value={member.id} />
            <Button type="submit" variant="danger">
              Remove from the team
            </Button>
          </Form>
        </>
      }
    />
  );
}

const MAILS = { sent: 'Mailed', failed: 'Mail failed', 'under-way': 'Mail on its way' };

const INVITED: Column<Invitation>[] = [
  {
    key: 'email',
    header: 'Mail',
    primary: true,
    cell: (invitation) => <span className="wrap-anywhere">{invitation.email}</span>,
  },
  { key: 'role', header: 'Role', cell: (invitation) => <Badge>{ROLES[invitation.role]}</Badge> },
  { key: 'mail', header: 'State', cell: (invitation) => MAILS[invitation.mail] },
  {
    key: 'expires',
    header: 'Good until',
    className: 'md:whitespace-nowrap',
    cell: (invitation) => formatDate(new Date(invitation.expires_at)),
  },
];

const TAKE_BACK: Column<Invitation> = {
  key: 'actions',
  header: '',
  cell: (invitation) => (
    <Form method="post" action="?intent=take-back" preventScrollReset>
      <input type="hidden" name="member" value={invitation.id} />
      <Button type="submit" size="small" variant="quiet" aria-label={`Take back the invitation of ${invitation.email}`}>
        Take back
      </Button>
    </Form>
  ),
};

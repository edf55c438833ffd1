import { History } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import type { Column } from '#app/ui/data-table.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { ActivityItem } from '../records/describe-audit.ts';
import type { ChainState } from '../activity/get-chain-state.server.ts';
import { ChainNote } from './chain-note.tsx';
import { Code, Moment } from './facts.tsx';
import { LogPage, tenantChoice, tenantNamed, type TenantName } from './log-page.tsx';

const ACTORS: Record<string, string> = {
  homeowner: 'An owner',
  staff: 'Staff',
  job: 'A job',
  system: 'The system',
  anonymous: 'Somebody signed out',
};

/** Who acted, with who acted as them. */
export function actorNamed({ actor, impersonator }: ActivityItem): string {
  const who = actor.name ?? ACTORS[actor.kind] ?? actor.kind;
  return impersonator ? `${impersonator.name ?? impersonator.id} as ${who}` : who;
}

const columns = (tenants: TenantName[]): Column<ActivityItem>[] => [
  {
    key: 'action',
    header: 'What',
    primary: true,
    cell: (item) => <TextLink to={`/admin/activity/${item.id}`}>{item.action}</TextLink>,
  },
  { key: 'who', header: 'Who', cell: actorNamed },
  {
    key: 'subject',
    header: 'To what',
    cell: ({ subject }) => (subject ? <Code>{`${subject.type} …${subject.id.slice(-12)}`}</Code> : '–'),
  },
  { key: 'tenant', header: 'Tenant', cell: (item) => tenantNamed(tenants, item.tenant_id) },
  { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
];

/** Who did what to what (H5). `actions`: those that can be chosen from. */
export function ActivityPage({
  page,
  tenants,
  chain,
}: {
  page: Page<ActivityItem>;
  tenants: TenantName[];
  chain: ChainState;
}) {
  const actions = [...new Set(page.items.map(({ action }) => action))].toSorted();
  return (
    <LogPage
      title="Activity"
      description="What people and jobs did, newest first. Entries are only ever added."
      things="entries"
      page={page}
      columns={columns(tenants)}
      choices={[
        tenantChoice(tenants),
        {
          name: 'action',
          label: 'Action',
          placeholder: 'Any action',
          options: actions.map((action) => ({ value: action, label: action })),
        },
      ]}
      empty={{
        icon: History,
        title: 'Nothing has happened yet',
        text: 'Sign-ins, claimed houses and what staff change appear here.',
      }}
    >
      <ChainNote chain={chain} />
    </LogPage>
  );
}

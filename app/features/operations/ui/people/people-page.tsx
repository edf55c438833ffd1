import { useLocation } from '@remix-run/react';
import { House, Users } from 'lucide-react';
import type { OwnerItem, People, StaffItem } from '#app/features/identity/impersonation/list-people.server.ts';
import type { Column } from '#app/ui/data-table.tsx';
import { SearchForm } from '#app/ui/filter-form.tsx';
import { TabNav } from '#app/ui/tabs.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import { Moment } from '../facts.tsx';
import { LogPage } from '../log-page.tsx';

/** What there is of a builder: its people, and what is written down of it. */
export function PeopleTabs({ tenantId }: { tenantId: string }) {
  return (
    <div className="mb-5">
      <TabNav
        label="Builder"
        items={[
          { to: `/admin/tenants/${tenantId}`, label: 'Staff', end: true },
          { to: `/admin/tenants/${tenantId}/owners`, label: 'Owners' },
          { to: `/admin/tenants/${tenantId}/details`, label: 'Details' },
        ]}
      />
    </div>
  );
}

type ActAsProps = { tenantId: string; whom: { staff: string } | { house: string }; name: string };

/** Leads to the form, and from there back to this very page. */
function ActAs({ tenantId, whom, name }: ActAsProps) {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams({ ...whom, back: pathname + search });
  return (
    <TextLink to={`/admin/tenants/${tenantId}/act-as?${query}`}>
      Act as<span className="sr-only"> {name}</span>
    </TextLink>
  );
}

const staffColumns = (tenantId: string): Column<StaffItem>[] => [
  { key: 'name', header: 'Name', primary: true, className: 'break-words', cell: ({ full_name: name }) => name },
  { key: 'email', header: 'Address', className: 'break-all', cell: ({ email }) => email },
  { key: 'role', header: 'Role', cell: ({ role }) => (role === 'manager' ? 'Manager' : 'Viewer') },
  { key: 'since', header: 'Since', cell: ({ since }) => <Moment at={since} /> },
  {
    key: 'act',
    header: '',
    cell: ({ id, full_name: name }) => <ActAs tenantId={tenantId} whom={{ staff: id }} name={name} />,
  },
];

/** A builder's staff, each of whom an admin may act as (H1, H4). */
export function StaffPage({ tenant, page }: People<StaffItem>) {
  return (
    <LogPage
      title={tenant.name}
      description="The builder’s staff who may sign in. To see what one of them sees, act as them."
      things="staff"
      page={page}
      columns={staffColumns(tenant.id)}
      choices={[]}
      empty={{ icon: Users, title: 'No staff yet', text: 'Who joins by an invitation appears here.' }}
    >
      <PeopleTabs tenantId={tenant.id} />
    </LogPage>
  );
}

const ownerColumns = (tenantId: string): Column<OwnerItem>[] => [
  { key: 'house', header: 'House', primary: true, className: 'break-words', cell: ({ house }) => house },
  { key: 'development', header: 'Development', cell: ({ development }) => development },
  { key: 'owner', header: 'Owner', className: 'break-words', cell: ({ owner }) => owner ?? 'Nobody yet' },
  {
    key: 'claimed',
    header: 'Moved in',
    cell: ({ claimed_at: at }) => (at ? <Moment at={at} /> : 'Not yet'),
  },
  {
    key: 'act',
    header: '',
    cell: ({ id, owner, claimed_at: at }) =>
      at ? <ActAs tenantId={tenantId} whom={{ house: id }} name={owner ?? ''} /> : null,
  },
];

/** A builder's houses with their owners; who has taken their house can be acted for. */
export function OwnersPage({ tenant, page }: People<OwnerItem>) {
  return (
    <LogPage
      title={tenant.name}
      description="The builder’s houses and who owns them. Who has taken their house can be acted for."
      things="houses"
      page={page}
      columns={ownerColumns(tenant.id)}
      choices={[]}
      empty={{ icon: House, title: 'No house here', text: 'Houses of the builder appear here. Take the search away.' }}
    >
      <PeopleTabs tenantId={tenant.id} />
      <SearchForm
        label="Houses"
        clearTo={`/admin/tenants/${tenant.id}/owners`}
        placeholder="Part of a house’s label"
        choices={[]}
      >
        {null}
      </SearchForm>
    </LogPage>
  );
}

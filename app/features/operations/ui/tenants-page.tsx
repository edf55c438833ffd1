import { Building2, Plus } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import type { Column } from '#app/ui/data-table.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { TenantItem } from '#app/features/tenancy/list-tenants.server.ts';
import { Code, Moment } from './facts.tsx';
import { atLeast, LogPage } from './log-page.tsx';

const COLUMNS: Column<TenantItem>[] = [
  {
    key: 'name',
    header: 'Tenant',
    primary: true,
    sort: 'name',
    className: 'break-words @2xl:min-w-40',
    cell: ({ id, name, slug }) => (
      <span className="grid gap-0.5">
        <TextLink to={`/admin/tenants/${id}/details`}>{name}</TextLink>
        <span className="font-normal">
          <Code>{slug}</Code>
        </span>
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ retired_at: retired }) => (retired ? <Badge tone="caution">Retired</Badge> : 'Open'),
  },
  {
    key: 'developments',
    header: 'Developments',
    align: 'end',
    cell: ({ id, name, developments }) => (
      <TextLink to={`/admin/developments?tenant=${id}`}>
        {atLeast(developments)}
        <span className="sr-only"> of {name}</span>
      </TextLink>
    ),
  },
  { key: 'houses', header: 'Houses', align: 'end', cell: ({ houses }) => atLeast(houses) },
  {
    key: 'support',
    header: 'Support',
    className: 'break-words',
    cell: ({ support_email, support_phone }) => `${support_email}, ${support_phone}`,
  },
  {
    key: 'see',
    header: 'See',
    cell: ({ id }) => (
      <span className="flex flex-wrap gap-x-3 gap-y-1">
        <TextLink to={`/admin/tenants/${id}`}>People</TextLink>
        <TextLink to={`/admin/activity?tenant=${id}`}>Activity</TextLink>
      </span>
    ),
  },
  { key: 'at', header: 'Since', sort: 'created', cell: ({ created_at }) => <Moment at={created_at} /> },
];

const STATES = {
  name: 'state',
  label: 'State',
  placeholder: 'Open and retired',
  options: [
    { value: 'open', label: 'Open' },
    { value: 'retired', label: 'Retired' },
  ],
};

/** The builders (H1). */
export function TenantsPage({ page }: { page: Page<TenantItem> }) {
  return (
    <LogPage
      title="Tenants"
      description="The builders, each with what it has and where to see what it does."
      things="tenants"
      page={page}
      columns={COLUMNS}
      search="Beginning of a name"
      choices={[STATES]}
      empty={{ icon: Building2, title: 'No tenant yet', text: 'The first builder appears here.' }}
    >
      <div className="mb-5">
        <LinkButton to="/admin/tenants/new" icon={Plus}>
          New tenant
        </LinkButton>
      </div>
    </LogPage>
  );
}

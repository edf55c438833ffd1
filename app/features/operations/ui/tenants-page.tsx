import { Building2, Plus } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import type { Column } from '#app/ui/data-table.tsx';
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
    cell: ({ id, name, slug }) => (
      <span className="grid gap-0.5">
        <TextLink to={`/admin/developments?tenant=${id}`}>{name}</TextLink>
        <span className="font-normal">
          <Code>{slug}</Code>
        </span>
      </span>
    ),
  },
  { key: 'developments', header: 'Developments', align: 'end', cell: ({ developments }) => atLeast(developments) },
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
        <TextLink to={`/admin/tenants/${id}/details`}>Details</TextLink>
        <TextLink to={`/admin/tenants/${id}`}>People</TextLink>
        <TextLink to={`/admin/activity?tenant=${id}`}>Activity</TextLink>
        <TextLink to={`/admin/ingestion?tenant=${id}`}>Files</TextLink>
        <TextLink to={`/admin/errors?tenant=${id}`}>Errors</TextLink>
      </span>
    ),
  },
  { key: 'at', header: 'Since', cell: ({ created_at }) => <Moment at={created_at} /> },
];

/** The builders (H1). */
export function TenantsPage({ page }: { page: Page<TenantItem> }) {
  return (
    <LogPage
      title="Tenants"
      description="The builders, by name, each with its developments and where to see what it does."
      things="tenants"
      page={page}
      columns={COLUMNS}
      choices={[]}
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

import { MapPinned, Plus } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import { Badge } from '#app/ui/badge.tsx';
import type { Column } from '#app/ui/data-table.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { DevelopmentItem } from '#app/features/tenancy/list-developments.server.ts';
import { Code, Moment } from './facts.tsx';
import { atLeast, LogPage, tenantChoice, type TenantName } from './log-page.tsx';

const COLUMNS: Column<DevelopmentItem>[] = [
  {
    key: 'name',
    header: 'Development',
    primary: true,
    sort: 'name',
    className: '@2xl:min-w-44',
    cell: ({ id, name, address }) => (
      <span className="grid gap-0.5 break-words">
        <TextLink to={`/admin/developments/${id}`}>{name}</TextLink>
        <span className="text-sm font-normal text-ink-soft">{address}</span>
      </span>
    ),
  },
  {
    key: 'tenant',
    header: 'Tenant',
    cell: ({ tenant }) => <TextLink to={`/admin/tenants/${tenant.id}/details`}>{tenant.name}</TextLink>,
  },
  {
    key: 'state',
    header: 'State',
    cell: ({ closed_at: closed }) => (closed ? <Badge tone="caution">Closed</Badge> : 'Open'),
  },
  {
    key: 'houses',
    header: 'Houses',
    align: 'end',
    cell: ({ houses }) => atLeast(houses),
  },
  { key: 'documents', header: 'Documents', align: 'end', cell: ({ documents }) => atLeast(documents) },
  { key: 'model', header: 'Searched with', cell: ({ embedding_model }) => <Code>{embedding_model}</Code> },
  { key: 'at', header: 'Since', sort: 'created', cell: ({ created_at }) => <Moment at={created_at} /> },
];

const STATES = {
  name: 'state',
  label: 'State',
  placeholder: 'Open and closed',
  options: [
    { value: 'open', label: 'Open to new owners' },
    { value: 'closed', label: 'Closed to new owners' },
  ],
};

/** The builders' sites (H2). */
export function DevelopmentsPage({ page, tenants }: { page: Page<DevelopmentItem>; tenants: TenantName[] }) {
  return (
    <LogPage
      title="Developments"
      description="The builders’ sites, with their houses, their documents and what is searched with."
      things="developments"
      page={page}
      columns={COLUMNS}
      search="Beginning of a name"
      choices={[tenantChoice(tenants), STATES]}
      empty={{ icon: MapPinned, title: 'No development yet', text: 'The first site of a builder appears here.' }}
    >
      <div className="mb-5">
        <LinkButton to="/admin/developments/new" icon={Plus}>
          New development
        </LinkButton>
      </div>
    </LogPage>
  );
}

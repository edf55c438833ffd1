import { CircleCheck } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import type { Column } from '#app/ui/data-table.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { ErrorItem } from '../records/list-errors.server.ts';
import { ErrorTabs } from './error-tabs.tsx';
import { Code, Moment } from './facts.tsx';
import { LogPage, tenantChoice, tenantNamed, type TenantName } from './log-page.tsx';

export const ERROR_KIND_NAMES: Record<ErrorItem['kind'], string> = {
  api: 'Request',
  database: 'Database',
  job: 'Job',
  client: 'Browser',
};

const columns = (tenants: TenantName[]): Column<ErrorItem>[] => [
  {
    key: 'message',
    header: 'What',
    primary: true,
    cell: (item) => (
      <span className="grid gap-0.5">
        <TextLink to={`/admin/errors/${item.id}`} className="line-clamp-2 break-words">
          {item.message || item.code}
        </TextLink>
        <span className="text-sm font-normal text-ink-soft">{`${ERROR_KIND_NAMES[item.kind]} · ${item.code}`}</span>
      </span>
    ),
  },
  { key: 'route', header: 'Where', cell: ({ route }) => (route ? <Code>{route}</Code> : '–') },
  { key: 'tenant', header: 'Tenant', cell: (item) => tenantNamed(tenants, item.tenant_id) },
  { key: 'count', header: 'Times', align: 'end', cell: ({ count }) => count },
  { key: 'seen', header: 'Last seen', cell: ({ last_seen_at }) => <Moment at={last_seen_at} /> },
];

/** The application's errors, each kind of fault once (H8). */
export function ErrorsPage({ page, tenants }: { page: Page<ErrorItem>; tenants: TenantName[] }) {
  return (
    <LogPage
      title="Errors"
      description="Each fault once, however often it happened, the latest first. Open one to see where it came from."
      things="errors"
      page={page}
      columns={columns(tenants)}
      choices={[
        tenantChoice(tenants),
        {
          name: 'kind',
          label: 'Kind',
          placeholder: 'Any kind',
          options: Object.entries(ERROR_KIND_NAMES).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={{ icon: CircleCheck, title: 'No errors', text: 'Nothing has gone wrong since the log was begun.' }}
    >
      <ErrorTabs />
    </LogPage>
  );
}

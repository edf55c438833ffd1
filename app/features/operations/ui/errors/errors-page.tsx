import { CircleCheck } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import type { Column } from '#app/ui/data-table.tsx';
import { TextLink } from '#app/ui/text-link.tsx';
import type { ErrorItem } from '../../errors/describe-error.ts';
import { Code, Moment } from '../facts.tsx';
import { LogPage, tenantChoice, tenantNamed, type TenantName } from '../log-page.tsx';
import { ERROR_STATE_NAMES, ErrorState } from './error-state.tsx';
import { ErrorTabs } from './error-tabs.tsx';
import { ErrorTrend } from './error-trend.tsx';

export const ERROR_KIND_NAMES: Record<ErrorItem['kind'], string> = {
  api: 'Request',
  database: 'Database',
  job: 'Job',
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
        <span className="text-sm font-normal text-ink-soft">
          {`${ERROR_KIND_NAMES[item.kind]} · ${item.code}`}
          {item.route ? (
            <>
              {' · '}
              <Code>{item.route}</Code>
            </>
          ) : null}
        </span>
      </span>
    ),
  },
  { key: 'state', header: 'State', cell: (item) => <ErrorState error={item} /> },
  { key: 'assigned', header: 'With', cell: ({ assigned_to: by }) => (by ? (by.name ?? by.id) : 'nobody') },
  { key: 'tenant', header: 'Tenant', cell: (item) => tenantNamed(tenants, item.tenant_id) },
  { key: 'count', header: 'Times', align: 'end', cell: ({ count }) => count },
  { key: 'recent', header: '14 days', cell: ({ recent }) => <ErrorTrend recent={recent} brief /> },
  { key: 'seen', header: 'Last seen', cell: ({ last_seen_at }) => <Moment at={last_seen_at} /> },
];

type ErrorsPageProps = { page: Page<ErrorItem>; tenants: TenantName[]; admins: { id: string; name: string }[] };

/** The application's errors, each kind of fault once (H8). */
export function ErrorsPage({ page, tenants, admins }: ErrorsPageProps) {
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
        {
          name: 'state',
          label: 'State',
          placeholder: 'All but muted',
          options: [
            ...Object.entries(ERROR_STATE_NAMES).map(([value, label]) => ({ value, label })),
            { value: 'all', label: 'All, the muted too' },
          ],
        },
        {
          name: 'assigned',
          label: 'With',
          placeholder: 'With anybody',
          options: [
            { value: 'none', label: 'With nobody' },
            ...admins.map(({ id, name }) => ({ value: id, label: `With ${name}` })),
          ],
        },
      ]}
      empty={{
        icon: CircleCheck,
        title: 'No errors',
        text: 'Nothing that is not muted has gone wrong within the last 30 days.',
      }}
    >
      <ErrorTabs />
    </LogPage>
  );
}

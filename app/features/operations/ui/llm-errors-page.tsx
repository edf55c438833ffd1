import { CircleCheck } from 'lucide-react';
import type { Page } from '#app/platform/http.ts';
import type { Column } from '#app/ui/data-table.tsx';
import type { LlmErrorItem } from '../records/list-llm-errors.server.ts';
import { ErrorTabs } from './errors/error-tabs.tsx';
import { Code, Moment } from './facts.tsx';
import { LogPage, tenantChoice, tenantNamed, type TenantName } from './log-page.tsx';

const columns = (tenants: TenantName[]): Column<LlmErrorItem>[] => [
  {
    key: 'message',
    header: 'What',
    primary: true,
    cell: ({ message, code, status }) => (
      <span className="grid gap-0.5 break-words">
        {message || code}
        <span className="text-sm font-normal text-ink-soft">{status === null ? code : `${code} · ${status}`}</span>
      </span>
    ),
  },
  {
    key: 'model',
    header: 'Model',
    cell: ({ model, operation }) => <Code>{`${model}, ${operation}`}</Code>,
  },
  { key: 'tenant', header: 'Tenant', cell: (item) => tenantNamed(tenants, item.tenant_id) },
  {
    key: 'latency',
    header: 'After',
    align: 'end',
    cell: ({ latency_ms, tokens }) => `${latency_ms} ms${tokens === null ? '' : `, ${tokens} tokens`}`,
  },
  { key: 'retry', header: 'Then', cell: ({ retry }) => (retry ? 'tried again' : 'given up') },
  { key: 'request', header: 'Request', cell: ({ request_id }) => (request_id ? <Code>{request_id}</Code> : '–') },
  { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
];

/** What the language models failed at (D5, H8). */
export function LlmErrorsPage({ page, tenants }: { page: Page<LlmErrorItem>; tenants: TenantName[] }) {
  return (
    <LogPage
      title="Errors of language models"
      description="Each failed call to a model, newest first. What it could not write is quoted from the documents."
      things="errors"
      page={page}
      columns={columns(tenants)}
      choices={[
        tenantChoice(tenants),
        {
          name: 'operation',
          label: 'Asked for',
          placeholder: 'Anything',
          options: [
            { value: 'chat', label: 'An answer' },
            { value: 'embedding', label: 'Vectors' },
          ],
        },
      ]}
      empty={{ icon: CircleCheck, title: 'No errors', text: 'No call to a language model has failed.' }}
    >
      <ErrorTabs />
    </LogPage>
  );
}

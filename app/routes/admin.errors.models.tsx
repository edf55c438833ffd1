import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listLlmErrors } from '#app/features/operations/records/list-llm-errors.server.ts';
import { llmErrorFilterSchema } from '#app/features/operations/records/schema.ts';
import { LlmErrorsPage } from '#app/features/operations/ui/llm-errors-page.tsx';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.errors.models');

export const meta: MetaFunction = () => [
  { title: 'Errors of language models · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, llmErrorFilterSchema);
  return withScope(
    scope,
    async () => ({ page: await listLlmErrors(scope, query), tenants: await listTenantNames(scope) }),
    { readOnly: true },
  );
});

export default function LlmErrors() {
  return <LlmErrorsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listReadings } from '#app/features/operations/records/list-readings.server.ts';
import { readingFilterSchema } from '#app/features/operations/records/schema.ts';
import { ReadingsPage } from '#app/features/operations/ui/readings-page.tsx';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.ingestion');

export const meta: MetaFunction = () => [{ title: 'Ingestion · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, readingFilterSchema);
  return withScope(
    scope,
    async () => ({ page: await listReadings(scope, query), tenants: await listTenantNames(scope) }),
    { readOnly: true },
  );
});

export default function Readings() {
  return <ReadingsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

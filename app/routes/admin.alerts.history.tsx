import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listFirings } from '#app/features/operations/alerts/list-firings.server.ts';
import { firingFilterSchema } from '#app/features/operations/alerts/schema.ts';
import { FiringsPage } from '#app/features/operations/ui/alerts/firings-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.alerts.history');

export const meta: MetaFunction = () => [
  { title: 'Alerts that fired · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => ({
  page: await listFirings(scope, readQuery(request, firingFilterSchema)),
}));

export default function History() {
  return <FiringsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/alerts/history', label: 'All that fired' }} />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readAlerts } from '#app/features/operations/alerts/read-alerts.server.ts';
import { AlertsPage } from '#app/features/operations/ui/alerts/alerts-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.alerts._index');

export const meta: MetaFunction = () => [{ title: 'Alerts · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope }) => ({
  report: await readAlerts(scope),
  now: new Date().toISOString(),
}));

export default function Alerts() {
  return <AlertsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

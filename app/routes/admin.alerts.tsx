import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answering } from '#app/features/identity/answering.server.ts';
import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { readAlerts } from '#app/features/operations/evaluate-alerts.server.ts';
import { AlertsPage } from '#app/features/operations/ui/alerts-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

export const meta: MetaFunction = () => [{ title: 'Alerts · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = ({ request }: LoaderFunctionArgs) =>
  answering(request, async () => {
    await requireAdmin(request);
    return { report: readAlerts(), now: new Date().toISOString() };
  });

export default function Alerts() {
  return <AlertsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readRunbook } from '#app/features/operations/alerts/read-runbook.server.ts';
import { RunbookPage } from '#app/features/operations/ui/runbook-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.runbook');

export const meta: MetaFunction = () => [{ title: 'Runbook · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async () => ({ html: await readRunbook() }));

export default function Runbook() {
  return <RunbookPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

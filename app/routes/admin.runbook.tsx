import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answering } from '#app/features/identity/answering.server.ts';
import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { readRunbook } from '#app/features/operations/read-runbook.server.ts';
import { RunbookPage } from '#app/features/operations/ui/runbook-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

export const meta: MetaFunction = () => [{ title: 'Runbook · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = ({ request }: LoaderFunctionArgs) =>
  answering(request, async () => {
    await requireAdmin(request);
    return { html: await readRunbook() };
  });

export default function Runbook() {
  return <RunbookPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

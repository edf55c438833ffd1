import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answering } from '#app/features/identity/answering.server.ts';
import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { readSystem } from '#app/features/operations/read-system.server.ts';
import { SystemPage } from '#app/features/operations/ui/system-page.tsx';
import { env } from '#app/platform/env.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

export const meta: MetaFunction = () => [{ title: 'System · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = ({ request }: LoaderFunctionArgs) => answering(request, async () => ({ system: await readSystem(await requireAdmin(request), env) }));

export default function System() {
  return <SystemPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

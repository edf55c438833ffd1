import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readSystem } from '#app/features/operations/load/read-system.server.ts';
import { SystemPage } from '#app/features/operations/ui/system-page.tsx';
import { env } from '#app/platform/env.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin._index');

export const meta: MetaFunction = () => [{ title: 'System · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope }) => ({ system: await readSystem(scope, env) }));

export default function System() {
  return <SystemPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readLoad } from '#app/features/operations/load/read-load.server.ts';
import { loadQuerySchema } from '#app/features/operations/load/schema.ts';
import { LoadPage } from '#app/features/operations/ui/load/load-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.load');

export const meta: MetaFunction = () => [{ title: 'Load · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => ({
  load: await readLoad(scope, readQuery(request, loadQuerySchema)),
}));

export default function LoadRoute() {
  return <LoadPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/load', label: 'The last hour' }} />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listChanges } from '#app/features/insights/changes/list-changes.server.ts';
import { changesQuerySchema } from '#app/features/insights/changes/schema.ts';
import { ChangesPage } from '#app/features/insights/changes/ui/changes-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.changes._index');

export const meta: MetaFunction = () => [
  { title: 'Changed answers · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, changesQuerySchema);
  return { page: await listChanges(scope, query), state: query.state };
});

export default function Changes() {
  return <ChangesPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listInbox } from '#app/features/insights/list-inbox.server.ts';
import { inboxQuerySchema } from '#app/features/insights/schema.ts';
import { InboxPage } from '#app/features/insights/ui/inbox-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.inbox');

export const meta: MetaFunction = () => [{ title: 'Inbox · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, inboxQuerySchema);
  return { page: await listInbox(scope, query), filtered: query.cursor !== undefined };
});

export default function Inbox() {
  return <InboxPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

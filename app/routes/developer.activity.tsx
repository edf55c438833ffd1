import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listPlatformDeeds } from '#app/features/identity/impersonation/list-acted-for.server.ts';
import { deedsQuerySchema } from '#app/features/identity/impersonation/schema.ts';
import { page } from '#app/features/identity/page.server.ts';
import { ActivityPage } from '#app/features/identity/ui/activity-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.activity');

export const meta: MetaFunction = () => [{ title: 'Activity · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => ({
  page: await listPlatformDeeds(scope, readQuery(request, deedsQuerySchema)),
}));

export default function Activity() {
  return <ActivityPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/activity', label: 'From the beginning' }} />;
}

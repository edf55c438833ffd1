import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readOverview } from '#app/features/insights/read-overview.server.ts';
import { overviewQuerySchema } from '#app/features/insights/schema.ts';
import { OverviewPage } from '#app/features/insights/ui/overview-page.tsx';
import { isoDay } from '#app/platform/dublin-time.ts';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer._index');

export const meta: MetaFunction = () => [{ title: 'Overview · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(({ request, scope }) =>
  readOverview(scope, readQuery(request, overviewQuerySchema(isoDay(new Date())))),
);

export default function Overview() {
  return <OverviewPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer', label: 'The last 30 days' }} />;
}

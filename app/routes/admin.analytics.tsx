import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readPlatformAnalytics } from '#app/features/operations/analytics/read-platform-analytics.server.ts';
import { platformAnalyticsSchema } from '#app/features/operations/analytics/schema.ts';
import { AnalyticsPage } from '#app/features/operations/ui/analytics/analytics-page.tsx';
import { isoDay } from '#app/platform/dublin-time.ts';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.analytics');

export const meta: MetaFunction = () => [{ title: 'Analytics · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, platformAnalyticsSchema(isoDay(new Date())));
  const { from, to, days, cursor } = query;
  return {
    range: { from, to, days },
    isFirst: cursor === undefined,
    analytics: await readPlatformAnalytics(scope, query),
  };
});

export default function Analytics() {
  return <AnalyticsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/analytics', label: 'The last 30 days' }} />;
}

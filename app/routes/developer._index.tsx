import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readAnalytics } from '#app/features/insights/read-analytics.server.ts';
import { analyticsQuerySchema } from '#app/features/insights/schema.ts';
import { summariseAnalytics } from '#app/features/insights/summarise-analytics.ts';
import { OverviewPage } from '#app/features/insights/ui/overview-page.tsx';
import { isoDay } from '#app/platform/dublin-time.ts';
import { validate } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer._index');

export const meta: MetaFunction = () => [{ title: 'Overview · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

/** Today and the thirteen days before (G1). */
export const loader = route.loader(async ({ scope }) => {
  const analytics = await readAnalytics(scope, validate(analyticsQuerySchema(isoDay(new Date())), {}));
  return { overview: summariseAnalytics(analytics), days: analytics.days };
});

export default function Overview() {
  return <OverviewPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

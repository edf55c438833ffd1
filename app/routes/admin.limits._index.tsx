import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listLimited } from '#app/features/operations/limits/list-limited.server.ts';
import { choicesOf, RULE_NAMES } from '#app/features/operations/limits/limit-labels.ts';
import { limitFilterSchema } from '#app/features/operations/limits/schema.ts';
import { LimitsPage } from '#app/features/operations/ui/limits/limits-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.limits._index');

export const meta: MetaFunction = () => [{ title: 'Limits · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, limitFilterSchema);
  return { page: await listLimited(scope, query), state: query.state, rules: choicesOf(RULE_NAMES) };
});

export default function Limits() {
  return <LimitsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/limits', label: 'Who is limited' }} />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readRule } from '#app/features/operations/alerts/read-rule.server.ts';
import { ruleQuerySchema } from '#app/features/operations/alerts/schema.ts';
import { RulePage } from '#app/features/operations/ui/alerts/rule-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.alerts.rules.$rule');

export const meta: MetaFunction = () => [
  { title: 'Rule of an alert · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope, params }) => {
  const { range } = readQuery(request, ruleQuerySchema);
  return { ...(await readRule(scope, params.rule, range)), range };
});

export default function Rule() {
  return <RulePage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/alerts', label: 'All alerts' }} />;
}

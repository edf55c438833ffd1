import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { getAnswer } from '#app/features/operations/answers/get-answer.server.ts';
import { AnswerReportPage } from '#app/features/operations/ui/answers/answer-report-page.tsx';
import { readTenantName } from '#app/features/tenancy/read-tenant-name.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.rag.$answerId');

export const meta: MetaFunction = () => [{ title: 'Answer · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) => {
  const report = await getAnswer(scope, params.answerId);
  return { report, tenantName: await readTenantName(scope, report.tenant_id) };
});

export default function Answer() {
  return <AnswerReportPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/rag', label: 'All answers' }} />;
}

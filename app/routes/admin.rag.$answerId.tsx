import type { MetaFunction } from '@remix-run/node';
import { useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { getAnswer } from '#app/features/operations/answers/get-answer.server.ts';
import { replayAnswer } from '#app/features/operations/answers/replay-answer.server.ts';
import { AnswerReportPage } from '#app/features/operations/ui/answers/answer-report-page.tsx';
import { ReplayCard, type ReplayOutcome } from '#app/features/operations/ui/answers/replay-card.tsx';
import { readTenantName } from '#app/features/tenancy/read-tenant-name.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.rag.$answerId');

export const meta: MetaFunction = () => [{ title: 'Answer · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) => {
  const report = await getAnswer(scope, params.answerId);
  return { report, tenantName: await readTenantName(scope, report.tenant_id) };
});

/** `replay` asks the same question again and shows what is different. */
export const action = route.intents(
  {
    replay: async ({ scope, params }): Promise<ReplayOutcome> => ({
      replay: await replayAnswer(scope, params.answerId),
    }),
  },
  (error): ReplayOutcome => ({ replay: null, message: error.message }),
);

/** A replay changes nothing of the answer, and reading that again would be written down again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === 'POST' ? false : defaultShouldRevalidate;

export default function Answer() {
  return (
    <AnswerReportPage {...useLoaderData<typeof loader>()}>
      <ReplayCard />
    </AnswerReportPage>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/rag', label: 'All answers' }} />;
}

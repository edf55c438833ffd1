import type { MetaFunction } from '@remix-run/node';
import { useLoaderData, type ShouldRevalidateFunction } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { getAnswer } from '#app/features/operations/answers/get-answer.server.ts';
import { makeCheck } from '#app/features/operations/answers/make-check.server.ts';
import { replayAnswer } from '#app/features/operations/answers/replay-answer.server.ts';
import { AnswerReportPage } from '#app/features/operations/ui/answers/answer-report-page.tsx';
import { MakeCheckCard, type CheckOutcome } from '#app/features/operations/ui/answers/make-check-card.tsx';
import { ReplayCard, type ReplayOutcome } from '#app/features/operations/ui/answers/replay-card.tsx';
import { readTenantName } from '#app/features/tenancy/read-tenant-name.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.rag.$answerId');

export const meta: MetaFunction = () => [{ title: 'Answer · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) => {
  const report = await getAnswer(scope, params.answerId);
  return { report, tenantName: await readTenantName(scope, report.tenant_id) };
});

/** `replay` asks the same question again and shows what is different; `check` makes it an answer check. */
export const action = route.intents(
  {
    replay: async ({ scope, params }): Promise<ReplayOutcome | CheckOutcome> => ({
      replay: await replayAnswer(scope, params.answerId),
    }),
    check: async ({ scope, params, form }): Promise<ReplayOutcome | CheckOutcome> => ({
      check: await makeCheck(scope, params.answerId, Object.fromEntries(await form())),
    }),
  },
  ({ message, fields }, form, intent): ReplayOutcome | CheckOutcome =>
    intent === 'check' ? { check: null, message, fields, typed: Object.fromEntries(form) } : { replay: null, message },
);

/** Neither a replay nor a check changes the answer, and reading that again would be written down again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod === 'POST' ? false : defaultShouldRevalidate;

export default function Answer() {
  const loaded = useLoaderData<typeof loader>();
  return (
    <AnswerReportPage {...loaded} check={<MakeCheckCard {...loaded} />}>
      <ReplayCard />
    </AnswerReportPage>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/rag', label: 'All answers' }} />;
}

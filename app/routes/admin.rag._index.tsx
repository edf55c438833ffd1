import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listAnswers } from '#app/features/operations/answers/list-answers.server.ts';
import { answerFilterSchema } from '#app/features/operations/answers/schema.ts';
import { listDevelopments } from '#app/features/tenancy/list-developments.server.ts';
import { AnswersPage } from '#app/features/operations/ui/answers/answers-page.tsx';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.rag._index');

export const meta: MetaFunction = () => [{ title: 'Answers · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, answerFilterSchema);
  const { tenant } = query;
  return withScope(
    scope,
    async () => ({
      page: await listAnswers(scope, query),
      tenants: await listTenantNames(scope),
      developments: tenant
        ? (await listDevelopments(scope, { limit: 100, tenant })).items.map(({ id, name }) => ({ id, name }))
        : [],
    }),
    { readOnly: true },
  );
});

export default function Answers() {
  return <AnswersPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/rag', label: 'All answers' }} />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listNotices } from '#app/features/care/notices/list-notices.server.ts';
import { noticeQuerySchema } from '#app/features/care/notices/schema.ts';
import { NoticesPage } from '#app/features/care/notices/ui/notices-page.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.notices._index');

/** Notices of one page (B1). */
const PAGE = 25;

export const meta: MetaFunction = () => [{ title: 'Notices · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, noticeQuerySchema);
  return withScope(
    scope,
    async () => ({
      page: await listNotices(scope, { limit: PAGE, ...query }),
      developments: (await listDevelopmentChoices(scope)).map(({ id, name }) => ({ id, name })),
    }),
    { readOnly: true },
  );
});

export default function Notices() {
  return <NoticesPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

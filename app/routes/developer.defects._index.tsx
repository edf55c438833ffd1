import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { filterOf, listDefects, readDefectBoard } from '#app/features/care/defects/read-defects.server.ts';
import { defectQuerySchema } from '#app/features/care/defects/schema.ts';
import { DefectsPage } from '#app/features/care/defects/ui/defects-page.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.defects._index');

/** Defects of one page of the table (B1). */
const PAGE = 25;

export const meta: MetaFunction = () => [{ title: 'Defects · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, defectQuerySchema);
  const filter = filterOf(query);
  const isTable = query.view === 'table';
  return withScope(
    scope,
    async () => ({
      board: isTable ? null : await readDefectBoard(scope, filter),
      page: isTable ? await listDefects(scope, { limit: PAGE, cursor: query.cursor, filter }) : null,
      developments: (await listDevelopmentChoices(scope)).map(({ id, name }) => ({ id, name })),
    }),
    { readOnly: true },
  );
});

export default function Defects() {
  return <DefectsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

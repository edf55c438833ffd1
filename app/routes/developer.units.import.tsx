import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { checkImport } from '#app/features/onboarding/import/check-import.server.ts';
import { getImport } from '#app/features/onboarding/import/get-import.server.ts';
import { requestImport } from '#app/features/onboarding/import/request-import.server.ts';
import { ImportPage } from '#app/features/onboarding/import/ui/import-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.units.import');

export const meta: MetaFunction = () => [
  { title: 'Import houses · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

const fileOf = (request: Request) => new URL(request.url).searchParams.get('file');

/** `?file=`: one that was checked. */
export const loader = route.loader(async ({ request, scope }) => {
  const id = fileOf(request);
  return { standing: id ? await getImport(scope, id) : null };
});

const back = (id: string) => redirect(`/developer/units/import?file=${id}`);

/** `check`: a form with `file`, of which nothing is imported. `import`: what was checked as `?file=`. */
export const action = route.intents(
  {
    check: async ({ request, scope }) => back(await checkImport(request, scope)),
    import: async ({ request, scope }) => back(await requestImport(scope, fileOf(request))),
  },
  (error) => ({ refusal: { message: error.message } }),
);

export default function Import() {
  const { standing } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return <ImportPage key={standing?.id} standing={standing} refusal={refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/units/import', label: 'Choose a file' }} />;
}

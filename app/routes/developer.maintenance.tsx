import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requestTerms } from '#app/features/care/maintenance/collect-terms.server.ts';
import { decideTerm, listTerms } from '#app/features/care/maintenance/confirm-term.server.ts';
import { termChangeSchema, termQuerySchema } from '#app/features/care/maintenance/schema.ts';
import { TermsPage } from '#app/features/care/maintenance/ui/terms-page.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { readQuery, validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.maintenance');

/** Findings of one page (B1). */
const PAGE = 20;

export const meta: MetaFunction = () => [
  { title: 'Maintenance · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, termQuerySchema);
  return { page: await listTerms(scope, { limit: PAGE, ...query }), state: query.state };
});

/** `decide` about what was found, or `collect`: look through the documents now. */
export const action = route.intents(
  {
    decide: async ({ request, scope, form }) => {
      await decideTerm(scope, validate(termChangeSchema, Object.fromEntries(await form())));
      const { searchParams } = new URL(request.url);
      searchParams.delete('intent');
      return redirect(`/developer/maintenance${searchParams.size > 0 ? `?${searchParams}` : ''}`);
    },
    collect: async ({ scope }) => {
      await requestTerms(scope);
      return redirect('/developer/maintenance?done=collecting');
    },
  },
  ({ message }, form) => ({ refusal: { message, id: form.get('id') } }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function Maintenance() {
  return <TermsPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

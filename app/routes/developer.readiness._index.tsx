import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lookNow } from '#app/features/handover/look-now.server.ts';
import { noSuchDevelopment } from '#app/features/handover/no-such-development.ts';
import { readReadiness } from '#app/features/handover/read-readiness.server.ts';
import { lookSchema, readinessQuerySchema } from '#app/features/handover/schema.ts';
import { ReadinessPage } from '#app/features/handover/ui/readiness-page.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { readQuery, validate } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { withScope } from '#db/scope.ts';

const route = page('routes/developer.readiness._index');

export const meta: MetaFunction = () => [
  { title: 'Handover readiness · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

/** Houses of one page of the list (B1). */
const PAGE = 25;

export const loader = route.loader(async ({ request, scope }) => {
  const { development_id: wanted, ...query } = readQuery(request, readinessQuerySchema);
  return withScope(
    scope,
    async () => {
      const developments = await listDevelopmentChoices(scope);
      const development = wanted ? developments.find(({ id }) => id === wanted) : (developments[0] ?? null);
      if (development === undefined) throw noSuchDevelopment();
      const readiness = development && (await readReadiness(scope, development.id, { ...query, limit: PAGE }));
      return { readiness, development, developments };
    },
    { readOnly: true },
  );
});

/** `look`: for papers, now. */
export const action = route.intents(
  {
    look: async ({ scope, form }) => {
      const { development_id: id } = validate(lookSchema, Object.fromEntries(await form()));
      await lookNow(scope, id);
      return redirect(`/developer/readiness?development_id=${id}`);
    },
  },
  ({ message }) => ({ refusal: message }),
);

export default function ReadinessRoute() {
  return <ReadinessPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/readiness', label: 'Handover readiness' }} />;
}

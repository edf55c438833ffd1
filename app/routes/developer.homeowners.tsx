import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listHomeowners } from '#app/features/homes/list-homeowners.server.ts';
import { chosenHousesSchema, homeownerQuerySchema } from '#app/features/homes/schema.ts';
import { HomeownersPage } from '#app/features/homes/ui/homeowners-page.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { inviteOwners } from '#app/features/onboarding/invite-owner.server.ts';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { readQuery, validate } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.homeowners');

export const meta: MetaFunction = () => [
  { title: 'Homeowners · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

/** Owners of one page of the list (B1). */
const PAGE = 25;

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, homeownerQuerySchema);
  return withScope(
    scope,
    async () => ({
      page: await listHomeowners(scope, { ...query, limit: PAGE }),
      developments: await listDevelopmentChoices(scope),
    }),
    { readOnly: true },
  );
});

/** `invite` the owners of each `house_id`. */
export const action = route.intents(
  {
    invite: async ({ request, scope, form }) => {
      const { house_id: houses } = validate(chosenHousesSchema, { house_id: (await form()).getAll('house_id') });
      const { sent, refused } = await inviteOwners(scope, houses, publicOrigin(request));
      const back = new URL(request.url).searchParams;
      back.delete('intent');
      back.set('sent', String(sent));
      back.set('refused', String(refused));
      return redirect(`/developer/homeowners?${back}`);
    },
  },
  (error) => ({ refusal: { message: error.fields[0]?.message ?? error.message } }),
);

export default function Homeowners() {
  return <HomeownersPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

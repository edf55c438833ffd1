import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { acknowledgeFiring } from '#app/features/operations/alerts/acknowledge-firing.server.ts';
import { getFiring } from '#app/features/operations/alerts/get-firing.server.ts';
import { FiringPage } from '#app/features/operations/ui/alerts/firing-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.alerts.$firingId');

export const meta: MetaFunction = () => [{ title: 'Alert · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) => ({ firing: await getFiring(scope, params.firingId) }));

/** `acknowledge` with a `note`. */
export const action = route.intents(
  {
    acknowledge: async ({ scope, params, form }) => {
      await acknowledgeFiring(scope, params.firingId, Object.fromEntries(await form()));
      return redirect(`/admin/alerts/${params.firingId}`);
    },
  },
  (error, form) => ({
    refusal: { message: error.message, fields: error.fields, given: Object.fromEntries(form) },
  }),
);

export default function Firing() {
  return <FiringPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/alerts/history', label: 'All that fired' }} />;
}

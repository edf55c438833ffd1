import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { NewDevelopmentPage } from '#app/features/operations/ui/developments/new-development-page.tsx';
import { createDevelopment } from '#app/features/tenancy/developments/write-development.server.ts';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.developments.new');

export const meta: MetaFunction = () => [
  { title: 'A new development · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

/** `tenant`: whose it is to be. */
export const loader = route.loader(async ({ scope }) => ({ tenants: await listTenantNames(scope) }));

export const action = route.action(
  async ({ scope, form }) => {
    const id = await createDevelopment(scope, Object.fromEntries(await form()));
    return redirect(`/admin/developments/${id}?done=created`);
  },
  ({ message, fields }, form) => ({ refusal: { intent: '', message, fields, typed: Object.fromEntries(form) } }),
);

export default function NewDevelopment() {
  return <NewDevelopmentPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/developments', label: 'All developments' }} />;
}

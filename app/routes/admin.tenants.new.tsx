import { redirect, type MetaFunction } from '@remix-run/node';
import { page } from '#app/features/identity/page.server.ts';
import { NewBuilderPage } from '#app/features/operations/ui/tenants/builder-page.tsx';
import { createBuilder } from '#app/features/tenancy/builders/write-builder.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.tenants.new');

export const meta: MetaFunction = () => [
  { title: 'A new tenant · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async () => null);

export const action = route.action(
  async ({ scope, form }) => {
    const id = await createBuilder(scope, Object.fromEntries(await form()));
    return redirect(`/admin/tenants/${id}/details?done=created`);
  },
  ({ message, fields }, form) => ({ refusal: { intent: '', message, fields, typed: Object.fromEntries(form) } }),
);

export default NewBuilderPage;

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/tenants', label: 'All tenants' }} />;
}

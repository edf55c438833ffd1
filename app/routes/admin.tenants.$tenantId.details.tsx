import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { inviteManager } from '#app/features/identity/team/invite-manager.server.ts';
import { readBuilderFigures } from '#app/features/operations/builders/read-builder-health.server.ts';
import { BuilderPage } from '#app/features/operations/ui/tenants/builder-page.tsx';
import { describeBuilder } from '#app/features/tenancy/builders/read-builder.server.ts';
import { changeBuilder } from '#app/features/tenancy/builders/write-builder.server.ts';
import { reopenBuilder, retireBuilder } from '#app/features/tenancy/retirement/retire-builder.server.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { withScope } from '#db/scope.ts';

const route = page('routes/admin.tenants.$tenantId.details');

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.tenant.name ?? 'Tenant'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ scope, params }) =>
  withScope(
    scope,
    async () => {
      const builder = await describeBuilder(scope, params.tenantId);
      return { ...builder, ...(await readBuilderFigures(scope, builder.tenant.id)) };
    },
    { readOnly: true },
  ),
);

export const shouldRevalidate = readAnewAfterConflict;

const done = (tenantId: string | undefined, what: string) =>
  redirect(`/admin/tenants/${tenantId}/details?done=${what}`);

/**
 * `save` with the fields of the form and `seen`, the state that was filled in; `invite` with `email`; `retire` with
 * `reason`, and `reopen`, each with `seen`.
 */
export const action = route.intents(
  {
    save: async ({ scope, params, form }) => {
      await changeBuilder(scope, params.tenantId, Object.fromEntries(await form()));
      return done(params.tenantId, 'saved');
    },
    invite: async ({ request, scope, params, form }) => {
      await inviteManager(scope, params.tenantId, (await form()).get('email'), publicOrigin(request));
      return done(params.tenantId, 'invited');
    },
    retire: async ({ scope, params, form }) => {
      await retireBuilder(scope, params.tenantId, Object.fromEntries(await form()));
      return done(params.tenantId, 'retired');
    },
    reopen: async ({ scope, params, form }) => {
      await reopenBuilder(scope, params.tenantId, Object.fromEntries(await form()));
      return done(params.tenantId, 'reopened');
    },
  },
  ({ message, fields }, form, intent) => ({ refusal: { intent, message, fields, typed: Object.fromEntries(form) } }),
);

export default function Details() {
  return <BuilderPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/tenants', label: 'All tenants' }} />;
}

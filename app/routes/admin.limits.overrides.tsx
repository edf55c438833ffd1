import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listOverrides } from '#app/features/operations/limits/list-overrides.server.ts';
import { choicesOf, DIFFERING_RULES } from '#app/features/operations/limits/limit-labels.ts';
import { overrideFilterSchema } from '#app/features/operations/limits/schema.ts';
import { endOverride, setOverride } from '#app/features/operations/limits/set-override.server.ts';
import { OverridesPage } from '#app/features/operations/ui/limits/overrides-page.tsx';
import { listTenantNames } from '#app/features/tenancy/list-tenant-names.server.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.limits.overrides');

export const meta: MetaFunction = () => [
  { title: 'Overrides of limits · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, overrideFilterSchema);
  return withScope(
    scope,
    async () => ({
      page: await listOverrides(scope, query),
      tenants: await listTenantNames(scope),
      rules: choicesOf(DIFFERING_RULES),
    }),
    { readOnly: true },
  );
});

const done = (what: string) => redirect(`/admin/limits/overrides?done=${what}`);

/** `set` with the fields of overrideSchema; `end` the override `id`, with a `reason`. */
export const action = route.intents(
  {
    set: async ({ scope, form }) => {
      await setOverride(scope, Object.fromEntries(await form()));
      return done('set');
    },
    end: async ({ scope, form }) => {
      const { id, ...fields } = Object.fromEntries(await form());
      await endOverride(scope, id, fields);
      return done('ended');
    },
  },
  (error, form) => ({
    refusal: { message: error.message, fields: error.fields, given: Object.fromEntries(form) },
  }),
);

export default function Overrides() {
  return <OverridesPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/limits/overrides', label: 'All overrides' }} />;
}

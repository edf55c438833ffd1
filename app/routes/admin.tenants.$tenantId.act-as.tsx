import { redirectDocument, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { beginImpersonation } from '#app/features/identity/impersonation/begin-impersonation.server.ts';
import { describePerson } from '#app/features/identity/impersonation/find-person.server.ts';
import { safeNextPath } from '#app/features/identity/next-path.ts';
import { page } from '#app/features/identity/page.server.ts';
import { ActAsPage } from '#app/features/operations/ui/people/act-as-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.tenants.$tenantId.act-as');

export const meta: MetaFunction = () => [{ title: 'Act as · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

/** A page of the platform's portal, where the admin was; else the list of tenants. */
function backTo(given: string | null): string {
  const path = safeNextPath(given, '/admin/tenants');
  return /^\/admin(\/|\?|$)/.test(path) ? path : '/admin/tenants';
}

/** `staff` or `house`: as whom. `back`: where to go on afterwards. */
export const loader = route.loader(async ({ request, scope, params }) => {
  const { searchParams } = new URL(request.url);
  return {
    person: await describePerson(scope, params.tenantId, searchParams),
    back: backTo(searchParams.get('back')),
  };
});

export const action = route.action(
  async ({ request, scope, params, form }) => {
    const fields = Object.fromEntries(await form());
    const { to, cookie } = await beginImpersonation(scope, request, {
      tenant: params.tenantId,
      query: new URL(request.url).searchParams,
      fields,
      back: backTo(typeof fields.back === 'string' ? fields.back : null),
    });
    // A page of its own: nothing of the admin's stays in it.
    return redirectDocument(to, { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
  },
  (error, form) => ({
    refusal: {
      message: error.message,
      fields: error.fields,
      given: Object.fromEntries(
        [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ) as Record<string, string>,
    },
  }),
);

export default function ActAs() {
  return <ActAsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/tenants', label: 'All tenants' }} />;
}

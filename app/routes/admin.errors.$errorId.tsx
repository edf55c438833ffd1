import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { decideError } from '#app/features/operations/errors/decide-error.server.ts';
import { getError } from '#app/features/operations/errors/get-error.server.ts';
import { listAdmins } from '#app/features/operations/errors/list-admins.server.ts';
import type { ErrorItem } from '#app/features/operations/errors/describe-error.ts';
import { ErrorEntryPage } from '#app/features/operations/ui/errors/error-entry-page.tsx';
import { readTenantName } from '#app/features/tenancy/read-tenant-name.server.ts';
import { withScope, type PlatformScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

type Deciding = { scope: PlatformScope; params: { errorId?: string } };

const route = page('routes/admin.errors.$errorId');

export const meta: MetaFunction = () => [{ title: 'Error · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) =>
  withScope(
    scope,
    async () => {
      const error = await getError(scope, params.errorId);
      return {
        error,
        tenantName: await readTenantName(scope, error.tenant_id),
        admins: await listAdmins(scope),
        me: scope.actor.kind === 'staff' ? scope.actor.userId : null,
      };
    },
    { readOnly: true },
  ),
);

const decided =
  (state: ErrorItem['state']) =>
  async ({ scope, params }: Deciding) => {
    await decideError(scope, params.errorId, { state });
    return redirect(`/admin/errors/${params.errorId}`);
  };

/** `resolve`, `mute` and `open` change the state, `assign` gives it to `to`, or to nobody where that is empty. */
export const action = route.intents(
  {
    resolve: decided('resolved'),
    mute: decided('muted'),
    open: decided('open'),
    assign: async ({ scope, params, form }) => {
      await decideError(scope, params.errorId, { assigned_to: (await form()).get('to') || null });
      return redirect(`/admin/errors/${params.errorId}`);
    },
  },
  (error) => ({ refusal: error.message }),
);

export default function ErrorEntry() {
  return <ErrorEntryPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/errors', label: 'All errors' }} />;
}

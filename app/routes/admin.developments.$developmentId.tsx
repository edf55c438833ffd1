import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { askForReindex } from '#app/features/operations/developments/ask-for-reindex.server.ts';
import { readDevelopmentFigures } from '#app/features/operations/developments/read-development-figures.server.ts';
import { readSearchIndex } from '#app/features/operations/developments/read-search-index.server.ts';
import { DevelopmentPage } from '#app/features/operations/ui/developments/development-page.tsx';
import { closeDevelopment, openDevelopment } from '#app/features/tenancy/developments/close-development.server.ts';
import { describeDevelopment } from '#app/features/tenancy/developments/read-development.server.ts';
import { changeDevelopment } from '#app/features/tenancy/developments/write-development.server.ts';
import {
  addHouseType,
  changeHouseType,
  removeHouseType,
} from '#app/features/tenancy/developments/write-house-type.server.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { withScope, type PlatformScope } from '#db/scope.ts';

const route = page('routes/admin.developments.$developmentId');

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.development.details.name ?? 'Development'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ scope, params }) =>
  withScope(
    scope,
    async () => {
      const development = await describeDevelopment(scope, params.developmentId);
      const key = { tenantId: development.tenant.id, developmentId: development.id };
      return {
        development,
        figures: await readDevelopmentFigures(scope, key),
        index: await readSearchIndex(scope, key),
      };
    },
    { readOnly: true },
  ),
);

export const shouldRevalidate = readAnewAfterConflict;

type Change = (scope: PlatformScope, id: string | undefined, fields: unknown) => Promise<void>;
type Args = { scope: PlatformScope; params: { developmentId?: string }; form: () => Promise<URLSearchParams> };

/** Does what a form asks for, and says so on the page. */
const doing =
  (change: Change, done: string) =>
  async ({ scope, params: { developmentId }, form }: Args) => {
    await change(scope, developmentId, Object.fromEntries(await form()));
    return redirect(`/admin/developments/${developmentId}?done=${done}`);
  };

/**
 * `save`, `close` and `open` with `seen`, the state that the form was filled in on; `reindex` with the `model` that it
 * showed; those of house types by `code`.
 */
export const action = route.intents(
  {
    save: doing(changeDevelopment, 'saved'),
    close: doing(closeDevelopment, 'closed'),
    open: doing(openDevelopment, 'opened'),
    reindex: doing(askForReindex, 'reindex-asked'),
    'add-type': doing(addHouseType, 'type-added'),
    'change-type': doing(changeHouseType, 'type-changed'),
    'remove-type': doing(removeHouseType, 'type-removed'),
  },
  ({ message, fields }, form, intent) => ({ refusal: { intent, message, fields, typed: Object.fromEntries(form) } }),
);

export default function ADevelopment() {
  return <DevelopmentPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/developments', label: 'All developments' }} />;
}

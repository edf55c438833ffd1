import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { addCheck } from '#app/features/insights/checks/add-check.server.ts';
import { approveCheck, removeCheck } from '#app/features/insights/checks/decide-check.server.ts';
import { listChecks, NO_CHECKS } from '#app/features/insights/checks/list-checks.server.ts';
import { prefillCheck } from '#app/features/insights/checks/prefill-check.server.ts';
import { runChecks } from '#app/features/insights/checks/run-checks.server.ts';
import {
  checksQuerySchema,
  checkVersionSchema,
  newCheckSchema,
  removeSchema,
  runSchema,
} from '#app/features/insights/checks/schema.ts';
import { ChecksPage } from '#app/features/insights/checks/ui/checks-page.tsx';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { readQuery, validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { withScope } from '#db/scope.ts';

const route = page('routes/developer.checks._index');

export const meta: MetaFunction = () => [
  { title: 'Answer checks · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

/** Checks of one page (B1). */
const PAGE = 20;

export const loader = route.loader(async ({ request, scope }) => {
  const { from, development_id: wanted, ...query } = readQuery(request, checksQuerySchema);
  return withScope(
    scope,
    async () => {
      const prefill = from ? ((await prefillCheck(scope, from)) ?? null) : null;
      const developments = await listDevelopmentChoices(scope);
      const chosen = prefill?.development_id ?? wanted;
      const development = developments.find(({ id }) => id === chosen) ?? developments[0] ?? null;
      const checks = development
        ? await listChecks(scope, { ...query, developmentId: development.id, limit: PAGE })
        : NO_CHECKS;
      return { ...checks, development, developments: developments.map(({ id, name }) => ({ id, name })), prefill };
    },
    { readOnly: true },
  );
});

/** `add` a check, `run` them all now, `approve` an answer, `remove` a check. */
export const action = route.intents(
  {
    add: async ({ scope, form }) => {
      const check = validate(newCheckSchema, Object.fromEntries(await form()));
      await addCheck(scope, check);
      return redirect(`/developer/checks?development_id=${check.development_id}`);
    },
    run: async ({ request, scope, form }) => {
      await runChecks(scope, validate(runSchema, Object.fromEntries(await form())).development_id);
      return redirect(sameList(request));
    },
    approve: async ({ request, scope, form }) => {
      await approveCheck(scope, validate(checkVersionSchema, Object.fromEntries(await form())));
      return redirect(sameList(request));
    },
    remove: async ({ request, scope, form }) => {
      await removeCheck(scope, validate(removeSchema, Object.fromEntries(await form())).id);
      return redirect(sameList(request));
    },
  },
  ({ message }, form) => ({ refusal: { message, adding: form.has('question') } }),
);

/** The list as it was shown. */
function sameList(request: Request): string {
  const { searchParams } = new URL(request.url);
  for (const name of ['intent', 'from', '_data']) searchParams.delete(name);
  return `/developer/checks${searchParams.size > 0 ? `?${searchParams}` : ''}`;
}

export const shouldRevalidate = readAnewAfterConflict;

export default function Checks() {
  return <ChecksPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/checks', label: 'All answer checks' }} />;
}

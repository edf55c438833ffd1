import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { approveTried, discardVersion, publishAnyway } from '#app/features/insights/checks/decide-trial.server.ts';
import { readTrial } from '#app/features/insights/checks/read-trial.server.ts';
import { approveTriedSchema, trialQuerySchema } from '#app/features/insights/checks/schema.ts';
import { TrialPage } from '#app/features/insights/checks/ui/trial-page.tsx';
import { readQuery, validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.checks.$versionId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `Answers of ${found?.trial.document.title ?? 'a version'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

/** Answers of one page (B1). */
const PAGE = 20;

export const loader = route.loader(async ({ request, scope, params }) => {
  const query = readQuery(request, trialQuerySchema);
  return { trial: await readTrial(scope, { ...query, versionId: params.versionId, limit: PAGE }) };
});

/** `approve` the new answer of one check or of all that would be lost, `publish` anyway, `discard` the version. */
export const action = route.intents(
  {
    approve: async ({ scope, params, form }) => {
      const { check_id } = validate(approveTriedSchema, Object.fromEntries(await form()));
      await approveTried(scope, params.versionId, check_id);
      return redirect(`/developer/checks/${params.versionId}`);
    },
    publish: async ({ scope, params }) => {
      await publishAnyway(scope, params.versionId);
      return redirect(`/developer/checks/${params.versionId}`);
    },
    discard: async ({ scope, params }) => {
      await discardVersion(scope, params.versionId);
      return redirect(`/developer/checks/${params.versionId}`);
    },
  },
  ({ message }) => ({ refusal: message }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function TriedVersion() {
  return <TrialPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/checks', label: 'All answer checks' }} />;
}

import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { decideChange } from '#app/features/insights/changes/decide-change.server.ts';
import { readChange } from '#app/features/insights/changes/read-change.server.ts';
import { changeQuerySchema, decisionSchema } from '#app/features/insights/changes/schema.ts';
import { ChangePage } from '#app/features/insights/changes/ui/change-page.tsx';
import { readQuery, validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.changes.$changeId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.change.document.title ?? 'A change'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ request, scope, params }) =>
  readChange(scope, params.changeId, readQuery(request, changeQuerySchema)),
);

/** `decision` and `version`, with `wording` where owners are told. */
export const action = route.action(
  async ({ request, scope, params, form }) => {
    const decision = validate(decisionSchema, Object.fromEntries(await form()));
    await decideChange(scope, params.changeId, decision, publicOrigin(request));
    return redirect(
      `/developer/changes/${params.changeId}?done=${decision.decision === 'tell' ? 'told' : 'dismissed'}`,
    );
  },
  ({ message, fields }, form) => ({ refusal: { message, fields, typed: Object.fromEntries(form) } }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function Change() {
  const found = useLoaderData<typeof loader>();
  return <ChangePage key={found.change.version} {...found} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/changes', label: 'All changed answers' }} />;
}

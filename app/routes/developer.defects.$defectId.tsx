import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { addDefectMessage, decideDefect } from '#app/features/care/defects/answer-defect.server.ts';
import { getDefect } from '#app/features/care/defects/read-defects.server.ts';
import { decisionSchema, messageSchema } from '#app/features/care/defects/schema.ts';
import { DefectPage } from '#app/features/care/defects/ui/defect-page.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.defects.$defectId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.defect.title ?? 'Defect'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ scope, params }) => getDefect(scope, params.defectId));

/** `message` with `text`, or `decide` with state, trade and dates of the `version` that was seen. */
export const action = route.intents(
  {
    message: async ({ request, scope, params, form }) => {
      const { text } = validate(messageSchema, Object.fromEntries(await form()));
      await addDefectMessage(scope, params.defectId, { text, origin: publicOrigin(request) });
      return redirect(`/developer/defects/${params.defectId}?done=sent`);
    },
    decide: async ({ request, scope, params, form }) => {
      const decision = validate(decisionSchema, Object.fromEntries(await form()));
      await decideDefect(scope, params.defectId, decision, publicOrigin(request));
      return redirect(`/developer/defects/${params.defectId}?done=saved`);
    },
  },
  ({ message, fields }, form) => ({ refusal: { message, fields, typed: Object.fromEntries(form) } }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function Defect() {
  const found = useLoaderData<typeof loader>();
  return <DefectPage key={found.defect.version} {...found} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/defects', label: 'All defects' }} />;
}

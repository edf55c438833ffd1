import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { addDefectMessage, closeDefect, reopenDefect } from '#app/features/care/defects/answer-defect.server.ts';
import { getDefect } from '#app/features/care/defects/read-defects.server.ts';
import { messageSchema, seenVersionSchema } from '#app/features/care/defects/schema.ts';
import { OwnerDefect } from '#app/features/care/defects/ui/owner-defect.tsx';
import { listCovers } from '#app/features/care/maintenance/list-covers.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home.care.$defectId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.defect.title ?? 'Defect'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ scope, params }) => {
  const read = async () => ({ ...(await getDefect(scope, params.defectId)), covers: await listCovers(scope) });
  return withScope(scope, read, { readOnly: true });
});

/** `message` with `text`; `close`, or `reopen` with `text`, of the `version` that was seen. */
export const action = route.intents(
  {
    message: async ({ request, scope, params, form }) => {
      const { text } = validate(messageSchema, Object.fromEntries(await form()));
      await addDefectMessage(scope, params.defectId, { text, origin: publicOrigin(request) });
      return redirect(`/home/care/${params.defectId}?done=sent`);
    },
    close: async ({ request, scope, params, form }) => {
      const { version } = validate(seenVersionSchema, Object.fromEntries(await form()));
      await closeDefect(scope, params.defectId, { version, origin: publicOrigin(request) });
      return redirect(`/home/care/${params.defectId}?done=closed`);
    },
    reopen: async ({ request, scope, params, form }) => {
      const fields = Object.fromEntries(await form());
      const { version } = validate(seenVersionSchema, fields);
      const { text } = validate(messageSchema, fields);
      await reopenDefect(scope, params.defectId, { version, text, origin: publicOrigin(request) });
      return redirect(`/home/care/${params.defectId}?done=reopened`);
    },
  },
  ({ message, fields }, form) => ({ refusal: { message, fields, text: form.get('text') ?? '' } }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function Defect() {
  const found = useLoaderData<typeof loader>();
  return <OwnerDefect key={found.defect.version} {...found} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/home/care', label: 'Your defects' }} />;
}

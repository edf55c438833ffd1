import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { becomeVersion } from '#app/features/documents/upload/become-version.server.ts';
import { changeDocument } from '#app/features/documents/change-document.server.ts';
import { deleteDocument } from '#app/features/documents/delete-document.server.ts';
import { discardHeld } from '#app/features/documents/upload/discard-held.server.ts';
import { describeDocumentDetails } from '#app/features/documents/describe-document.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { keepOwnDocument } from '#app/features/documents/upload/keep-own-document.server.ts';
import { listCategories } from '#app/features/documents/list-categories.server.ts';
import { listUnreadPages } from '#app/features/documents/pages/list-unread-pages.server.ts';
import { listVersions } from '#app/features/documents/list-versions.server.ts';
import { readReceipts, setMustRead } from '#app/features/documents/must-read.server.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { requestStop } from '#app/features/documents/request-stop.server.ts';
import { choiceSchema, versionPageQuerySchema } from '#app/features/documents/schema.ts';
import { DocumentPage } from '#app/features/documents/ui/document-page.tsx';
import { refusalOf } from '#app/features/documents/ui/form-refusal.ts';
import { uploadVersion } from '#app/features/documents/upload/upload-document.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { env } from '#app/platform/env.ts';
import { readQuery, validate } from '#app/platform/http.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.documents.$documentId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.document.title ?? 'Document'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

/** Versions of one page of the history (B1). */
const PAGE = 10;

export const loader = route.loader(async ({ request, scope, params }) => {
  const { cursor } = readQuery(request, versionPageQuerySchema);
  return withScope(
    scope,
    async () => {
      const document = describeDocumentDetails(await getDocument(scope, params.documentId));
      const developments = await listDevelopmentChoices(scope);
      return {
        document,
        versions: await listVersions(scope, params.documentId, { limit: PAGE, cursor }),
        unread: await listUnreadPages(scope, params.documentId),
        houseTypes: developments.find(({ id }) => id === document.development_id)?.houseTypes ?? [],
        categories: await listCategories(scope),
        receipts: await readReceipts(scope, params.documentId),
      };
    },
    { readOnly: true },
  );
});

/**
 * `change`, `must-read`, `reingest`, `stop` (of its reading), `delete`, `version` (an upload posted without scripts),
 * and the choices about a document that looks like another: `become-version` of that, `keep` as its own, `discard`.
 */
export const action = route.intents(
  {
    change: async ({ scope, params, form }) => {
      const fields = await form();
      const { title, category } = Object.fromEntries(fields);
      await changeDocument(scope, params.documentId, { title, category, house_types: fields.getAll('house_types') });
      return redirect(`/developer/documents/${params.documentId}`);
    },
    'must-read': async ({ scope, params, form }) => {
      await setMustRead(scope, params.documentId, (await form()).get('must_read') === 'yes');
      return redirect(`/developer/documents/${params.documentId}`);
    },
    reingest: async ({ scope, params }) => {
      await reingestDocument(scope, params.documentId);
      return redirect(`/developer/documents/${params.documentId}`);
    },
    stop: async ({ scope, params }) => {
      await requestStop(scope, params.documentId);
      return redirect(`/developer/documents/${params.documentId}?done=stopped`);
    },
    'become-version': async ({ scope, params, form }) => {
      const { version } = validate(choiceSchema, Object.fromEntries(await form()));
      return redirect(`/developer/documents/${await becomeVersion(scope, params.documentId, version)}?done=added`);
    },
    keep: async ({ scope, params }) => {
      await keepOwnDocument(scope, params.documentId);
      return redirect(`/developer/documents/${params.documentId}?done=kept`);
    },
    discard: async ({ scope, params }) => {
      await discardHeld(scope, params.documentId);
      return redirect('/developer/documents?done=discarded');
    },
    delete: async ({ scope, params }) => {
      await deleteDocument(scope, params.documentId);
      return redirect('/developer/documents?done=deleted');
    },
    version: async ({ request, scope, params }) => {
      await uploadVersion(request, scope, params.documentId, { dataDir: env.DATA_DIR });
      return redirect(`/developer/documents/${params.documentId}`);
    },
  },
  (error) => ({ refusal: refusalOf(error) }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function Document() {
  const loaded = useLoaderData<typeof loader>();
  return <DocumentPage key={loaded.document.id} {...loaded} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/documents', label: 'All documents' }} />;
}

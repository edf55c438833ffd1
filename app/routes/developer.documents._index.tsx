import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listCategories } from '#app/features/documents/list-categories.server.ts';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { listDocuments } from '#app/features/documents/list-documents.server.ts';
import { portalDocumentQuerySchema } from '#app/features/documents/schema.ts';
import { DocumentsPage } from '#app/features/documents/ui/documents-page.tsx';
import { refusalOf } from '#app/features/documents/ui/form-refusal.ts';
import { uploadDocument } from '#app/features/documents/upload/upload-document.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { env } from '#app/platform/env.ts';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.documents._index');

export const meta: MetaFunction = () => [{ title: 'Documents · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

/** Documents of one page of the list (B1). */
const PAGE = 25;

export const loader = route.loader(async ({ request, scope }) => {
  const { cursor, category, q, status, house_type: houseType } = readQuery(request, portalDocumentQuerySchema);
  return withScope(
    scope,
    async () => ({
      page: await listDocuments(scope, { limit: PAGE, cursor, category, q, status, houseType }),
      developments: await listDevelopmentChoices(scope),
      categories: await listCategories(scope),
    }),
    { readOnly: true },
  );
});

/** An upload posted without scripts; with them, files go to POST /api/documents. */
export const action = route.action(
  async ({ request, scope }) => {
    const { documentId } = await uploadDocument(request, scope, { dataDir: env.DATA_DIR });
    return redirect(`/developer/documents/${documentId}`);
  },
  (error) => ({ refusal: refusalOf(error) }),
);

export default function Documents() {
  return <DocumentsPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

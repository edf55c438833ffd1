import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { deleteDocument } from '#app/features/documents/delete-document.server.ts';
import { describeDocumentDetails } from '#app/features/documents/describe-document.ts';
import { getDocument } from '#app/features/documents/get-document.server.ts';
import { listTextlessPages } from '#app/features/documents/list-textless-pages.server.ts';
import { listVersions } from '#app/features/documents/list-versions.server.ts';
import { reingestDocument } from '#app/features/documents/reingest-document.server.ts';
import { versionPageQuerySchema } from '#app/features/documents/schema.ts';
import { DocumentPage } from '#app/features/documents/ui/document-page.tsx';
import type { UploadRefusal } from '#app/features/documents/ui/upload-panel.tsx';
import { uploadVersion } from '#app/features/documents/upload-version.server.ts';
import { answering } from '#app/features/identity/answering.server.ts';
import { requireDeveloper } from '#app/features/identity/guards.server.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import { env } from '#app/platform/env.ts';
import { AppError } from '#app/platform/errors.ts';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: `${found?.document.title ?? 'Document'} · OpenHouse AI` }, { name: 'robots', content: 'noindex' }];

/** Versions of one page of the history (B1). */
const PAGE = 10;

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answering(request, async () => {
    const scope = await requireDeveloper(request);
    const { cursor } = readQuery(request, versionPageQuerySchema);
    const [row, versions, textless] = await Promise.all([getDocument(scope, params.documentId), listVersions(scope, params.documentId, { limit: PAGE, cursor }), listTextlessPages(scope, params.documentId)]);
    return { document: describeDocumentDetails(row), versions, textless };
  });

/** `?intent=` says what is asked: `reingest`, `delete`, or `version`, an upload posted without scripts. */
export const action = async ({ request, params }: ActionFunctionArgs) => {
  const scope = await requireDeveloper(request, 'document:manage');
  try {
    switch (new URL(request.url).searchParams.get('intent')) {
      case 'reingest':
        await reingestDocument(scope, params.documentId);
        return redirect(`/developer/documents/${params.documentId}`);
      case 'delete':
        await deleteDocument(scope, params.documentId);
        return redirect('/developer/documents');
      case 'version':
        await uploadVersion(request, scope, params.documentId, { dataDir: env.DATA_DIR });
        return redirect(`/developer/documents/${params.documentId}`);
      default:
        throw new AppError('bad-request', 'Use the buttons of this page.');
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const error = logApiError(thrown);
    const refusal: UploadRefusal = { message: error.message, fields: error.fields };
    return data({ refusal }, { status: error.status });
  }
};

export default function Document() {
  const loaded = useLoaderData<typeof loader>();
  return <DocumentPage key={loaded.document.id} {...loaded} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

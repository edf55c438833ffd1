import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { previewPage } from '#app/features/documents/pages/preview-page.server.ts';
import { readPreviewPlace } from '#app/features/documents/pages/preview-path.ts';
import { PagePreview } from '#app/features/documents/ui/preview/page-preview.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.documents.$documentId_.pages');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found ? `Page ${found.page} of ${found.document.title}` : 'Document'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ request, scope, params }) =>
  previewPage(scope, params.documentId, readPreviewPlace(new URL(request.url).searchParams)),
);

export default function DocumentPages() {
  return <PagePreview {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/documents', label: 'All documents' }} />;
}

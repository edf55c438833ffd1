import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { offerNoticeForm } from '#app/features/care/notices/list-notices.server.ts';
import { readNoticeForm, typedNotice } from '#app/features/care/notices/read-notice-form.ts';
import { NewNotice } from '#app/features/care/notices/ui/new-notice.tsx';
import { publishNotice } from '#app/features/care/notices/write-notice.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.notices.new');

export const meta: MetaFunction = () => [
  { title: 'New notice · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ request, scope }) =>
  offerNoticeForm(scope, new URL(request.url).searchParams.get('development_id') ?? undefined),
);

export const action = route.action(
  async ({ request, scope, form }) => {
    const fields = await form();
    const id = await publishNotice(
      scope,
      fields.get('development_id') ?? '',
      readNoticeForm(fields),
      publicOrigin(request),
    );
    return redirect(`/developer/notices/${id}?done=published`);
  },
  ({ message, fields }, form) => ({ refusal: { message, fields, typed: typedNotice(form) } }),
);

export default function New() {
  return <NewNotice {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/notices', label: 'All notices' }} />;
}

import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { getNotice } from '#app/features/care/notices/list-notices.server.ts';
import { readNoticeForm, readVersion, typedNotice } from '#app/features/care/notices/read-notice-form.ts';
import { NoticeDetails } from '#app/features/care/notices/ui/notice-details.tsx';
import { changeNotice, withdrawNotice } from '#app/features/care/notices/write-notice.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { readAnewAfterConflict } from '#app/platform/request/read-anew.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.notices.$noticeId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.notice.title ?? 'Notice'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ scope, params }) => getNotice(scope, params.noticeId));

/** `change` with the fields of the form, or `withdraw`; both with the `version` that was seen. */
export const action = route.intents(
  {
    change: async ({ scope, params, form }) => {
      const fields = await form();
      await changeNotice(scope, params.noticeId, readVersion(fields), readNoticeForm(fields));
      return redirect(`/developer/notices/${params.noticeId}?done=changed`);
    },
    withdraw: async ({ scope, params, form }) => {
      await withdrawNotice(scope, params.noticeId, readVersion(await form()));
      return redirect(`/developer/notices/${params.noticeId}?done=withdrawn`);
    },
  },
  ({ message, fields }, form) => ({ refusal: { message, fields, typed: typedNotice(form) } }),
);

export const shouldRevalidate = readAnewAfterConflict;

export default function Notice() {
  const found = useLoaderData<typeof loader>();
  return <NoticeDetails key={found.notice.id} {...found} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/notices', label: 'All notices' }} />;
}

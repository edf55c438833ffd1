import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import {
  chooseNoticeMails,
  listOwnerNotices,
  markNoticesRead,
} from '#app/features/care/notices/owner-notices.server.ts';
import { ownerNoticeQuerySchema, readSchema } from '#app/features/care/notices/schema.ts';
import { OwnerNotices } from '#app/features/care/notices/ui/owner-notices.tsx';
import { page } from '#app/features/identity/page.server.ts';
import { readQuery, validate } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home.notices');

/** Notices of one page (B1). */
const PAGE = 10;

export const meta: MetaFunction = () => [{ title: 'Notices · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(({ request, scope }) =>
  listOwnerNotices(scope, { limit: PAGE, ...readQuery(request, ownerNoticeQuerySchema) }),
);

/** `read` with `ids`: these have been seen. `mails` with `mails=on` or without: the switch for mails. */
export const action = route.intents(
  {
    read: async ({ scope, form }) => {
      await markNoticesRead(scope, validate(readSchema, Object.fromEntries(await form())).ids);
      return redirect('/home/notices');
    },
    mails: async ({ scope, form }) => {
      await chooseNoticeMails(scope, (await form()).has('mails'));
      return redirect('/home/notices?done=mails');
    },
  },
  ({ message }) => ({ refusal: message }),
);

export default function Notices() {
  return <OwnerNotices {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

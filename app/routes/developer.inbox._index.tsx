import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listInbox } from '#app/features/insights/inbox/list-inbox.server.ts';
import { inboxQuerySchema } from '#app/features/insights/inbox/schema.ts';
import { InboxPage } from '#app/features/insights/inbox/ui/inbox-page.tsx';
import { listWrongNames } from '#app/features/onboarding/list-wrong-names.server.ts';
import { WrongNames } from '#app/features/onboarding/ui/wrong-names.tsx';
import { readQuery } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.inbox._index');

export const meta: MetaFunction = () => [{ title: 'Inbox · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, inboxQuerySchema);
  const read = async () => ({ page: await listInbox(scope, query), wrongNames: await listWrongNames(scope) });
  return { ...(await withScope(scope, read, { readOnly: true })), filtered: query.cursor !== undefined };
});

export default function Inbox() {
  const { wrongNames, ...inbox } = useLoaderData<typeof loader>();
  return (
    <>
      <InboxPage {...inbox} />
      <WrongNames wrongNames={wrongNames} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

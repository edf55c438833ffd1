import { join } from 'node:path';
import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { readOutboxMail } from '#app/features/operations/mail/read-outbox-mail.server.ts';
import { MailPage } from '#app/features/operations/ui/mail-page.tsx';
import { env } from '#app/platform/env.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.outbox.$mailId');

export const meta: MetaFunction = () => [{ title: 'Mail · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ scope, params }) => {
  return { mail: await readOutboxMail(scope, join(env.DATA_DIR, 'outbox'), params.mailId) };
});

export default function Mail() {
  return <MailPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/outbox', label: 'All mail' }} />;
}

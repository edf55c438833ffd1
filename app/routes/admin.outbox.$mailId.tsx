import { join } from 'node:path';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answering } from '#app/features/identity/answering.server.ts';
import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { readOutboxMail } from '#app/features/operations/read-outbox-mail.server.ts';
import { MailPage } from '#app/features/operations/ui/mail-page.tsx';
import { env } from '#app/platform/env.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

export const meta: MetaFunction = () => [{ title: 'Mail · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answering(request, async () => ({ mail: await readOutboxMail(await requireAdmin(request), join(env.DATA_DIR, 'outbox'), params.mailId) }));

export default function Mail() {
  return <MailPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

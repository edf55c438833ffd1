import { join } from 'node:path';
import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listOutbox } from '#app/features/operations/mail/list-outbox.server.ts';
import { pageQuerySchema } from '#app/features/operations/schema.ts';
import { OutboxPage } from '#app/features/operations/ui/outbox-page.tsx';
import { env } from '#app/platform/env.ts';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.outbox._index');

export const meta: MetaFunction = () => [{ title: 'Outbox · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => {
  const page = await listOutbox(scope, join(env.DATA_DIR, 'outbox'), readQuery(request, pageQuerySchema));
  return { page, sends: env.SMTP_URL !== undefined };
});

export default function Outbox() {
  return <OutboxPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { v7 } from 'uuid';
import { wordsOfAnswer } from '#app/features/care/defects/read-defects.server.ts';
import { reportDefect } from '#app/features/care/defects/report-defect.server.ts';
import { reportQuerySchema } from '#app/features/care/defects/schema.ts';
import { ReportDefect, typedReport } from '#app/features/care/defects/ui/report-defect.tsx';
import { describeCover } from '#app/features/care/maintenance/describe-cover.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { env } from '#app/platform/env.ts';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/home.care.report');

export const meta: MetaFunction = () => [
  { title: 'Report a defect · OpenHouse AI' },
  { name: 'robots', content: 'noindex' },
];

/** `message`: the answer in the chat whose question the report begins with. */
export const loader = route.loader(async ({ request, scope }) => {
  const { message } = readQuery(request, reportQuerySchema);
  const words = await wordsOfAnswer(scope, message);
  return {
    reportId: v7(),
    message: words ? (message ?? null) : null,
    words,
    ...(await describeCover(scope)),
  };
});

/** A report posted without scripts; with them it goes to POST /api/defects. */
export const action = route.action(
  async ({ request, scope }) => {
    const id = await reportDefect(request, scope, { dataDir: env.DATA_DIR, origin: publicOrigin(request) });
    return redirect(`/home/care/${id}?done=reported`);
  },
  ({ message, fields, extension }) => ({ refusal: { message, fields, typed: typedReport(extension.typed) } }),
);

export default function Report() {
  return <ReportDefect {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/home/care', label: 'Your defects' }} />;
}

import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { listSilences } from '#app/features/operations/alerts/list-silences.server.ts';
import { silenceFilterSchema } from '#app/features/operations/alerts/schema.ts';
import { endSilence, silenceRule } from '#app/features/operations/alerts/silence-rule.server.ts';
import { SilencesPage } from '#app/features/operations/ui/alerts/silences-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/admin.alerts.silences');

export const meta: MetaFunction = () => [{ title: 'Silences · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(async ({ request, scope }) => ({
  page: await listSilences(scope, readQuery(request, silenceFilterSchema)),
}));

/** `set` with the fields of silenceSchema; `end` the silence `id`. */
export const action = route.intents(
  {
    set: async ({ scope, form }) => {
      await silenceRule(scope, Object.fromEntries(await form()));
      return redirect('/admin/alerts/silences?done=set');
    },
    end: async ({ scope, form }) => {
      await endSilence(scope, String((await form()).get('id') ?? ''));
      return redirect('/admin/alerts/silences?done=ended');
    },
  },
  (error, form) => ({
    refusal: { message: error.message, fields: error.fields, given: Object.fromEntries(form) },
  }),
);

export default function Silences() {
  return <SilencesPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/admin/alerts/silences', label: 'All silences' }} />;
}

import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { diveOf } from '#app/features/insights/dives/dive-of.ts';
import { readDive } from '#app/features/insights/dives/read-dive.server.ts';
import { diveQuerySchema } from '#app/features/insights/dives/schema.ts';
import { DivePage } from '#app/features/insights/dives/ui/dive-page.tsx';
import { DIVE_WORDS } from '#app/features/insights/dives/ui/dive-words.ts';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { withScope } from '#db/scope.ts';

const route = page('routes/developer.analytics.$dive');

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? DIVE_WORDS[data.name].title : 'Figures'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ request, scope, params }) => {
  const name = diveOf(params.dive);
  const query = readQuery(request, diveQuerySchema(isoDay(new Date())));
  return withScope(
    scope,
    async () => ({
      name,
      range: { from: query.from, to: query.to, days: query.days },
      show: query.show,
      developments: (await listDevelopmentChoices(scope)).map(({ id, name: label }) => ({ value: id, label })),
      dive: await readDive(scope, name, query),
    }),
    { readOnly: true },
  );
});

export default function DiveRoute() {
  return <DivePage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/analytics/questions', label: 'The last 30 days' }} />;
}

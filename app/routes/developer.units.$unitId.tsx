import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { correctHouseLocation } from '#app/features/homes/correct-house-location.server.ts';
import { getUnit } from '#app/features/homes/get-unit.server.ts';
import { requestGeocoding } from '#app/features/homes/request-geocoding.server.ts';
import { requestPlacesRefresh } from '#app/features/homes/request-places-refresh.server.ts';
import { UnitPage } from '#app/features/homes/ui/unit-page.tsx';
import type { UnitRefusal } from '#app/features/homes/ui/unit-refusal.ts';
import { page } from '#app/features/identity/page.server.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.units.$unitId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.unit.label ?? 'House'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ scope, params }) => ({ unit: await getUnit(scope, params.unitId) }));

/** `correct` with `latitude` and `longitude`, `geocode`, or `places`. */
export const action = route.intents(
  {
    correct: async ({ scope, params, form }) => {
      await correctHouseLocation(scope, params.unitId, Object.fromEntries(await form()));
      return redirect(`/developer/units/${params.unitId}?done=corrected`);
    },
    geocode: async ({ scope, params }) => {
      await requestGeocoding(scope, params.unitId, { force: true });
      return redirect(`/developer/units/${params.unitId}`);
    },
    places: async ({ scope, params }) => {
      await requestPlacesRefresh(scope, (await getUnit(scope, params.unitId)).development.id);
      return redirect(`/developer/units/${params.unitId}`);
    },
  },
  (error, form) => {
    const typed = { latitude: form.get('latitude') ?? undefined, longitude: form.get('longitude') ?? undefined };
    const refusal: UnitRefusal = { message: error.message, fields: error.fields, ...typed };
    return { refusal };
  },
);

export default function Unit() {
  const { unit } = useLoaderData<typeof loader>();
  return <UnitPage key={unit.id} unit={unit} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/units', label: 'All houses' }} />;
}

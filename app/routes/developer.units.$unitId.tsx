import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { correctHouseLocation } from '#app/features/homes/correct-house-location.server.ts';
import { getUnit } from '#app/features/homes/get-unit.server.ts';
import { requestGeocoding } from '#app/features/homes/request-geocoding.server.ts';
import { requestPlacesRefresh } from '#app/features/homes/request-places-refresh.server.ts';
import { UnitPage, type UnitRefusal } from '#app/features/homes/ui/unit-page.tsx';
import { answering } from '#app/features/identity/answering.server.ts';
import { requireDeveloper } from '#app/features/identity/guards.server.ts';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { readForm } from '#app/platform/read-form.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [{ title: `${found?.unit.label ?? 'House'} · OpenHouse AI` }, { name: 'robots', content: 'noindex' }];

export const loader = ({ request, params }: LoaderFunctionArgs) =>
  answering(request, async () => {
    const scope = await requireDeveloper(request);
    return { unit: await getUnit(scope, params.unitId) };
  });

/** `?intent=` says what is asked: `correct` with `latitude` and `longitude`, `geocode`, or `places`. */
export const action = async ({ request, params }: ActionFunctionArgs) => {
  const scope = await requireDeveloper(request, 'unit:manage');
  const page = `/developer/units/${params.unitId}`;
  let given = new URLSearchParams();
  try {
    switch (new URL(request.url).searchParams.get('intent')) {
      case 'correct':
        given = await readForm(request);
        await correctHouseLocation(scope, params.unitId, Object.fromEntries(given));
        return redirect(`${page}?done=corrected`);
      case 'geocode':
        await requestGeocoding(scope, params.unitId, { force: true });
        return redirect(page);
      case 'places':
        await requestPlacesRefresh(scope, (await getUnit(scope, params.unitId)).development.id);
        return redirect(page);
      default:
        throw new AppError('bad-request', 'Use the buttons of this page.');
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const error = logApiError(thrown);
    const refusal: UnitRefusal = { message: error.message, fields: error.fields, latitude: given.get('latitude') ?? undefined, longitude: given.get('longitude') ?? undefined };
    return data({ refusal }, { status: error.status });
  }
};

export default function Unit() {
  const { unit } = useLoaderData<typeof loader>();
  return <UnitPage key={unit.id} unit={unit} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

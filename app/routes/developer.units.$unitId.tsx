import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listHouseDocuments } from '#app/features/documents/list-house-documents.server.ts';
import { correctHouseLocation } from '#app/features/homes/correct-house-location.server.ts';
import { getUnit } from '#app/features/homes/get-unit.server.ts';
import { requireHouse } from '#app/features/homes/require-house.server.ts';
import { requestGeocoding } from '#app/features/homes/request-geocoding.server.ts';
import { requestPlacesRefresh } from '#app/features/homes/request-places-refresh.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { readTopics } from '#app/features/insights/read-topics.server.ts';
import { HousePage } from '#app/features/insights/ui/house-page.tsx';
import { correctOwner, handOver, moveOut } from '#app/features/onboarding/change-owner.server.ts';
import { describeAccess } from '#app/features/onboarding/describe-access.server.ts';
import { inviteOwner } from '#app/features/onboarding/invite-owner.server.ts';
import { reissueCodes, revokeCodes } from '#app/features/onboarding/replace-code.server.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.units.$unitId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.unit.label ?? 'House'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(async ({ scope, params }) =>
  withScope(
    scope,
    async () => {
      const unit = await getUnit(scope, params.unitId);
      return {
        unit,
        access: await describeAccess(scope, unit.id),
        documents: await listHouseDocuments(scope, { developmentId: unit.development.id, houseType: unit.house_type }),
        topics: await readTopics(scope, unit.id),
      };
    },
    { readOnly: true },
  ),
);

type Params = { scope: TenantScope; params: { unitId?: string } };

const houseOf = ({ scope, params }: Params) => requireHouse(scope, params.unitId);
const back = ({ params }: Params, done?: string) =>
  redirect(`/developer/units/${params.unitId}${done ? `?done=${done}` : ''}`);

/**
 * Of the place: `correct` with `latitude` and `longitude`, `geocode`, `places`. Of the owner: `invite`, `move-out`, and
 * with `full_name` and `email` `hand-over` and `correct-owner`. Of the code: `reissue`, `revoke`.
 */
export const action = route.intents(
  {
    correct: async ({ form, ...args }) => {
      await correctHouseLocation(args.scope, args.params.unitId, Object.fromEntries(await form()));
      return back(args, 'corrected');
    },
    geocode: async (args) => {
      await requestGeocoding(args.scope, args.params.unitId, { force: true });
      return back(args);
    },
    places: async (args) => {
      await requestPlacesRefresh(args.scope, (await getUnit(args.scope, args.params.unitId)).development.id);
      return back(args);
    },
    invite: async ({ request, ...args }) =>
      back(args, await inviteOwner(args.scope, await houseOf(args), publicOrigin(request))),
    'move-out': async (args) => {
      await moveOut(args.scope, await houseOf(args));
      return back(args, 'moved-out');
    },
    'hand-over': async ({ form, ...args }) => {
      await handOver(args.scope, await houseOf(args), Object.fromEntries(await form()));
      return back(args, 'handed-over');
    },
    'correct-owner': async ({ form, ...args }) => {
      await correctOwner(args.scope, await houseOf(args), Object.fromEntries(await form()));
      return back(args, 'owner-corrected');
    },
    reissue: async (args) => {
      await reissueCodes(args.scope, [await houseOf(args)]);
      return back(args, 'reissued');
    },
    revoke: async (args) => {
      await revokeCodes(args.scope, [await houseOf(args)]);
      return back(args, 'revoked');
    },
  },
  (error, form) => {
    const typed = Object.fromEntries(
      ['latitude', 'longitude', 'full_name', 'email'].flatMap((name) => {
        const value = form.get(name);
        return value === null ? [] : [[name, value]];
      }),
    );
    return { refusal: { message: error.message, fields: error.fields, ...typed } };
  },
);

export default function Unit() {
  const loaded = useLoaderData<typeof loader>();
  return <HousePage key={loaded.unit.id} {...loaded} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/units', label: 'All houses' }} />;
}

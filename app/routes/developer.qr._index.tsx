import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { chosenHousesSchema, unitQuerySchema } from '#app/features/homes/schema.ts';
import { page } from '#app/features/identity/page.server.ts';
import { listCodes } from '#app/features/onboarding/list-codes.server.ts';
import { reissueCodes, revokeCodes } from '#app/features/onboarding/replace-code.server.ts';
import { CodesPage } from '#app/features/onboarding/ui/codes-page.tsx';
import { listDevelopmentChoices } from '#app/features/tenancy/list-development-choices.server.ts';
import { readQuery, validate } from '#app/platform/http.ts';
import { withScope } from '#db/scope.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.qr._index');

export const meta: MetaFunction = () => [{ title: 'QR codes · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

/** Houses of one page of the list (B1). */
const PAGE = 50;

export const loader = route.loader(async ({ request, scope }) => {
  const query = readQuery(request, unitQuerySchema);
  return withScope(
    scope,
    async () => ({
      page: await listCodes(scope, { ...query, limit: PAGE }),
      developments: await listDevelopmentChoices(scope),
    }),
    { readOnly: true },
  );
});

const housesOf = async (form: () => Promise<URLSearchParams>) =>
  validate(chosenHousesSchema, { house_id: (await form()).getAll('house_id') }).house_id;

/** `reissue` or `revoke` the codes of each `house_id`, all or none. */
export const action = route.intents(
  {
    reissue: async ({ scope, form }) => {
      const houses = await housesOf(form);
      await reissueCodes(scope, houses);
      return redirect(`/developer/qr?done=reissued&houses=${houses.length}`);
    },
    revoke: async ({ scope, form }) => {
      const houses = await housesOf(form);
      await revokeCodes(scope, houses);
      return redirect(`/developer/qr?done=revoked&houses=${houses.length}`);
    },
  },
  (error) => ({ refusal: { message: error.fields[0]?.message ?? error.message } }),
);

export default function Codes() {
  return <CodesPage {...useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}

import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  choosePage,
  confirmForAll,
  confirmFound,
  confirmPaper,
  refusePaper,
  reopenPaper,
  waivePaper,
} from '#app/features/handover/decide-paper.server.ts';
import { listPagesToCite } from '#app/features/handover/list-pages-to-cite.server.ts';
import { readHousePapers } from '#app/features/handover/read-house-papers.server.ts';
import { chosenPageSchema, confirmAllSchema, paperSchema } from '#app/features/handover/schema.ts';
import { HousePapersPage } from '#app/features/handover/ui/house-papers-page.tsx';
import { requireHouse } from '#app/features/homes/require-house.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { validate } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';
import { withScope, type TenantScope } from '#db/scope.ts';

const route = page('routes/developer.readiness.$unitId');

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `Papers of ${found?.house.label ?? 'a house'} · OpenHouse AI` },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ scope, params, request }) =>
  withScope(
    scope,
    async () => {
      const papers = await readHousePapers(scope, params.unitId);
      return {
        ...papers,
        documents: await listPagesToCite(scope, papers, new URL(request.url).searchParams.get('document')),
      };
    },
    { readOnly: true },
  ),
);

type Args = { scope: TenantScope; params: { unitId?: string }; form: () => Promise<URLSearchParams> };

const back = ({ params }: Args, done: string) => redirect(`/developer/readiness/${params.unitId}?done=${done}`);
const houseOf = ({ scope, params }: Args) => requireHouse(scope, params.unitId);

/** A decision about one paper, which the form names with the version that its page showed. */
const decision =
  (decide: typeof confirmPaper, done: string) =>
  async (args: Args): Promise<Response> => {
    const at = validate(paperSchema, Object.fromEntries(await args.form()));
    await decide(args.scope, await houseOf(args), at);
    return back(args, done);
  };

/** `confirm`, `refuse`, `waive`, `reopen` a paper, `choose` its page, `everywhere` and `confirm-all`. */
export const action = route.intents(
  {
    confirm: decision(confirmPaper, 'confirmed'),
    refuse: decision(refusePaper, 'refused'),
    waive: decision(waivePaper, 'waived'),
    reopen: decision(reopenPaper, 'reopened'),
    choose: async (args) => {
      const chosen = validate(chosenPageSchema, Object.fromEntries(await args.form()));
      await choosePage(args.scope, await houseOf(args), chosen);
      return back(args, 'chosen');
    },
    everywhere: async (args) => {
      const at = validate(paperSchema, Object.fromEntries(await args.form()));
      return back(args, `everywhere&houses=${await confirmForAll(args.scope, await houseOf(args), at)}`);
    },
    'confirm-all': async (args) => {
      const { paper } = validate(confirmAllSchema, { paper: (await args.form()).getAll('paper') });
      const shown = paper.map((one) => {
        const [slot = '', version = ''] = one.split(' ');
        return { slot, version: Number(version) };
      });
      await confirmFound(args.scope, await houseOf(args), shown);
      return back(args, 'all');
    },
  },
  ({ message, fields }, form) => ({
    refusal: {
      message: fields[0]?.message ?? message,
      ...(fields.length > 0 ? { slot: form.get('slot') ?? '' } : {}),
      typed: { document_id: form.get('document_id') ?? '', page: form.get('page') ?? '' },
    },
  }),
);

export default function HousePapersRoute() {
  const loaded = useLoaderData<typeof loader>();
  return <HousePapersPage key={loaded.house.id} {...loaded} refusal={useActionData<typeof action>()?.refusal} />;
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/readiness', label: 'Handover readiness' }} />;
}

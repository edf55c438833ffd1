import { listDocumentsToCite } from '#db/queries/handover/readings.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import type { HousePapers } from './read-house-papers.server.ts';

/** Documents offered at once. */
const SHOWN = 200;
const MAX_Q = 200;

export type DocumentsToCite = { items: { id: string; title: string }[]; more: boolean; q: string };

/**
 * Documents from which staff choose the page of a paper: those that owners of the house can read, by their titles; `q`:
 * part of it. The ones cited are always among them. `more`: there are more, which another `q` finds.
 */
export async function listPagesToCite(
  scope: TenantScope,
  { house, papers }: Pick<HousePapers, 'house' | 'papers'>,
  typed: string | null,
): Promise<DocumentsToCite> {
  const q = (typed ?? '').trim().slice(0, MAX_Q);
  const rows = await withScope(
    scope,
    (tx) =>
      listDocumentsToCite(tx, scope, {
        developmentId: house.development_id,
        houseType: house.house_type,
        q,
        always: [...new Set(papers.flatMap(({ cited }) => (cited ? [cited.document_id] : [])))],
        limit: SHOWN + 1,
      }),
    { readOnly: true },
  );
  const items = rows.slice(0, SHOWN).toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
  return { items, more: rows.length > SHOWN, q };
}

import { listDocuments } from './list-documents.server.ts';
import type { TenantScope } from '#db/scope.ts';

/** Documents shown of a house. */
const SHOWN = 30;

/** What the owners of a house type of a development can open, the newest first; `more`: there is more than is shown. */
export async function listHouseDocuments(
  scope: TenantScope,
  house: { developmentId: string; houseType: string },
): Promise<{ items: { id: string; title: string; category: string }[]; more: boolean }> {
  const page = await listDocuments(scope, { ...house, limit: SHOWN });
  const live = page.items.filter((document) => document.live_version !== null);
  return {
    items: live.map(({ id, title, category }) => ({ id, title, category })),
    more: page.next_cursor !== null,
  };
}

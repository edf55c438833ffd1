import { z } from 'zod';
import {
  countNoticeReceipts,
  findNotice,
  listHouseChoices,
  listNotices as query,
  type NoticeState,
} from '#db/queries/care/notices.ts';
import { listDevelopmentChoices } from '#db/queries/tenancy/developments.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchNotice } from './no-such-notice.ts';
import { MAX_HOUSES, type noticeQuerySchema } from './schema.ts';

export type NoticeItem = {
  id: string;
  title: string;
  audience: string;
  development: { id: string; name: string };
  from: string;
  until: string | null;
  state: NoticeState;
  withdrawn: boolean;
  mail: boolean;
  reads: number;
};

/** One page of the tenant's notices, newest first (B1). Throws AppError 422 for a cursor of another list. */
export async function listNotices(
  scope: TenantScope,
  wanted: z.output<typeof noticeQuerySchema> & { limit: number },
): Promise<Page<NoticeItem>> {
  const [before] = decodeCursor(wanted.cursor, z.tuple([z.uuid()])) ?? [];
  const rows = await withScope(
    scope,
    (tx) =>
      query(tx, scope, {
        limit: wanted.limit + 1,
        ...(before ? { before } : {}),
        ...(wanted.state ? { state: wanted.state } : {}),
        ...(wanted.development_id ? { developmentId: wanted.development_id } : {}),
      }),
    { readOnly: true },
  );
  return takePage(rows, wanted.limit, describe, (row) => [row.id]);
}

function describe(row: Omit<Awaited<ReturnType<typeof query>>[number], 'reads'> & { reads: number }): NoticeItem {
  return {
    id: row.id,
    title: row.title,
    audience: audienceInWords(row),
    development: { id: row.developmentId, name: row.developmentName },
    from: row.startsAt.toISOString(),
    until: row.endsAt?.toISOString() ?? null,
    state: row.state,
    withdrawn: row.withdrawnAt !== null,
    mail: row.mail,
    reads: row.reads,
  };
}

function audienceInWords({ audience, houseTypes, houses }: { audience: string; houseTypes: string[]; houses: number }) {
  if (audience === 'types') return `Type${houseTypes.length === 1 ? '' : 's'} ${houseTypes.join(', ')}`;
  if (audience === 'houses') return houses === 1 ? '1 house' : `${houses} houses`;
  return 'All houses';
}

/** A notice with its receipts, and what its form offers. Throws AppError 404. */
export async function getNotice(scope: TenantScope, noticeId: string | undefined) {
  const id = requireId(noticeId, noSuchNotice);
  return withScope(
    scope,
    async (tx) => {
      const row = await findNotice(tx, scope, id);
      if (!row) throw noSuchNotice();
      const receipts = await countNoticeReceipts(tx, scope, id);
      const development = (await listDevelopmentChoices(tx, scope)).find((one) => one.id === row.developmentId);
      return {
        notice: {
          ...describe({ ...row, reads: receipts.reads }),
          body: row.body,
          meant_for: row.audience,
          house_types: row.houseTypes,
          house_ids: row.houseIds,
          version: row.version,
          mails_asked_for: row.mailedAt?.toISOString() ?? null,
        },
        receipts,
        houseTypes: development?.houseTypes ?? [],
        houses: await listHouseChoices(tx, scope, row.developmentId, MAX_HOUSES),
      };
    },
    { readOnly: true },
  );
}

/** The developments that a new notice can be for, and the types and houses of the chosen one. */
export async function offerNoticeForm(scope: TenantScope, developmentId: string | undefined) {
  return withScope(
    scope,
    async (tx) => {
      const developments = await listDevelopmentChoices(tx, scope);
      const chosen = developmentId
        ? developments.find(({ id }) => id === developmentId)
        : developments.length === 1
          ? developments[0]
          : undefined;
      return {
        developments: developments.map(({ id, name }) => ({ id, name })),
        development: chosen ? { id: chosen.id, name: chosen.name } : null,
        houseTypes: chosen?.houseTypes ?? [],
        houses: chosen ? await listHouseChoices(tx, scope, chosen.id, MAX_HOUSES) : [],
      };
    },
    { readOnly: true },
  );
}

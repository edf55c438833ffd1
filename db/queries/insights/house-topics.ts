import { sql } from 'drizzle-orm';
import type { TenantScope, Tx } from '../../scope.ts';

/** Answers that are looked at: the latest of the house's owner. */
const LATEST = 500;

/** `topic`: a document's category; null where the answer cites no document that is still there. */
export type Topic = { mode: 'document' | 'record' | 'safety' | 'refusal'; topic: string | null; questions: number };

/**
 * What the present owner of a house asked about, by the category of the document that the answer stands in, most first:
 * no word of any question.
 */
export async function countTopicsOf(tx: Tx, scope: TenantScope, houseId: string): Promise<Topic[]> {
  const { rows } = await tx.execute<Topic>(sql`
    select a.mode, a.topic, count(*)::int as questions from (
      select case when m.cited = 'house-record' then 'record' when m.mode in ('model', 'extractive') then 'document'
          else m.mode end as mode,
        case when m.cited ~ '^[0-9a-f-]{36}$' then (select d.category from documents d where d.tenant_id = m.tenant_id
          and d.id = m.cited::uuid limit 1) end as topic
        from (select tenant_id, mode, citations -> 0 ->> 'document_id' as cited from messages
          where tenant_id = ${scope.tenantId} and house_id = ${houseId} and homeowner_id = (select id from homeowners
            where tenant_id = ${scope.tenantId} and house_id = ${houseId} and ended_at is null limit 1)
          and role = 'assistant' and mode is not null and mode not in ('courtesy', 'question')
          order by id desc limit ${LATEST}) as m
    ) as a group by a.mode, a.topic order by count(*) desc, a.mode, a.topic limit 40`);
  return rows;
}

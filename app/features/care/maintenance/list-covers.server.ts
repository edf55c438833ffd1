import { listHouseTerms, readHandover } from '#db/queries/care/house-terms.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { isoDay } from '#app/platform/dublin-time.ts';
import { addInterval } from './add-interval.ts';

export type Cover = {
  id: string;
  subject: string;
  quote: string;
  document: { id: string; title: string; page: number };
  /** ISO date; null while nobody knows when the house was handed over. */
  last_day: string | null;
  over: boolean;
};

const MOST = 50;

/**
 * What of the house is covered until when (F11): what staff have confirmed of its documents, counted from its handover,
 * the one that ends first before the others.
 */
export async function listCovers(scope: HouseScope, today = isoDay(new Date())): Promise<Cover[]> {
  return withScope(
    scope,
    async (tx) => {
      const handover = await readHandover(tx, scope);
      const terms = await listHouseTerms(tx, scope, { kind: 'cover', limit: MOST });
      return terms
        .map(({ id, subject, quote, documentId, title, page, count, unit }) => {
          const lastDay = handover && addInterval(handover, count, unit);
          const document = { id: documentId, title, page };
          return { id, subject, quote, document, last_day: lastDay, over: lastDay !== null && lastDay < today };
        })
        .sort((a, b) => (a.last_day ?? '').localeCompare(b.last_day ?? '') || a.subject.localeCompare(b.subject));
    },
    { readOnly: true },
  );
}

import { categoryLabel } from '#app/features/documents/category-label.ts';
import { countTopicsOf, type Topic } from '#db/queries/insights/house-topics.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

export type HouseTopic = { topic: string; questions: number };

const OTHERS = { record: 'The house’s own record', safety: 'Danger', refusal: 'Not in the documents' };

const inWords = ({ mode, topic }: Topic) =>
  mode === 'document' ? (topic === null ? 'A document since deleted' : categoryLabel(topic)) : OTHERS[mode];

/** What a house's present owner asked about, and how often, most first (G5): topics, no words of theirs. */
export async function readTopics(scope: TenantScope, houseId: string): Promise<HouseTopic[]> {
  const counted = await withScope(scope, (tx) => countTopicsOf(tx, scope, houseId), { readOnly: true });
  return counted.map((row) => ({ topic: inWords(row), questions: row.questions }));
}

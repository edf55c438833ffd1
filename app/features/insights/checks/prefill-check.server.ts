import { findBuilderQuestion } from '#db/queries/assistant/builder-questions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';
import { MAX_QUESTION } from './limits.ts';

/** A development that checks are added to. */
export type DevelopmentOfChecks = { id: string; name: string; houseTypes: { code: string; name: string }[] };

/** What the form of a new check begins with. */
export type NewCheck = { development_id: string; house_type: string; question: string };

/** A question that an owner passed on, to make a check of; undefined when it is not the tenant's (any more). */
export async function prefillCheck(scope: TenantScope, questionId: string): Promise<NewCheck | undefined> {
  const found = await withScope(scope, (tx) => findBuilderQuestion(tx, scope, questionId), { readOnly: true });
  if (!found) return undefined;
  const question = found.question.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_QUESTION);
  return { development_id: found.developmentId, house_type: found.houseType, question };
}

import { markQuestionMail } from '#db/queries/assistant/builder-questions.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

/**
 * Notes that the builder's mail about a question was handed over or given up, so that owner and builder are told what
 * has happened.
 */
export function noteQuestionMail(scope: TenantScope, id: string, outcome: 'sent' | 'failed'): Promise<void> {
  return withScope(scope, (tx) => markQuestionMail(tx, scope, id, outcome));
}

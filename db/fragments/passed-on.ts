import { and, eq } from 'drizzle-orm';
import { builderAnswers, builderQuestions, messages } from '../schema/assistant.ts';

/** The question that an answer of the builder's is to: to join `builder_questions` by. */
export const itsQuestion = and(
  eq(builderQuestions.tenantId, builderAnswers.tenantId),
  eq(builderQuestions.id, builderAnswers.questionId),
);

/** The message that a question was passed on from: to join `messages` by. */
export const itsMessage = and(
  eq(messages.tenantId, builderQuestions.tenantId),
  eq(messages.id, builderQuestions.messageId),
);

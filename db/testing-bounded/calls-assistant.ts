import { v7 } from 'uuid';
import { house, staff, tenant, type CallsOf } from './call.ts';
import { idOf } from './large-data.ts';
import type * as answerTraces from '../queries/assistant/answer-traces.ts';
import type * as assistant from '../queries/assistant/conversations.ts';
import type * as builderAnswers from '../queries/assistant/builder-answers.ts';
import type * as builderQuestions from '../queries/assistant/builder-questions.ts';
import type * as conversationList from '../queries/assistant/conversation-list.ts';

const conversation = idOf('conversation', 1);
const oldestMessage = idOf('message', 1);
/** In the middle of the owner's long conversation; passed on to the builder, its question has the same id. */
const message = idOf('message', 100_000_500);

export const answerTracesCalls = (q: typeof answerTraces): CallsOf<typeof answerTraces> => ({
  insertAnswerTrace: [
    {
      scope: house,
      silent: true,
      run: (tx) =>
        q.insertAnswerTrace(tx, house, { messageId: message, latencyMs: 1, requestId: 'request', parts: { a: 1 } }),
    },
  ],
});

export const assistantCalls = (q: typeof assistant): CallsOf<typeof assistant> => ({
  ownsConversation: [{ scope: house, run: (tx) => q.ownsConversation(tx, house, conversation) }],
  insertConversation: [{ scope: house, silent: true, run: (tx) => q.insertConversation(tx, house, v7(), 'Where?') }],
  touchConversation: [{ scope: house, silent: true, run: (tx) => q.touchConversation(tx, house, conversation) }],
  insertMessage: [
    {
      scope: house,
      silent: true,
      run: (tx) =>
        q.insertMessage(tx, house, { id: v7(), conversationId: conversation, role: 'user', content: 'Where?' }),
    },
  ],
  readLastTurns: [{ scope: house, reach: 'owner', run: (tx) => q.readLastTurns(tx, house, conversation, 6) }],
  listMessages: [
    { scope: house, reach: 'owner', run: (tx) => q.listMessages(tx, house, { limit: 101 }) },
    { scope: house, reach: 'owner', run: (tx) => q.listMessages(tx, house, { limit: 26, before: message }) },
    {
      scope: house,
      reach: 'owner',
      run: (tx) => q.listMessages(tx, house, { limit: 26, conversationId: conversation }),
    },
  ],
  ownsQuestion: [{ scope: house, silent: true, run: (tx) => q.ownsQuestion(tx, house, message) }],
  findStoredAnswer: [{ scope: house, run: (tx) => q.findStoredAnswer(tx, house, message) }],
  findAnswer: [{ scope: house, run: (tx) => q.findAnswer(tx, house, message) }],
  upsertFeedback: [
    {
      scope: house,
      silent: true,
      run: (tx) => q.upsertFeedback(tx, house, { messageId: oldestMessage, rating: 'down' }),
    },
  ],
  insertBuilderQuestion: [
    {
      scope: house,
      silent: true,
      run: (tx) => q.insertBuilderQuestion(tx, house, { id: v7(), messageId: message, question: 'Where?' }),
    },
  ],
});

export const conversationListCalls = (q: typeof conversationList): CallsOf<typeof conversationList> => ({
  listConversations: [
    { scope: house, reach: 'owner', run: (tx) => q.listConversations(tx, house, { limit: 26 }) },
    { scope: house, reach: 'owner', run: (tx) => q.listConversations(tx, house, { limit: 26, before: message }) },
  ],
  findConversation: [
    { scope: house, run: (tx) => q.findConversation(tx, house, conversation) },
    { scope: house, reach: 'owner', run: (tx) => q.findConversation(tx, house, undefined) },
  ],
  renameConversation: [
    { scope: house, silent: true, run: (tx) => q.renameConversation(tx, house, conversation, 'The fuse board') },
  ],
  searchMessages: [
    { scope: house, reach: 'owner', silent: true, run: (tx) => q.searchMessages(tx, house, { q: 'where', limit: 26 }) },
    {
      scope: house,
      reach: 'owner',
      silent: true,
      run: (tx) => q.searchMessages(tx, house, { q: 'where', limit: 26, before: message }),
    },
  ],
});

export const builderAnswersCalls = (q: typeof builderAnswers): CallsOf<typeof builderAnswers> => ({
  listBuilderAnswers: [{ scope: tenant, run: (tx) => q.listBuilderAnswers(tx, tenant, message, 20) }],
  takeQuestion: [{ scope: staff, run: (tx) => q.takeQuestion(tx, staff, message, null) }],
  insertBuilderAnswer: [
    {
      scope: staff,
      silent: true,
      run: (tx) =>
        q.insertBuilderAnswer(tx, staff, { id: v7(), houseId: house.houseId, questionId: message, text: 'There.' }),
    },
  ],
  findAnswerToMail: [{ scope: tenant, run: (tx) => q.findAnswerToMail(tx, tenant, message) }],
  markAnswerMail: [{ scope: tenant, silent: true, run: (tx) => q.markAnswerMail(tx, tenant, message, 'sent') }],
  listOwnerAnswers: [{ scope: house, reach: 'owner', run: (tx) => q.listOwnerAnswers(tx, house, 10) }],
  countUnseenAnswers: [{ scope: house, reach: 'owner', run: (tx) => q.countUnseenAnswers(tx, house, 10) }],
  markAnswersSeen: [{ scope: house, silent: true, run: (tx) => q.markAnswersSeen(tx, house, [message]) }],
});

export const builderQuestionsCalls = (q: typeof builderQuestions): CallsOf<typeof builderQuestions> => ({
  listBuilderQuestions: [
    { scope: tenant, run: (tx) => q.listBuilderQuestions(tx, tenant, { limit: 26 }) },
    { scope: tenant, run: (tx) => q.listBuilderQuestions(tx, tenant, { limit: 26, before: message }) },
  ],
  findBuilderQuestion: [{ scope: tenant, run: (tx) => q.findBuilderQuestion(tx, tenant, message) }],
  markQuestionMail: [{ scope: tenant, silent: true, run: (tx) => q.markQuestionMail(tx, tenant, message, 'sent') }],
});

import type { AnswerMode } from '#db/schema/answer-modes.ts';
import { answerIdOf } from '../conversations/answer-id.ts';
import type {
  AnswerState,
  BuilderAnswer,
  ChangeSince,
  Citation,
  HistoryItem,
  HistoryPage,
  PassedOn,
} from './chat-contract.ts';

/** Why an answer did not come, and what its reader can do. */
export type Failure = {
  kind: 'offline' | 'rate-limited' | 'signed-out' | 'refused' | 'broken';
  message: string;
  /** Milliseconds since 1970 from when another try makes sense; absent: at once. */
  retryAt?: number;
};

export type QuestionTurn = { role: 'user'; key: string; text: string; at: string };

export type AnswerTurn = {
  role: 'assistant';
  key: string;
  messageId: string | null;
  /** What was asked: for trying again. Empty when the question lies on an older page of the history. */
  question: string;
  status: 'waiting' | 'streaming' | 'complete' | 'stopped' | 'failed';
  text: string;
  citations: Citation[];
  mode: AnswerMode | null;
  at: string;
  rating: 'up' | 'down' | null;
  passedOn: PassedOn | null;
  /** As it was passed on; null when it was not. */
  passedOnQuestion: string | null;
  builderAnswers: readonly BuilderAnswer[];
  changes: readonly ChangeSince[];
  failure: Failure | null;
};

export type Turn = QuestionTurn | AnswerTurn;

export type Conversation = {
  turns: Turn[];
  conversationId: string | null;
  /** Leads to earlier messages; null when the first one is here. */
  olderCursor: string | null;
};

export type ConversationEvent =
  | { type: 'asked'; key: string; text: string; at: string }
  | { type: 'retried'; key: string; at: string }
  | { type: 'accepted'; key: string; messageId: string; conversationId: string; mode?: AnswerMode | undefined }
  | { type: 'grew'; key: string; text: string }
  | { type: 'cited'; key: string; citations: Citation[] }
  | {
      type: 'finished';
      key: string;
      messageId: string;
      text: string;
      citations: Citation[];
      mode: AnswerMode | null;
      state?: AnswerState;
    }
  | { type: 'stopped'; key: string }
  | { type: 'failed'; key: string; failure: Failure }
  | { type: 'withdrawn'; key: string }
  | { type: 'older'; page: HistoryPage }
  | { type: 'rated'; key: string; rating: 'up' | 'down' | null }
  | { type: 'passed-on'; key: string; question: string };

/** A question without an answer: it may still be coming, or its making was cut off. */
export function conversationFrom(page: HistoryPage): Conversation {
  const turns = withOpenAnswers(turnsOf(page.items));
  return { turns, conversationId: page.items[0]?.conversation_id ?? null, olderCursor: page.next_cursor };
}

const NOT_WHOLE: Failure = { kind: 'broken', message: 'This answer did not come through.' };
const CUT_OFF: Failure = { kind: 'broken', message: 'This answer was interrupted. Ask again.' };

/** Puts an answer after each question that has none: the last one is waited for, others were cut off. */
function withOpenAnswers(turns: Turn[]): Turn[] {
  return turns.flatMap((turn, index): Turn[] => {
    if (turn.role !== 'user' || turns[index + 1]?.role === 'assistant') return [turn];
    const messageId = answerIdOf(turn.key) ?? null;
    const open = { ...emptyAnswer(`${turn.key}:answer`, turn.text, turn.at), messageId };
    const waits = index === turns.length - 1 && messageId !== null;
    return [turn, waits ? open : { ...open, status: 'failed', failure: CUT_OFF }];
  });
}

/** History items, newest first, as turns, oldest first. */
function turnsOf(items: readonly HistoryItem[]): Turn[] {
  const turns: Turn[] = [];
  for (const item of items.toReversed()) {
    if (item.role === 'user') {
      turns.push({ role: 'user', key: item.id, text: item.content, at: item.created_at });
      continue;
    }
    const before = turns.at(-1);
    turns.push({
      role: 'assistant',
      key: item.id,
      messageId: item.id,
      question: before?.role === 'user' ? before.text : '',
      status: item.state ?? 'complete',
      text: item.content,
      citations: item.citations,
      mode: item.mode ?? (item.grounded === false ? 'refusal' : null),
      at: item.created_at,
      rating: item.rating ?? null,
      passedOn: item.passed_on ?? null,
      passedOnQuestion: item.passed_on_question ?? null,
      builderAnswers: item.builder_answers ?? [],
      changes: item.changes ?? [],
      failure: item.state === 'failed' ? NOT_WHOLE : null,
    });
  }
  return turns;
}

function emptyAnswer(key: string, question: string, at: string): AnswerTurn {
  return {
    role: 'assistant',
    key,
    messageId: null,
    question,
    status: 'waiting',
    text: '',
    citations: [],
    mode: null,
    at,
    rating: null,
    passedOn: null,
    passedOnQuestion: null,
    builderAnswers: [],
    changes: [],
    failure: null,
  };
}

/** The conversation after `event`; an event for an answer that is no longer there changes nothing. */
export function conversationAfter(state: Conversation, event: ConversationEvent): Conversation {
  switch (event.type) {
    case 'asked':
      return {
        ...state,
        turns: [
          ...state.turns,
          { role: 'user', key: `${event.key}:question`, text: event.text, at: event.at },
          emptyAnswer(event.key, event.text, event.at),
        ],
      };
    case 'retried':
      return change(state, event.key, (turn) => emptyAnswer(turn.key, turn.question, event.at));
    case 'accepted':
      return {
        ...change(state, event.key, (turn) => ({ ...turn, messageId: event.messageId, mode: event.mode ?? null })),
        conversationId: event.conversationId,
      };
    case 'grew':
      return change(state, event.key, (turn) => ({ ...turn, status: 'streaming', text: turn.text + event.text }));
    case 'cited':
      return change(state, event.key, (turn) => ({ ...turn, citations: event.citations }));
    case 'finished':
      return change(state, event.key, (turn) => ({
        ...turn,
        status: event.state ?? 'complete',
        failure: event.state === 'failed' ? NOT_WHOLE : null,
        messageId: event.messageId,
        text: event.text,
        citations: event.citations,
        mode: event.mode,
      }));
    case 'stopped':
      return change(state, event.key, (turn) => ({ ...turn, status: 'stopped' }));
    case 'failed':
      return change(state, event.key, (turn) => ({ ...turn, status: 'failed', failure: event.failure }));
    case 'withdrawn':
      return {
        ...state,
        turns: state.turns.filter((turn) => turn.key !== event.key && turn.key !== `${event.key}:question`),
      };
    case 'older': {
      const known = new Set(state.turns.map((turn) => turn.key));
      const older = turnsOf(event.page.items).filter((turn) => !known.has(turn.key));
      return { ...state, turns: tieQuestions([...older, ...state.turns]), olderCursor: event.page.next_cursor };
    }
    case 'rated':
      return change(state, event.key, (turn) => ({ ...turn, rating: event.rating }));
    case 'passed-on':
      return change(state, event.key, (turn) => ({ ...turn, passedOn: 'recorded', passedOnQuestion: event.question }));
  }
}

function change(state: Conversation, key: string, next: (turn: AnswerTurn) => AnswerTurn): Conversation {
  return {
    ...state,
    turns: state.turns.map((turn) => (turn.role === 'assistant' && turn.key === key ? next(turn) : turn)),
  };
}

/** An answer whose question came with an older page learns it. */
function tieQuestions(turns: Turn[]): Turn[] {
  return turns.map((turn, index) => {
    const before = turns[index - 1];
    return turn.role === 'assistant' && turn.question === '' && before?.role === 'user'
      ? { ...turn, question: before.text }
      : turn;
  });
}

/** The answer that is on its way, if one is. */
export function runningAnswer(state: Conversation): AnswerTurn | undefined {
  return state.turns.findLast(
    (turn): turn is AnswerTurn =>
      turn.role === 'assistant' && (turn.status === 'waiting' || turn.status === 'streaming'),
  );
}

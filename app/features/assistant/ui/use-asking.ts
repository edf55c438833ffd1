import { useCallback, useEffect, useRef, type Dispatch, type MutableRefObject } from 'react';
import { plainAnswer } from './answer-tokens.ts';
import { AskFailure, askQuestion } from './ask-question.ts';
import type { AnswerTurn, Conversation, ConversationEvent, Failure } from './conversation.ts';
import { keepDraft } from './question-draft.ts';

export type ConversationHouse = { houseId: string; developmentId: string };

/** Who hears of an answer as it comes. `announce`: for screen readers. */
type Hearers = { dispatch: Dispatch<ConversationEvent>; announce: (words: string) => void };

const BROKEN: Failure = {
  kind: 'broken',
  message: 'The answer did not come through. Your question is kept: try again.',
};

/** Asks one question and tells of its answer, turn `key`, until that has ended, is stopped by `signal`, or fails. */
async function followAnswer(
  { houseId, developmentId }: ConversationHouse,
  asked: { key: string; message: string; conversationId: string | null; signal: AbortSignal },
  { dispatch, announce }: Hearers,
): Promise<void> {
  const { key, message, conversationId, signal } = asked;
  let grown = '';
  let frame = 0;
  // One render a frame, however many events arrive.
  const flush = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (grown !== '') dispatch({ type: 'grew', key, text: grown });
    grown = '';
  };
  try {
    const question = {
      message,
      context: { development_id: developmentId, house_id: houseId },
      conversation_id: conversationId ?? undefined,
    };
    for await (const event of askQuestion(question, signal)) {
      if (event.type === 'meta') {
        keepDraft(houseId, { pending: null });
        const { message_id: messageId, conversation_id: conversationId, mode } = event;
        dispatch({ type: 'accepted', key, messageId, conversationId, mode });
      } else if (event.type === 'delta') {
        grown += event.text;
        frame ||= requestAnimationFrame(flush);
      } else if (event.type === 'citations') {
        flush();
        dispatch({ type: 'cited', key, citations: event.citations });
      } else {
        flush();
        keepDraft(houseId, { pending: null });
        dispatch({
          type: 'finished',
          key,
          messageId: event.message_id,
          text: event.answer,
          citations: event.citations,
          mode: event.mode ?? (event.grounded ? null : 'refusal'),
        });
        const count = event.citations.length;
        const sources = count > 0 ? ` ${count} ${count === 1 ? 'source' : 'sources'}.` : '';
        announce(`Answer: ${plainAnswer(event.answer)}${sources}`);
      }
    }
  } catch (error) {
    flush();
    if (signal.aborted) {
      keepDraft(houseId, { pending: null });
      dispatch({ type: 'stopped', key });
      announce('Answer stopped.');
    } else {
      const failure = error instanceof AskFailure ? error.failure : BROKEN;
      dispatch({ type: 'failed', key, failure });
      announce(failure.message);
    }
  }
}

/** Asking, one question at a time; the answer under way stops when its page is left. `latest`: as rendered last. */
export function useAsking(
  { houseId, developmentId }: ConversationHouse,
  latest: MutableRefObject<Conversation>,
  dispatch: Dispatch<ConversationEvent>,
  announce: (words: string) => void,
) {
  const current = useRef<{ key: string; controller: AbortController } | null>(null);

  const run = useCallback(
    async (key: string, message: string) => {
      const controller = new AbortController();
      current.current = { key, controller };
      keepDraft(houseId, { pending: message });
      announce('Looking through your documents.');
      const asked = { key, message, conversationId: latest.current.conversationId, signal: controller.signal };
      try {
        await followAnswer({ houseId, developmentId }, asked, { dispatch, announce });
      } finally {
        if (current.current?.key === key) current.current = null;
      }
    },
    [houseId, developmentId, latest, dispatch, announce],
  );

  const ask = useCallback(
    (text: string) => {
      if (current.current) return false;
      const key = `asked-${Date.now().toString(36)}-${latest.current.turns.length}`;
      dispatch({ type: 'asked', key, text, at: new Date().toISOString() });
      void run(key, text);
      return true;
    },
    [run, latest, dispatch],
  );

  const retry = useCallback(
    (key: string) => {
      const turn = latest.current.turns.find((one): one is AnswerTurn => one.role === 'assistant' && one.key === key);
      if (current.current || !turn?.question) return;
      dispatch({ type: 'retried', key, at: new Date().toISOString() });
      void run(key, turn.question);
    },
    [run, latest, dispatch],
  );

  const stop = useCallback(() => current.current?.controller.abort(), []);

  // A page that is left for good must not keep a model answering.
  useEffect(() => stop, [stop]);

  return { ask, retry, stop };
}

import { useCallback, useEffect, useRef, type Dispatch, type MutableRefObject } from 'react';
import { keepOffline } from '#app/features/homes/ui/use-kept-offline.ts';
import { plainAnswer } from './answer-tokens.ts';
import { AskFailure, askQuestion, resumeAnswer, stopAnswer } from './ask-question.ts';
import type { AnswerEvent } from './chat-contract.ts';
import type { AnswerTurn, Conversation, ConversationEvent, Failure } from './conversation.ts';
import { keepDraft } from './question-draft.ts';

export type ConversationHouse = { houseId: string; developmentId: string };

/** Who hears of an answer as it comes. `announce`: for screen readers. */
type Hearers = { dispatch: Dispatch<ConversationEvent>; announce: (words: string) => void };
type Told = Exclude<AnswerEvent, { type: 'error' }>;

/** One answer on its way. Its stream is read to the end even when it was stopped: a request cut off is a fault. */
type Run = { key: string; messageId: string | null; stopped: boolean };

const BROKEN: Failure = {
  kind: 'broken',
  message: 'The answer did not come through. Your question is kept: try again.',
};

/** Tells of an answer, turn `run.key`, until it has ended, is stopped, or fails. */
async function followAnswer(
  houseId: string,
  run: Run,
  events: AsyncGenerator<Told>,
  { dispatch, announce }: Hearers,
): Promise<void> {
  const { key } = run;
  let grown = '';
  let frame = 0;
  // One render a frame, however many events arrive.
  const flush = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (grown !== '' && !run.stopped) dispatch({ type: 'grew', key, text: grown });
    grown = '';
  };
  try {
    for await (const event of events) {
      if (event.type === 'meta') {
        keepDraft(houseId, { pending: null });
        run.messageId = event.message_id;
        if (run.stopped) void stopAnswer(event.message_id);
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
        finish(run, event, { dispatch, announce });
      }
    }
  } catch (error) {
    flush();
    if (run.stopped) return;
    const failure = error instanceof AskFailure ? error.failure : BROKEN;
    dispatch({ type: 'failed', key, failure });
    announce(failure.message);
  }
}

function finish(run: Run, event: Extract<Told, { type: 'done' }>, { dispatch, announce }: Hearers): void {
  dispatch({
    type: 'finished',
    key: run.key,
    messageId: event.message_id,
    text: event.answer,
    citations: event.citations,
    mode: event.mode ?? (event.grounded ? null : 'refusal'),
    state: event.state,
  });
  keepOffline('/home');
  if (run.stopped) return;
  const count = event.citations.length;
  const sources = count > 0 ? ` ${count} ${count === 1 ? 'source' : 'sources'}.` : '';
  announce(`Answer: ${plainAnswer(event.answer)}${sources}`);
}

/**
 * Asking, one question at a time. An answer that was on its way when the page was loaded is followed on. `latest`: as
 * rendered last.
 */
export function useAsking(
  { houseId, developmentId }: ConversationHouse,
  latest: MutableRefObject<Conversation>,
  dispatch: Dispatch<ConversationEvent>,
  announce: (words: string) => void,
) {
  const current = useRef<Run | null>(null);

  const run = useCallback(
    async (key: string, events: AsyncGenerator<Told>) => {
      const begun: Run = { key, messageId: null, stopped: false };
      current.current = begun;
      announce('Looking through your documents.');
      await followAnswer(houseId, begun, events, { dispatch, announce });
      if (current.current === begun) current.current = null;
    },
    [houseId, dispatch, announce],
  );

  const post = useCallback(
    (key: string, message: string) => {
      keepDraft(houseId, { pending: message });
      const context = { development_id: developmentId, house_id: houseId };
      const conversation_id = latest.current.conversationId ?? undefined;
      void run(key, askQuestion({ message, context, conversation_id }));
    },
    [houseId, developmentId, latest, run],
  );

  const ask = useCallback(
    (text: string) => {
      if (current.current) return null;
      const key = `asked-${Date.now().toString(36)}-${latest.current.turns.length}`;
      dispatch({ type: 'asked', key, text, at: new Date().toISOString() });
      post(key, text);
      return key;
    },
    [post, latest, dispatch],
  );

  const retry = useCallback(
    (key: string) => {
      const turn = latest.current.turns.find((one): one is AnswerTurn => one.role === 'assistant' && one.key === key);
      if (current.current || !turn?.question) return;
      dispatch({ type: 'retried', key, at: new Date().toISOString() });
      post(key, turn.question);
    },
    [post, latest, dispatch],
  );

  const stop = useCallback(() => {
    const stopped = current.current;
    if (!stopped) return;
    current.current = null;
    stopped.stopped = true;
    if (stopped.messageId) void stopAnswer(stopped.messageId);
    keepDraft(houseId, { pending: null });
    dispatch({ type: 'stopped', key: stopped.key });
    announce('Answer stopped.');
  }, [houseId, dispatch, announce]);

  // Once, on arrival: the page was loaded in mid-answer.
  useEffect(() => {
    const open = latest.current.turns.at(-1);
    if (current.current || open?.role !== 'assistant' || open.status !== 'waiting' || !open.messageId) return;
    void run(open.key, resumeAnswer(open.messageId));
  }, [latest, run]);

  return { ask, retry, stop };
}

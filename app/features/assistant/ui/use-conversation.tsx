import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  type MutableRefObject,
  type ReactNode,
} from 'react';
import { failureOf } from './ask-question.ts';
import { historySchema, type HistoryPage } from './chat-contract.ts';
import { conversationAfter, conversationFrom, runningAnswer, type AnswerTurn, type Turn } from './conversation.ts';
import { keepDraft } from './question-draft.ts';
import { useAsking, type ConversationHouse } from './use-asking.ts';

type ConversationApi = {
  house: ConversationHouse;
  turns: Turn[];
  running: AnswerTurn | undefined;
  /** What a screen reader is told; set once an answer has ended, never while it grows. */
  announcement: string;
  /** Sends a question; false when one is still being answered. */
  ask: (text: string) => boolean;
  stop: () => void;
  retry: (key: string) => void;
  /** Takes a question that was not answered out of the conversation. */
  withdraw: (key: string) => void;
  hasOlder: boolean;
  olderState: 'idle' | 'loading' | 'failed';
  loadOlder: () => void;
  rate: (turn: AnswerTurn, rating: 'up' | 'down', comment?: string) => Promise<string | null>;
  askBuilder: (turn: AnswerTurn) => Promise<string | null>;
  /** Where the reader was, for coming back from a document. */
  scrollMemory: MutableRefObject<number | null>;
};

const ConversationContext = createContext<ConversationApi | null>(null);

export function useConversation(): ConversationApi {
  const api = useContext(ConversationContext);
  if (!api) throw new Error('useConversation works inside ConversationProvider only.');
  return api;
}

/** Posts JSON; null when it worked, else what to tell the reader. */
async function post(path: string, body: unknown): Promise<string | null> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.ok ? null : (await failureOf(response, Date.now())).message;
  } catch {
    return 'That did not reach us. Check your connection and try again.';
  }
}

/**
 * The one conversation of a house (F4). Stands above the pages, so that an answer goes on while its reader looks into a
 * document.
 */
export function ConversationProvider({
  house,
  history,
  children,
}: {
  house: ConversationHouse;
  history: HistoryPage;
  children: ReactNode;
}) {
  const [state, dispatch] = useReducer(conversationAfter, history, conversationFrom);
  const [announcement, setAnnouncement] = useState('');
  const [olderState, setOlderState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const scrollMemory = useRef<number | null>(null);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  const { houseId, developmentId } = house;

  const { ask, retry, stop } = useAsking(house, latest, dispatch, setAnnouncement);

  const loadOlder = useCallback(async () => {
    const cursor = latest.current.olderCursor;
    if (cursor === null) return;
    setOlderState('loading');
    try {
      const response = await fetch(`/api/chat/history?${new URLSearchParams({ cursor, limit: '20' })}`);
      if (!response.ok) throw new Error(`history answered ${response.status}`);
      dispatch({ type: 'older', page: historySchema.parse(await response.json()) });
      setOlderState('idle');
    } catch {
      setOlderState('failed');
    }
  }, []);

  const rate = useCallback(async (turn: AnswerTurn, rating: 'up' | 'down', comment?: string) => {
    dispatch({ type: 'rated', key: turn.key, rating });
    const problem = await post('/api/chat/feedback', {
      message_id: turn.messageId,
      rating,
      ...(comment ? { comment } : {}),
    });
    if (problem) dispatch({ type: 'rated', key: turn.key, rating: turn.rating });
    return problem;
  }, []);

  const askBuilder = useCallback(async (turn: AnswerTurn) => {
    const problem = await post('/api/chat/ask-builder', { message_id: turn.messageId });
    if (!problem) dispatch({ type: 'passed-on', key: turn.key });
    return problem;
  }, []);

  const api = useMemo<ConversationApi>(
    () => ({
      house: { houseId, developmentId },
      turns: state.turns,
      running: runningAnswer(state),
      announcement,
      ask,
      stop,
      retry,
      withdraw: (key) => {
        keepDraft(houseId, { pending: null });
        dispatch({ type: 'withdrawn', key });
      },
      hasOlder: state.olderCursor !== null,
      olderState,
      loadOlder: () => void loadOlder(),
      rate,
      askBuilder,
      scrollMemory,
    }),
    [houseId, developmentId, state, announcement, ask, stop, retry, olderState, loadOlder, rate, askBuilder],
  );
  return <ConversationContext.Provider value={api}>{children}</ConversationContext.Provider>;
}

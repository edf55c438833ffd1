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
import { readHistory, type HistoryPage } from './chat-contract.ts';
import {
  conversationAfter,
  conversationFrom,
  runningAnswer,
  type AnswerTurn,
  type Conversation,
  type Turn,
} from './conversation.ts';
import { keepDraft } from './question-draft.ts';
import { useAsking, type ConversationHouse } from './use-asking.ts';

type ConversationApi = {
  house: ConversationHouse;
  turns: Turn[];
  /** Null until the first question of a new one was accepted. */
  conversationId: string | null;
  /** What the open conversation is called; empty for a new one. */
  name: string;
  running: AnswerTurn | undefined;
  /** What a screen reader is told; set once an answer has ended, never while it grows. */
  announcement: string;
  /** Sends a question; gives the key of its answer, null when another one is still being answered. */
  ask: (text: string) => string | null;
  stop: () => void;
  retry: (key: string) => void;
  /** Takes a question that was not answered out of the conversation. */
  withdraw: (key: string) => void;
  hasOlder: boolean;
  olderState: 'idle' | 'loading' | 'failed';
  loadOlder: () => void;
  rate: (turn: AnswerTurn, rating: 'up' | 'down', comment?: string) => Promise<string | null>;
  /** Passes `question`, as its owner edited it, on to the builder. Null when it worked, else what to tell. */
  askBuilder: (turn: AnswerTurn, question: string) => Promise<string | null>;
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
 * The open conversation of a house (F4). Stands above the pages: an answer goes on while its reader looks into a
 * document.
 */
export function ConversationProvider({
  house,
  conversation,
  history,
  onBegun,
  children,
}: {
  house: ConversationHouse;
  /** The open one; null for a new one. */
  conversation: { id: string; name: string | null } | null;
  history: HistoryPage;
  /** A new one has got its id. */
  onBegun: (conversationId: string) => void;
  children: ReactNode;
}) {
  const [state, dispatch] = useReducer(conversationAfter, history, conversationFrom);
  const [announcement, setAnnouncement] = useState('');
  const scrollMemory = useRef<number | null>(null);
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  const { houseId, developmentId } = house;
  const { conversationId } = state;
  useEffect(() => {
    if (conversationId !== null) onBegun(conversationId);
  }, [conversationId, onBegun]);

  const { ask, retry, stop } = useAsking(house, latest, dispatch, setAnnouncement);

  const { olderState, loadOlder } = useOlder(latest, dispatch);
  const { rate, askBuilder } = useTurnActions(dispatch);

  const api = useMemo<ConversationApi>(
    () => ({
      house: { houseId, developmentId },
      turns: state.turns,
      conversationId: state.conversationId,
      name: nameOf(state, conversation),
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
    [
      houseId,
      developmentId,
      state,
      conversation,
      announcement,
      ask,
      stop,
      retry,
      olderState,
      loadOlder,
      rate,
      askBuilder,
    ],
  );
  return <ConversationContext.Provider value={api}>{children}</ConversationContext.Provider>;
}

type Dispatch = React.Dispatch<Parameters<typeof conversationAfter>[1]>;

/** What was said before the first turn that is shown, a page at a time. */
function useOlder(latest: { readonly current: Conversation }, dispatch: Dispatch) {
  const [olderState, setOlderState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const loadOlder = useCallback(async () => {
    const { olderCursor: cursor, conversationId } = latest.current;
    if (cursor === null) return;
    setOlderState('loading');
    try {
      const query = { cursor, limit: '20', ...(conversationId ? { conversation_id: conversationId } : {}) };
      const response = await fetch(`/api/chat/history?${new URLSearchParams(query)}`);
      if (!response.ok) throw new Error(`history answered ${response.status}`);
      dispatch({ type: 'older', page: readHistory(await response.json()) });
      setOlderState('idle');
    } catch {
      setOlderState('failed');
    }
  }, [latest, dispatch]);
  return { olderState, loadOlder };
}

/** What a reader does with an answer. Each returns null when it worked, else what to tell the reader. */
function useTurnActions(dispatch: Dispatch) {
  const rate = useCallback(
    async (turn: AnswerTurn, rating: 'up' | 'down', comment?: string) => {
      dispatch({ type: 'rated', key: turn.key, rating });
      const problem = await post('/api/chat/feedback', {
        message_id: turn.messageId,
        rating,
        ...(comment ? { comment } : {}),
      });
      if (problem) dispatch({ type: 'rated', key: turn.key, rating: turn.rating });
      return problem;
    },
    [dispatch],
  );

  const askBuilder = useCallback(
    async (turn: AnswerTurn, question: string) => {
      const problem = await post('/api/chat/ask-builder', { message_id: turn.messageId, question });
      if (!problem) dispatch({ type: 'passed-on', key: turn.key, question });
      return problem;
    },
    [dispatch],
  );
  return { rate, askBuilder };
}

/** Until it is read anew, a new conversation is called by its first question, as it is stored. */
function nameOf(state: Conversation, stored: { id: string; name: string | null } | null): string {
  if (stored?.name) return stored.name;
  return stored === null && state.turns[0]?.role === 'user' ? state.turns[0].text : '';
}

import { useEffect, useRef } from 'react';
import { clsx } from 'clsx';
import { useNavigation, useSearchParams } from '@remix-run/react';
import { Composer, type ComposerHandle, type SentEarly } from './composer.tsx';
import { ConversationBar } from './conversation-bar.tsx';
import { Opening, type SuggestedQuestion } from './opening.tsx';
import { Transcript } from './transcript.tsx';
import { useConversation } from './use-conversation.tsx';
import { useReadingPlace } from './use-reading-place.ts';

export type ChatProps = {
  greeting: string;
  name: string;
  houseLabel: string;
  builder: string;
  now: string;
  questions: SuggestedQuestion[];
  /** What became of a question that was sent before the page was awake, or without script. */
  sentEarly: SentEarly | null;
  /** The answer to what was asked last on this page; null before that. */
  asked: string | null;
  onAsked: (key: string) => void;
};

/** The chat (F4): what was said, and where to ask on. */
export function Chat(props: ChatProps) {
  const { greeting, name, houseLabel, builder, now, questions, sentEarly, asked, onAsked } = props;
  const { turns, conversationId, announcement, scrollMemory } = useConversation();
  const composer = useRef<ComposerHandle>(null);
  const [search, setSearch] = useSearchParams();
  const { scroller, awake, away, toEnd, onScroll } = useReadingPlace(scrollMemory, {
    asked: turns.some(({ key }) => key === asked) ? asked : null,
    first: turns[0]?.key,
    source: search.get('source'),
  });
  // The address of a new conversation becomes its own, for a reload and for the way back: in the browser at once, in
  // the router when its reader is not going elsewhere.
  const { state } = useNavigation();
  useEffect(() => {
    if (conversationId === null || search.get('conversation') !== 'new') return;
    const own = new URLSearchParams(search);
    own.set('conversation', conversationId);
    const { pathname, search: current } = window.location;
    if (pathname === '/home' && new URLSearchParams(current).get('conversation') === 'new')
      window.history.replaceState(window.history.state, '', `/home?${own}`);
    if (state === 'idle') setSearch(own, { replace: true, preventScrollReset: true });
  }, [conversationId, search, setSearch, state]);

  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ConversationBar />
      <section
        ref={scroller}
        aria-label="Questions and answers"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroller must scroll by keyboard
        tabIndex={0}
        onScroll={onScroll}
        className={clsx(
          // Positioned, so that what is for screen readers alone makes the window no longer.
          'relative flex min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 [overflow-anchor:none] sm:px-6',
          'focus-visible:-outline-offset-2',
          turns.length === 0 || awake ? 'flex-col' : 'flex-col-reverse',
        )}
      >
        <div className="mx-auto flex min-h-full w-full max-w-3xl shrink-0 flex-col">
          {turns.length === 0 ? (
            <Opening greeting={greeting} name={name} houseLabel={houseLabel} questions={questions} onAsked={onAsked} />
          ) : (
            <>
              <h1 className="sr-only">Ask {houseLabel}</h1>
              <Transcript
                builder={builder}
                now={now}
                asked={asked}
                onEdit={(text) => composer.current?.edit(text)}
                onAsked={onAsked}
              />
            </>
          )}
        </div>
      </section>
      <div className="border-t border-hairline bg-ivory px-4 pt-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-6">
        <div className="mx-auto max-w-3xl">
          <Composer
            ref={composer}
            placeholder="Ask about your home"
            sentEarly={sentEarly}
            onAsked={onAsked}
            onToEnd={away && turns.length > 0 ? toEnd : null}
          />
        </div>
      </div>
      <output className="sr-only">{announcement}</output>
    </div>
  );
}

import { ArrowDown } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { clsx } from 'clsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { Opening, type SuggestedQuestion } from './opening.tsx';
import { Transcript } from './transcript.tsx';
import { useConversation } from './use-conversation.tsx';

export type ChatProps = {
  greeting: string;
  name: string;
  houseLabel: string;
  builder: string;
  now: string;
  questions: SuggestedQuestion[];
};

/** Further than this from the end, the reader is reading something else: growth must not pull them away. Pixels. */
const NEAR_END = 80;

/**
 * The chat (F4). The scroller runs in reverse, so it begins at the newest message without script, sticks there while
 * the reader is there, and keeps its place when earlier messages are put on top.
 */
export function Chat({ greeting, name, houseLabel, builder, now, questions }: ChatProps) {
  const { turns, announcement, scrollMemory } = useConversation();
  const composer = useRef<ComposerHandle>(null);
  const scroller = useRef<HTMLElement>(null);
  const [away, setAway] = useState(false);

  // At once: a growing answer would break a smooth movement off half-way.
  const toEnd = useCallback(() => scroller.current?.scrollTo({ top: 0, behavior: 'instant' }), []);

  // Coming back from a document leads to where the reader was.
  useEffect(() => {
    const element = scroller.current;
    if (element && scrollMemory.current !== null) element.scrollTop = scrollMemory.current;
    return () => {
      scrollMemory.current = element?.scrollTop ?? null;
    };
  }, [scrollMemory]);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <section
        ref={scroller}
        aria-label="Questions and answers"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroller must scroll by keyboard
        tabIndex={0}
        onScroll={(event) => setAway(-event.currentTarget.scrollTop > NEAR_END)}
        className={clsx(
          'flex min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 focus-visible:-outline-offset-2 sm:px-6',
          turns.length === 0 ? 'flex-col' : 'flex-col-reverse',
        )}
      >
        <div className="mx-auto flex min-h-full w-full max-w-3xl shrink-0 flex-col">
          {turns.length === 0 ? (
            <Opening greeting={greeting} name={name} houseLabel={houseLabel} questions={questions} onAsked={toEnd} />
          ) : (
            <>
              <h1 className="sr-only">Ask {houseLabel}</h1>
              <Transcript builder={builder} now={now} onEdit={(question) => composer.current?.edit(question)} />
            </>
          )}
        </div>
      </section>
      <div
        className={clsx(
          'relative border-t border-hairline bg-ivory px-4 pt-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-6',
        )}
      >
        {away ? (
          <button
            type="button"
            onClick={toEnd}
            className={clsx(
              'absolute -top-14 left-1/2 inline-flex min-h-11 -translate-x-1/2 animate-appear items-center gap-2',
              'rounded-full border border-hairline bg-paper px-4 text-sm font-semibold shadow-float',
              'hover:border-gold',
            )}
          >
            <ArrowDown aria-hidden className="size-4" />
            To the latest
          </button>
        ) : null}
        <div className="mx-auto max-w-3xl">
          <Composer ref={composer} placeholder="Ask about your home" onAsked={toEnd} />
        </div>
      </div>
      <output className="sr-only">{announcement}</output>
    </div>
  );
}

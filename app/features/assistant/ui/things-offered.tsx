import { clsx } from 'clsx';
import { aboutThing, BACK_BEGINS, thingsOffered } from '../asked-back.ts';
import type { AnswerTurn } from './conversation.ts';
import { useConversation } from './use-conversation.tsx';

/**
 * A question back (Q7) with the things that it may be about: each asks the question anew about that thing. Forms, so
 * that they work before the page is awake and without script.
 */
export function ThingsOffered({
  turn,
  onAsked,
}: {
  turn: Pick<AnswerTurn, 'text' | 'question'>;
  onAsked: (key: string) => void;
}) {
  const { ask, running, conversationId } = useConversation();
  return (
    <div className="grid gap-3">
      <p className="text-[1.0625rem] leading-[1.6]">{BACK_BEGINS}</p>
      <ul aria-label="What you may mean" className="flex flex-wrap gap-2">
        {thingsOffered(turn.text).map((thing) => (
          <li key={thing} className="max-w-full">
            <form
              method="post"
              action="/home?index"
              onSubmit={(event) => {
                event.preventDefault();
                const key = ask(aboutThing(thing, turn.question));
                if (key) onAsked(key);
              }}
            >
              <input type="hidden" name="message" value={aboutThing(thing, turn.question)} />
              {conversationId ? <input type="hidden" name="conversation_id" value={conversationId} /> : null}
              <button
                type="submit"
                // Stays in the focus of whoever pressed it.
                aria-disabled={running !== undefined || undefined}
                className={clsx(
                  'min-h-11 max-w-full rounded-full border border-edge bg-paper px-4 py-2 text-left leading-snug',
                  'break-words transition-colors hover:border-gold aria-disabled:text-ink-soft',
                )}
              >
                {thing}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </div>
  );
}

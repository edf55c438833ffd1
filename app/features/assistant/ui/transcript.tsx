import { clsx } from 'clsx';
import { Fragment } from 'react';
import { formatDay, formatTime } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { Answer } from './answer.tsx';
import { useConversation } from './use-conversation.tsx';

/** All that was said, oldest first, by day. `now` fixes what "Today" means on server and browser alike. */
export function Transcript({
  builder,
  now,
  onEdit,
}: {
  builder: string;
  now: string;
  onEdit: (question: string) => void;
}) {
  const { turns, hasOlder, olderState, loadOlder } = useConversation();
  const today = new Date(now);
  const days = turns.map((turn) => formatDay(new Date(turn.at), today));
  return (
    <div className="grid gap-6 py-6">
      {hasOlder ? (
        <div className="grid justify-items-center gap-1">
          <Button
            size="small"
            variant="quiet"
            loading={olderState === 'loading'}
            loadingLabel="Loading earlier questions"
            onClick={loadOlder}
          >
            Earlier questions
          </Button>
          {olderState === 'failed' ? (
            <p role="alert" className="text-sm text-red">
              They could not be loaded. Try again.
            </p>
          ) : null}
        </div>
      ) : null}
      <ol aria-label="Conversation" className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {turns.map((turn, index) => {
          const at = new Date(turn.at);
          return (
            <Fragment key={turn.key}>
              {days[index] !== days[index - 1] ? (
                <li
                  className={clsx(
                    'flex items-center gap-3 text-sm text-ink-soft before:h-px before:flex-1 before:bg-hairline',
                    'after:h-px after:flex-1 after:bg-hairline',
                  )}
                >
                  {days[index]}
                </li>
              ) : null}
              <li data-turn={turn.role} className={turn.role === 'user' ? 'grid justify-items-end' : undefined}>
                {turn.role === 'user' ? (
                  <article
                    aria-label={`You asked at ${formatTime(at)}`}
                    className={clsx(
                      'max-w-[min(34rem,88%)] rounded-card rounded-br-sm bg-sand px-4 py-2.5 text-[1.0625rem]',
                      'leading-normal whitespace-pre-wrap',
                    )}
                  >
                    {turn.text}
                  </article>
                ) : (
                  <Answer turn={turn} builder={builder} onEdit={onEdit} />
                )}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}

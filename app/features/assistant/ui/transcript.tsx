import { clsx } from 'clsx';
import { Fragment } from 'react';
import { PencilLine } from 'lucide-react';
import { formatDay, formatTime } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { IconButton } from '#app/ui/icon-button.tsx';
import { Answer } from './answer.tsx';
import type { AnswerTurn, QuestionTurn, Turn } from './conversation.ts';
import { useConversation } from './use-conversation.tsx';

/** All that was said, oldest first, by day. `now` fixes what "Today" means on server and browser alike. */
export function Transcript({
  builder,
  now,
  asked,
  onEdit,
  onAsked,
}: {
  builder: string;
  now: string;
  /** The answer whose question was asked last on this page. */
  asked: string | null;
  onEdit: (question: string) => void;
  /** `key`: of the answer to come. */
  onAsked: (key: string) => void;
}) {
  const { turns, hasOlder, olderState, loadOlder } = useConversation();
  const today = new Date(now);
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
        {exchangesOf(turns).map(({ question, answer }, index, all) => {
          const { key, at } = (question ?? answer)!;
          const day = formatDay(new Date(at), today);
          const before = all[index - 1];
          const earlier = before && formatDay(new Date((before.question ?? before.answer)!.at), today);
          // The question just asked goes to the top, and there must be as much room below it.
          const isPinned = answer !== undefined && answer.key === asked;
          return (
            <Fragment key={key}>
              {day !== earlier ? (
                <li
                  className={clsx(
                    'flex items-center gap-3 text-sm text-ink-soft before:h-px before:flex-1 before:bg-hairline',
                    'after:h-px after:flex-1 after:bg-hairline',
                  )}
                >
                  {day}
                </li>
              ) : null}
              <li
                data-turn={answer?.key}
                className={clsx(
                  'grid scroll-mt-4 grid-cols-[minmax(0,1fr)] content-start gap-6',
                  isPinned && 'min-h-[calc(var(--chat-height,60dvh)-2.5rem)]',
                )}
              >
                {question ? <Question turn={question} onEdit={onEdit} /> : null}
                {answer ? (
                  <div data-answer>
                    <Answer turn={answer} builder={builder} onEdit={onEdit} onAsked={onAsked} />
                  </div>
                ) : null}
              </li>
            </Fragment>
          );
        })}
      </ol>
    </div>
  );
}

type Exchange = { question?: QuestionTurn; answer?: AnswerTurn };

/** Each question with its answer; an answer whose question lies on an older page stands alone. */
function exchangesOf(turns: readonly Turn[]): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const turn of turns) {
    const last = exchanges.at(-1);
    if (turn.role === 'user') exchanges.push({ question: turn });
    else if (last && !last.answer) last.answer = turn;
    else exchanges.push({ answer: turn });
  }
  return exchanges;
}

function Question({ turn, onEdit }: { turn: QuestionTurn; onEdit: (question: string) => void }) {
  return (
    <div className="flex items-start justify-end gap-1">
      <IconButton icon={PencilLine} label="Edit this question" onClick={() => onEdit(turn.text)} />
      <article
        dir="auto"
        aria-label={`You asked at ${formatTime(new Date(turn.at))}`}
        className={clsx(
          'max-w-[min(34rem,88%)] min-w-0 rounded-card rounded-br-sm bg-sand px-4 py-2.5 text-[1.0625rem]',
          'leading-normal whitespace-pre-wrap',
        )}
      >
        {turn.text}
      </article>
    </div>
  );
}

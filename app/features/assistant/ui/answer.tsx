import { CircleStop } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { Skeleton } from '#app/ui/skeleton.tsx';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerFailure } from './answer-failure.tsx';
import { AnswerText } from './answer-text.tsx';
import { CitedAnswer } from './cited-answer.ts';
import type { AnswerTurn } from './conversation.ts';
import { ChangedSince } from './changed-since.tsx';
import { Provenance } from './provenance.tsx';
import { SafetyBox } from './safety-box.tsx';
import { ThingsOffered } from './things-offered.tsx';
import { SourceCards } from './source-cards.tsx';
import { useConversation } from './use-conversation.tsx';

/** One answer in whatever state it is. */
export function Answer({
  turn,
  builder,
  onEdit,
  onAsked,
}: {
  turn: AnswerTurn;
  builder: string;
  onEdit: (question: string) => void;
  onAsked: (key: string) => void;
}) {
  const settled = turn.status === 'complete' || turn.status === 'stopped';
  const text = (
    <AnswerText text={turn.text} citations={turn.citations} settled={settled} large={turn.mode === 'safety'} />
  );
  return (
    <CitedAnswer.Provider value={turn}>
      <article
        aria-label="Answer"
        aria-busy={turn.status === 'waiting' || turn.status === 'streaming'}
        className="grid gap-4"
      >
        {turn.status === 'waiting' ? <Waiting /> : null}
        {turn.text ? (
          <>
            {turn.mode === 'safety' ? (
              <SafetyBox>{text}</SafetyBox>
            ) : turn.mode === 'question' ? (
              <ThingsOffered turn={turn} onAsked={onAsked} />
            ) : (
              text
            )}
            {/* Below the text: it is known at the end only, and above it would push the reader's lines down. */}
            <Provenance turn={turn} />
          </>
        ) : null}
        {turn.status === 'stopped' ? <Stopped turn={turn} /> : null}
        {turn.failure ? <AnswerFailure turn={turn} failure={turn.failure} onEdit={onEdit} /> : null}
        {settled && turn.citations.length > 0 ? <SourceCards citations={turn.citations} builder={builder} /> : null}
        {settled ? <ChangedSince changes={turn.changes} builder={builder} /> : null}
        {settled && turn.messageId && turn.text ? <AnswerActions turn={turn} builder={builder} /> : null}
      </article>
    </CitedAnswer.Provider>
  );
}

function Waiting() {
  return (
    <div className="grid min-h-20 content-start gap-2.5 pt-1">
      <p className="text-sm text-ink-soft">Looking through your documents …</p>
      <Skeleton className="h-4 w-11/12" />
      <Skeleton className="h-4 w-3/5" />
    </div>
  );
}

function Stopped({ turn }: { turn: AnswerTurn }) {
  const { retry, running } = useConversation();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
      <span className="inline-flex items-center gap-1.5">
        <CircleStop aria-hidden className="size-4" />
        Stopped
      </span>
      {turn.question ? (
        <Button size="small" variant="quiet" disabled={running !== undefined} onClick={() => retry(turn.key)}>
          Ask again
        </Button>
      ) : null}
    </div>
  );
}

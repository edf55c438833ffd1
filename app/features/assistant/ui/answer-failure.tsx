import { CloudOff, Hourglass, PencilLine, RotateCcw, TriangleAlert } from 'lucide-react';
import { Button } from '#app/ui/button.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { AnswerTurn, Failure } from './conversation.ts';
import { useConversation } from './use-conversation.tsx';
import { useCountdown } from './use-countdown.ts';

const ICONS = {
  offline: CloudOff,
  'rate-limited': Hourglass,
  'signed-out': TriangleAlert,
  refused: TriangleAlert,
  broken: TriangleAlert,
} as const;

/**
 * Why an answer did not come and what to do; the question itself is never lost. `onEdit` puts it back into the
 * composer.
 */
export function AnswerFailure({
  turn,
  failure,
  onEdit,
}: {
  turn: AnswerTurn;
  failure: Failure;
  onEdit: (question: string) => void;
}) {
  const { retry, withdraw, running } = useConversation();
  const seconds = useCountdown(failure.retryAt);
  const Icon = ICONS[failure.kind];
  return (
    <div className="grid gap-3 rounded-control border border-hairline bg-paper px-4 py-3.5">
      <p className="flex items-start gap-2.5">
        <Icon aria-hidden className="mt-1 size-4 shrink-0 text-ink-soft" />
        {failure.message}
      </p>
      {turn.question === '' ? null : (
        <div className="flex flex-wrap gap-2">
          {failure.kind === 'signed-out' ? (
            <LinkButton to="/sign-in?next=/home" variant="primary">
              Sign in
            </LinkButton>
          ) : failure.kind === 'refused' ? null : (
            <Button icon={RotateCcw} disabled={seconds > 0 || running !== undefined} onClick={() => retry(turn.key)}>
              {seconds > 0 ? <span className="tabular-nums">Try again in {seconds} s</span> : 'Try again'}
            </Button>
          )}
          <Button
            icon={PencilLine}
            variant="quiet"
            onClick={() => {
              withdraw(turn.key);
              onEdit(turn.question);
            }}
          >
            Change the question
          </Button>
        </div>
      )}
    </div>
  );
}

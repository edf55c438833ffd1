import { Check, Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import type { PassedOn } from './chat-contract.ts';
import type { AnswerTurn } from './conversation.ts';
import { useConversation } from './use-conversation.tsx';

/** Where the documents are silent: passes the question on to the builder (F4, G5). */
export function AskBuilder({ turn, builder }: { turn: AnswerTurn; builder: string }) {
  const { askBuilder } = useConversation();
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    setSending(true);
    setProblem(await askBuilder(turn));
    setSending(false);
  };
  return (
    <div className="grid justify-items-start gap-2">
      {turn.passedOn ? (
        <output className="flex items-baseline gap-2 text-base">
          <Check aria-hidden className="size-4 shrink-0 translate-y-0.5 text-green" />
          <span>{whatHappened(turn.passedOn, builder)}</span>
        </output>
      ) : (
        <Button icon={Send} loading={sending} loadingLabel="Sending your question" onClick={() => void send()}>
          Ask {builder}
        </Button>
      )}
      {problem ? (
        <p role="alert" className="text-sm font-medium text-red">
          {problem}
        </p>
      ) : null}
    </div>
  );
}

/**
 * No more than is so: a question is recorded before its mail is sent, and stays in the builder's inbox if that fails.
 */
function whatHappened(passedOn: PassedOn, builder: string): string {
  if (passedOn === 'mailed') return `Your question was recorded for ${builder} and mailed to them.`;
  if (passedOn === 'unmailed')
    return `Your question is recorded in the inbox of ${builder}. Our mail to them did not go through.`;
  return `We have recorded your question for ${builder} and are mailing it to them.`;
}

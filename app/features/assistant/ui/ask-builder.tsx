import { Check, Send } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#app/ui/button.tsx';
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
      {turn.askedBuilder ? (
        <output className="flex items-center gap-2 text-base">
          <Check aria-hidden className="size-4 shrink-0 text-green" />
          Your question is with {builder}.
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
